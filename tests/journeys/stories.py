"""What is done to a line, and what must be true of it then; for any ping interval.

Told by `test_faults.py` in a hurry, and by `soak_faults.py` with the protocol's own times.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from hotline import limits
from hotline.errors import StoreFailed
from tests.journeys.disks import Full
from tests.journeys.faulty import FaultyLine
from tests.journeys.line import WITHIN, say_all
from tests.journeys.proxy import Connection, Proxy

PING_BYTES = range(30, 38)  # a ping in its WebSocket frame and TLS record; what takes leave is shorter


async def eventually(true: Callable[[], bool], what: str) -> None:
    try:
        async with asyncio.timeout(WITHIN):
            while True:
                if true():
                    return
                await asyncio.sleep(0.05)
    except TimeoutError:
        pytest.fail(what)


async def half_open(line: FaultyLine) -> float:
    """Falls silent in both directions. Gives after how many seconds the last end had found out."""
    await say_all(line, line.ava, ["Before."])
    await line.brv.sees(lambda view: view["id"] == line.said[-1], "the first")
    await line.ava.sync(5.0)
    began = time.monotonic()
    silent = line.proxy.half_open()
    await say_all(line, line.ava, ["Do you read me?"], "FLASH")
    await eventually(lambda: all(map(_found, silent)), "a half-open connection was found by both ends")

    assert len(silent) == 2, "one connection for each desk"
    for lane in (each for connection in silent for each in (connection.up, connection.down)):
        pings = [size for size in lane.swallowed if size in PING_BYTES]
        assert len(pings) <= limits.SILENCE / limits.PING_EVERY + 1, lane.swallowed
    await line.brv.sees(lambda view: view["id"] == line.said[-1], "what was said into the silence")
    assert (await line.judge()).passed
    ends = [lane.ended_at or 0.0 for each in silent for lane in (each.up, each.down)]
    return max(ends) - began


def _found(connection: Connection) -> bool:
    return connection.up.ended_at is not None and connection.down.ended_at is not None


async def everything_dies(line: FaultyLine) -> None:
    """One after the other, while AVA goes on talking: each time something is under way."""
    await _talk(line, "over a connection that is reset", line.proxy.reset)
    with _frozen(line.relay.pid):
        await _talk(line, "to a relay that stands still")
    with _frozen(line.brv._program.pid):
        await _talk(line, "to a desk that stands still")
    await line.brv.kill()
    await _talk(line, "to a desk that is dead")
    await line.relay.kill()
    await _talk(line, "to a relay that is dead")
    await line.relay.start()
    await eventually(lambda: any(each.alive for each in line.proxy.connections), "AVA is connected again")
    await _talk(line, "and waits at the relay")
    await eventually_waits(line)
    _wipe(line)
    await _talk(line, "to a relay whose disk was wiped while it ran")
    await line.relay.kill()
    await line.relay.start()
    assert await line.relay.waiting() == 0, "its disk was wiped"
    await line.brv.start()
    figures = await line.judge()

    assert figures.passed, figures
    assert figures.held[0].statements >= len(line.said) > 0
    assert [await each.alarms() for each in (line.ava, line.brv)] == [[], []]


async def eventually_waits(line: FaultyLine) -> None:
    async with asyncio.timeout(WITHIN):
        while True:
            if await line.relay.waiting():
                return
            await asyncio.sleep(0.05)


async def _talk(line: FaultyLine, what: str, meanwhile: Callable[[], object] = lambda: None) -> None:
    await say_all(line, line.ava, (f"{n}, {what}" for n in range(5)))
    meanwhile()
    await say_all(line, line.ava, (f"{n}, {what}, still" for n in range(5)))


@contextmanager
def _frozen(pid: int) -> Iterator[None]:
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


def _wipe(line: FaultyLine) -> None:
    """All that the relay keeps for others, under its feet."""
    store = line.relay.folder / "store"
    shutil.rmtree(store)
    store.mkdir(mode=0o700)


async def full_disks(line: FaultyLine, full: Full) -> None:
    """There is no room any more: at AVA, who wants to speak; at BRV, who is spoken to; at the relay."""
    await say_all(line, line.ava, ["There is room."])
    with full(line.ava._program.pid, line.ava.desk.folder), pytest.raises(StoreFailed) as refused:
        for n in range(50):  # what is left of a page may still take some
            await say_all(line, line.ava, [f"{n} " + "No room. " * 500])
    await say_all(line, line.ava, ["There is room again."])
    await line.brv.sees(lambda view: view["id"] == line.said[-1], "what was said once there was room")
    log = line.brv._program.log
    with full(line.brv._program.pid, line.brv.desk.folder):
        await say_all(line, line.ava, (f"{n} " + "Where is it kept? " * 800 for n in range(8)))
        await eventually(lambda: "cannot be written" in log.read_text(encoding="utf-8"), "BRV says so")
        await eventually_waits(line)
    await line.brv.sees(lambda view: view["id"] == line.said[-1], "what waited for room at this desk")
    with full(line.relay.pid, line.relay.folder):
        await say_all(line, line.ava, (f"{n} " + "And here? " * 1500 for n in range(8)))
        await eventually(lambda: "could not write" in line.relay.log, "the relay logs that its disk is full")
    await line.brv.sees(lambda view: view["id"] == line.said[-1], "what waited for room at the relay")
    figures = await line.judge()

    assert "Make room on the disk" in str(refused.value)
    assert figures.passed, figures


async def moves(line: FaultyLine, new: Proxy) -> None:
    """The relay is reached at another address too, the parties amend the agreement, the old one goes away."""
    await say_all(line, line.ava, ["At the old address."])
    new.leads_to(line.relay.port_behind)
    await line.amend(line.proxy.port, new.port)
    await eventually(lambda: len([each for each in new.connections if each.alive]) >= 2, "both have moved")
    await say_all(line, line.ava, ["At the new address."])
    await line.brv.sees(lambda view: view["id"] == line.said[-1], "what was said at the new address")
    line.proxy.refusing = True
    line.proxy.reset()
    await say_all(line, line.ava, ["The old one is gone."], "FLASH")
    await line.brv.sees(lambda view: view["id"] == line.said[-1], "what was said without the old one")
    figures = await line.judge()

    assert figures.passed, figures
    assert line.relay.log.count('"replaced"') <= 2, "a desk is not thrown out by itself again and again"
