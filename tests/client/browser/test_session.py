"""One client process and its tab: each ends with the other."""

from __future__ import annotations

import asyncio
import re

import pytest

from client.browser import child
from tests.client.browser.conftest import Serving
from tests.client.browser.visitor import Line, Visitor, is_alive, is_gone

SHELL = [
    "/bin/sh",
    "-c",
    "echo process $$.; stty -echo; while read line; do echo told: $line; done; echo bye",
]
SCREEN = ["/bin/sh", "-c", r"printf '\033[?1049h\033[?1003;1006hprocess %s.' $$; stty raw -echo; cat"]
SIZES = [
    "/bin/sh",
    "-c",
    "trap 'stty size; echo' WINCH; stty size; echo process $$.; while :; do sleep 0.05; done",
]


async def process_of(line: Line) -> int:
    found = re.search(r"process (\d+)\.", await line.sees("."))
    assert found is not None
    return int(found[1])


async def test_keys_arrive_and_what_is_written_is_seen(serving: Serving, visitor: Visitor) -> None:
    async with serving(SHELL) as told:
        await visitor.enter(await told.get())
        line = await visitor.connect()
        await line.type("hello\n")

        await line.sees("told: hello")


async def test_the_terminal_is_as_large_as_the_window(serving: Serving, visitor: Visitor) -> None:
    """From the first moment, and when the window changes."""
    async with serving(SIZES) as told:
        await visitor.enter(await told.get())
        line = await visitor.connect(columns=101, rows=31)
        await line.sees("31 101")
        await line.socket.send_json({"columns": 77, "rows": 22})

        await line.sees("22 77")


async def test_a_reload_finds_the_same_process(serving: Serving, visitor: Visitor) -> None:
    """And what a program without a screen of its own has written."""
    async with serving(SHELL) as told:
        await visitor.enter(await told.get())
        first = await visitor.connect()
        process = await process_of(first)
        await first.type("before\n")
        await first.sees("told: before")
        await first.socket.close()

        second = await visitor.connect()
        assert "told: before" in await second.sees("told: before")
        assert await process_of(second) == process
        await second.type("after\n")
        await second.sees("told: after")


async def test_a_screen_is_told_its_modes_and_asked_to_draw(serving: Serving, visitor: Visitor) -> None:
    """A reload begins with a reset and the modes; then the program sees two sizes."""
    program = SIZES[2].replace(
        "stty size; echo process", r"printf '\033[?1049;1003h'; stty size; echo process"
    )
    async with serving(["/bin/sh", "-c", program]) as told:
        await visitor.enter(await told.get())
        first = await visitor.connect()
        await process_of(first)
        await first.socket.close()

        second = await visitor.connect()
        seen = await second.sees("24 80")
        assert seen.startswith("\x18\x1bc\x1b[?1049h\x1b[?1003h")
        assert seen.index("23 80") < seen.index("24 80")


async def test_the_process_ends_with_the_tab(serving: Serving, visitor: Visitor) -> None:
    """After the time for a reload; then the pass is worth nothing, and there is a new address."""
    async with serving(SCREEN) as told:
        address = await told.get()
        page = await visitor.enter(address)
        line = await visitor.connect()
        process = await process_of(line)
        await line.socket.close()

        assert is_alive(process)
        assert await told.get() != address
        assert not is_alive(process)
        assert (await visitor.get(page))[0] == 403


async def test_a_tab_that_never_comes_is_not_waited_for(serving: Serving, visitor: Visitor) -> None:
    async with serving(SHELL) as told:
        page = await visitor.enter(await told.get())

        assert await told.get()
        assert (await visitor.get(page))[0] == 403


async def test_the_tab_is_told_when_the_process_ends(serving: Serving, visitor: Visitor) -> None:
    """With its last words; and the next address opens a new one."""
    async with serving(SHELL) as told:
        await visitor.enter(await told.get())
        line = await visitor.connect()
        process = await process_of(line)
        await line.type("\x04")

        code, sentence = await line.ends()
        assert code == 1000
        assert sentence == "The client has ended. `hotline serve` prints a new address."
        assert b"bye" in line.seen
        await visitor.enter(await told.get())
        assert await process_of(await visitor.connect()) != process


async def test_a_second_tab_takes_the_place_of_the_first(serving: Serving, visitor: Visitor) -> None:
    """There is one process, and one who types."""
    async with serving(SHELL) as told:
        await visitor.enter(await told.get())
        first = await visitor.connect()
        process = await process_of(first)
        second = await visitor.connect()

        assert await process_of(second) == process
        assert (await first.ends())[1] == "The client is shown in another tab now."
        await second.type("still here\n")
        await second.sees("told: still here")


async def test_ending_the_server_ends_the_process(
    serving: Serving, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also one that does not want to, and what it started."""
    monkeypatch.setattr(child, "ENDS_WITHIN", 0.3)
    stubborn = ["/bin/sh", "-c", "trap '' HUP TERM INT; sleep 60 & echo process $!.; wait"]
    async with serving(stubborn) as told:
        await visitor.enter(await told.get())
        line = await visitor.connect()
        process = await process_of(line)

    assert await is_gone(process)
    assert (await line.ends())[1] == "`hotline serve` was ended."


async def test_a_tab_that_does_not_draw_holds_up_nobody(serving: Serving, visitor: Visitor) -> None:
    """The program writes on, the tab misses some, and is shown it anew when it has caught up."""
    flood = "printf '\\033[?1049h'; head -c 8000000 /dev/zero; echo process $$.; touch %s; sleep 60"
    async with serving(["/bin/sh", "-c", flood % "/dev/null"]) as told:
        await visitor.enter(await told.get())
        line = await visitor.connect()
        seen = 0
        while seen < 900_000:  # all that is sent ahead is at most a mebibyte
            seen += len((await line.socket.receive()).data)
        await asyncio.sleep(0.3)  # time for the program to write the rest, to nobody
        while True:
            try:
                async with asyncio.timeout(0.3):
                    seen += len((await line.socket.receive()).data)
            except TimeoutError:
                break

        assert seen <= 1024 * 1024
        await line.socket.send_json({"drawn": seen})
        await line.sees("\x18\x1bc\x1b[?1049h")


async def test_is_gone_can_say_no() -> None:
    """So that the tests above can fail."""
    sleeper = await asyncio.create_subprocess_exec("sleep", "60")
    try:
        assert is_alive(sleeper.pid)
    finally:
        sleeper.kill()
        await sleeper.wait()
    assert await is_gone(sleeper.pid)
