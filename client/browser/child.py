"""The client as a process in a terminal of its own, and what goes in and out of that terminal."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import termios
from asyncio.subprocess import Process
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

from client.browser import leader
from client.browser.messages import Size

READ_BYTES = 64 * 1024
TYPED_BYTES = 1024 * 1024  # what may wait to be typed; the page refuses to paste half as much
ENDS_WITHIN = 5.0  # seconds from the hang-up; then it is killed

OWN_TERMINAL = {
    "TERM": "xterm-256color",
    "COLORTERM": "truecolor",
    "PYTHONIOENCODING": "utf-8",  # what xterm.js reads, whatever this machine's language is
}
OTHERS = (
    # What Textual and Rich obey: devtools, screenshots, keys to press, logs in the clear.
    *("TEXTUAL", "TEXTUAL_", "ESCDELAY", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"),
    # What tells of the terminal that `hotline serve` itself runs in.
    *("COLUMNS", "LINES", "ROWS", "TERM", "TERM_", "COLORTERM", "LC_TERMINAL", "TMUX", "STY", "VTE_VERSION"),
)
"""Names of variables, or beginnings of names where they end in `_`."""


def environment_of(ours: Mapping[str, str]) -> dict[str, str]:
    """Our environment as the child may have it."""
    return {name: value for name, value in ours.items() if not _is_others(name)} | OWN_TERMINAL


def _is_others(name: str) -> bool:
    return name in OTHERS or name.startswith(tuple(each for each in OTHERS if each.endswith("_")))


class Keyboard:
    """What was typed and not yet taken. Bounded: where a program takes nothing, the rest is left out."""

    def __init__(self) -> None:
        self._keys = bytearray()
        self._typed = asyncio.Event()

    def type(self, keys: bytes) -> None:
        if len(self._keys) + len(keys) <= TYPED_BYTES:
            self._keys += keys
            self._typed.set()

    async def waiting(self) -> bytes:
        """All that waits, as soon as something does."""
        await self._typed.wait()
        return bytes(self._keys)

    def taken(self, count: int) -> None:
        """So much of it from the front."""
        del self._keys[:count]
        if not self._keys:
            self._typed.clear()


class Child:
    """One running program. `start` makes it."""

    def __init__(self, process: Process, terminal: int) -> None:
        self._process = process
        self._terminal = terminal

    @classmethod
    async def start(cls, command: Sequence[str], environment: Mapping[str, str], size: Size) -> Child:
        """Runs the program in a new terminal of that size."""
        terminal, inner = os.openpty()
        try:
            os.set_blocking(terminal, False)
            _set_size(terminal, size)
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-I", "-S", leader.__file__, *command),
                stdin=inner,
                stdout=inner,
                stderr=inner,
                env=dict(environment),
                start_new_session=True,
            )
        except BaseException:
            os.close(terminal)
            raise
        finally:
            os.close(inner)
        return cls(process, terminal)

    async def read(self) -> bytes:
        """What it writes next; empty when nobody can write any more."""
        loop = asyncio.get_running_loop()
        while True:
            try:
                return os.read(self._terminal, READ_BYTES)
            except BlockingIOError:
                await _until(self._terminal, loop.add_reader, loop.remove_reader)
            except OSError:  # Linux says EIO when the last program has left the terminal
                return b""

    async def listen(self, keyboard: Keyboard) -> None:
        """Takes keys as fast as the program does; until it is gone, or this is cancelled."""
        loop = asyncio.get_running_loop()
        while True:
            try:
                keyboard.taken(os.write(self._terminal, await keyboard.waiting()))
            except BlockingIOError:
                await _until(self._terminal, loop.add_writer, loop.remove_writer)
            except OSError:
                return

    def resize(self, size: Size) -> None:
        """The program is told by the system."""
        with suppress(OSError):  # it has gone
            _set_size(self._terminal, size)

    async def wait(self) -> int:
        """How it ended."""
        return await self._process.wait()

    async def end(self) -> None:
        """Hangs up, as a terminal that is closed does; whoever stays is killed."""
        self._signal(signal.SIGHUP)
        try:
            async with asyncio.timeout(ENDS_WITHIN):
                await self._process.wait()
        except TimeoutError:
            pass
        finally:
            self._signal(signal.SIGKILL)  # also what it left behind in its group
            await self._process.wait()

    def close(self) -> None:
        """Takes the terminal away. Nobody may be reading or writing."""
        os.close(self._terminal)

    def _signal(self, number: signal.Signals) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, number)


def _set_size(terminal: int, size: Size) -> None:
    termios.tcsetwinsize(terminal, (size.rows, size.columns))


async def _until(number: int, add: Callable[..., object], remove: Callable[[int], object]) -> None:
    """Waits until the file can be read, or written."""
    ready = asyncio.Event()
    add(number, ready.set)
    try:
        await ready.wait()
    finally:
        remove(number)
