"""A program in a terminal of its own."""

from __future__ import annotations

import asyncio
import os
import signal
import sys

import pytest

from client.browser.child import TYPED_BYTES, Child, Keyboard, environment_of
from client.browser.messages import Size
from tests.client.browser.visitor import WITHIN, is_gone

SIZE = Size(columns=80, rows=24)


async def read_until(child: Child, words: bytes) -> bytes:
    seen = b""
    async with asyncio.timeout(WITHIN):
        while words not in seen:
            output = await child.read()
            assert output, seen
            seen += output
    return seen


@pytest.mark.parametrize(
    "name",
    [
        "TEXTUAL",
        "TEXTUAL_SCREENSHOT",
        "TEXTUAL_LOG",
        "TEXTUAL_DRIVER",
        "TEXTUAL_PRESS",
        "COLUMNS",
        "TMUX",
        "TERM_PROGRAM",
    ],
)
def test_switches_of_the_toolkit_and_of_our_terminal_stay_here(name: str) -> None:
    """Devtools, screenshots, logs in the clear; and what another terminal can do."""
    assert name not in environment_of({name: "1"})


def test_everything_else_goes_along() -> None:
    """Where profiles are, the language, and who wants no colour."""
    ours = {"HOTLINE_HOME": "/x", "LANG": "de_DE.UTF-8", "NO_COLOR": "1", "PATH": "/bin", "TEXTUALIST": "1"}

    assert environment_of(ours | {"TERM": "dumb"}).items() >= (ours | {"TERM": "xterm-256color"}).items()


async def test_ctrl_c_reaches_a_program_that_has_no_screen_yet() -> None:
    """The terminal is the program's own: it can be interrupted while it asks for a passphrase."""
    child = await Child.start(["/bin/sh", "-c", "echo ready; exec cat"], os.environ, SIZE)
    keyboard = Keyboard()
    typing = asyncio.create_task(child.listen(keyboard))
    try:
        await read_until(child, b"ready")
        keyboard.type(b"\x03")

        async with asyncio.timeout(WITHIN):
            assert await child.wait() == -signal.SIGINT
    finally:
        typing.cancel()
        await asyncio.gather(typing, return_exceptions=True)
        await child.end()
        child.close()


async def test_what_nobody_takes_is_bounded() -> None:
    """A program that does not read: so much waits, the rest is left out; nothing waits for it."""
    child = await Child.start(["/bin/sh", "-c", "stty raw; echo ready; exec sleep 60"], os.environ, SIZE)
    keyboard = Keyboard()
    typing = asyncio.create_task(child.listen(keyboard))
    try:
        await read_until(child, b"ready")
        for _ in range(40):
            keyboard.type(b"x" * 60_000)
            await asyncio.sleep(0)

        assert len(await keyboard.waiting()) <= TYPED_BYTES
        assert not typing.done()
    finally:
        typing.cancel()
        await asyncio.gather(typing, return_exceptions=True)
        await child.end()
        child.close()


async def test_the_program_ends_when_we_are_killed() -> None:
    """kill -9: the system takes the terminal away, and hangs up."""
    us = """
import asyncio, os
from client.browser.child import Child
from client.browser.messages import Size
async def main():
    child = await Child.start(["/bin/sh", "-c", "echo $$; sleep 60"], os.environ, Size(columns=80, rows=24))
    print((await child.read()).decode(), flush=True)
    await child.wait()
asyncio.run(main())
"""
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", us, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    child = int(await process.stdout.readline())
    process.kill()
    await process.wait()

    assert await is_gone(child)
