"""Two desks on real processes that were apart: from the moment when the line is whole until both hold all.

And a FLASH behind a backlog on a slow line. Not here: what that costs without sockets (`desk`).
"""

from __future__ import annotations

import asyncio
from functools import partial

from client.drills.desks import DeskProcess, View
from client.links.ports import World
from tests.journeys.faulty import FaultyLine, faulty_line
from tests.journeys.line import say_all
from tests.journeys.proxy import Faults
from tests.journeys.urgent import flash_behind_a_backlog

SAID = (10, 100, 1_000)  # on each side while they are apart
SLOW_BITS = 96_000  # a second: a poor satellite telephone; a tenth of it takes ten times as long
LOOK_EVERY = 0.02  # seconds


def apart(world: World) -> dict[str, float]:
    """All figures of this file."""
    return asyncio.run(_apart(world))


async def _apart(world: World) -> dict[str, float]:
    figures: dict[str, float] = {}
    async with faulty_line() as line:
        for number in SAID:
            connected, all_there = await _partition(line, number, world)
            figures[f"partition.{number}_connected_s"] = connected
            figures[f"partition.{number}_s"] = all_there
        slow = Faults(rate=SLOW_BITS / 8)
        ahead, seconds = await flash_behind_a_backlog(line, "up", slow)
        assert (await line.judge()).passed, "nothing is lost or twice"
    return figures | {"slow.flash_bytes_before": ahead, "slow.flash_s": seconds}


async def _partition(line: FaultyLine, number: int, world: World) -> tuple[float, float]:
    """Seconds from healing until both desks have a connection, and until each has all of the other's."""
    line.proxy.refusing = True
    line.proxy.reset()
    before = len(line.proxy.connections)
    texts = [f"While we were apart, number {n} of {number}" for n in range(number)]
    await asyncio.gather(*(say_all(line, each, texts) for each in (line.ava, line.brv)))
    line.proxy.refusing = False
    healed = world.monotonic()
    seen = asyncio.gather(*(_sees_all(each, set(line.said)) for each in (line.ava, line.brv)))
    while len(line.proxy.connections) < before + 2:
        await world.sleep(LOOK_EVERY)
    connected = world.monotonic() - healed
    return connected, max(await seen) - healed


async def _sees_all(desk: DeskProcess, ids: set[str]) -> float:
    """When the last of these came."""
    views = {view["id"] for view, _ in desk.seen.values()}
    at = 0.0
    for id in ids - views:
        at = max(at, (await desk.sees(partial(_is, id), "what the other said"))[1])
    return at


def _is(id: str, view: View) -> bool:
    return bool(view["id"] == id)
