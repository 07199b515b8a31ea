"""The story of a FLASH on a slow line, for a rate and a direction: what passed before its last byte did.

It is counted in bytes at the proxy, so no clock decides. When the FLASH is said the line stands still, with
every buffer as full as a backlog makes it; then only so many bytes are let through, the FLASH among them.
"""

from __future__ import annotations

import asyncio
import time
from typing import Literal

from hotline.wire.parts import MESSAGE_BYTES
from tests.journeys.faulty import FaultyLine
from tests.journeys.line import message
from tests.journeys.proxy import Connection, Faults, Lane

BACKLOG = 20
LONG = "All quiet at buoy seven. " * 600  # 15,000 characters: each statement is nearly a part
OVERHEAD_BYTES = (
    4096  # what a kernel holds unsent, a `have`, acknowledgements and pings, and TLS around a part
)
STEADY_BYTES = 20_000  # of the backlog, before anything is measured
STANDS = 1.0  # seconds in which the desk has taken the FLASH up

Direction = Literal["up", "down"]


async def flash_behind_a_backlog(line: FaultyLine, direction: Direction, slow: Faults) -> tuple[int, float]:
    """Says a backlog and a FLASH from AVA to BRV. Gives the bytes that went before the FLASH, and seconds.

    Raises Unavailable when BRV does not see the FLASH by one part, the overhead and the FLASH itself.
    """
    own = await _own_bytes(line, direction)
    before = [_lane(each, direction).passed for each in line.proxy.connections]
    seen = len(line.brv.seen)
    line.proxy.change(**{direction: slow})
    for n in range(BACKLOG):
        line.said.append((await line.ava.say("message", message(f"{n}: {LONG}"), "ROUTINE"))["id"])
    lane = await _busy(line, direction, before)
    lane.left = 0
    await asyncio.sleep(STANDS)
    began, passed = time.monotonic(), lane.passed + lane.before_it
    flash = await line.ava.say("message", message("Hold fire"), "FLASH")
    line.said.append(flash["id"])
    await asyncio.sleep(STANDS)
    lane.left = passed - lane.passed + MESSAGE_BYTES + OVERHEAD_BYTES + own
    _, seen_at = await line.brv.sees(lambda view: view["id"] == flash["id"], "the FLASH")
    used = lane.passed - passed
    assert len(line.brv.seen) - seen < BACKLOG // 2, "there was a backlog"
    lane.left = None
    line.proxy.change()
    return used - own, seen_at - began - STANDS


async def _own_bytes(line: FaultyLine, direction: Direction) -> int:
    """What a FLASH costs when nothing else is said, all that belongs to it included."""
    await line.ava.sync(20.0)
    await line.brv.sync(20.0)
    before = [_lane(each, direction).passed for each in line.proxy.connections]
    flash = await line.ava.say("message", message("Hold fire"), "FLASH")
    line.said.append(flash["id"])
    await line.brv.sees(lambda view: view["id"] == flash["id"], "a FLASH on a quiet line")
    after = [_lane(each, direction).passed for each in line.proxy.connections]
    return max(now - then for now, then in zip(after, before, strict=True))


async def _busy(line: FaultyLine, direction: Direction, before: list[int]) -> Lane:
    """The lane on which the backlog goes, once enough of it has gone."""
    while True:
        for connection, then in zip(line.proxy.connections, before, strict=True):
            lane = _lane(connection, direction)
            if lane.passed - then > STEADY_BYTES:
                return lane
        await asyncio.sleep(0.02)


def _lane(connection: Connection, direction: Direction) -> Lane:
    return connection.up if direction == "up" else connection.down
