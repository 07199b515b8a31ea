"""A line of real processes that is broken by a schedule while both desks talk: what is lost, what is twice.

Two desks and the one relay between them, on loopback, with TLS and the protocol's own times. The desks reach
the relay through a proxy that can cut their connections, or fall silent. Not here: two sides of a partition
(`apart`), and relays that lie (`liars`).
"""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Awaitable, Callable
from contextlib import suppress

from client.drills.desks import DeskProcess
from client.links.ports import World
from hotline.errors import Unavailable
from tests.journeys.faulty import FaultyLine, faulty_line
from tests.journeys.line import message

ROUNDS = 3
EVERY = 2.5  # seconds from one fault to the next
DOWN = 1.0  # seconds until what was killed is started again
PAUSE = 0.1  # seconds between two statements of one desk


async def reset(line: FaultyLine, _world: World) -> None:
    """Both desks' connections are reset."""
    line.proxy.reset()


async def relay_killed(line: FaultyLine, world: World) -> None:
    """The relay: kill -9, and started again."""
    await line.relay.kill()
    await world.sleep(DOWN)
    await line.relay.start()


async def desk_killed(line: FaultyLine, world: World) -> None:
    """BRV's desk: kill -9, and started again."""
    await line.brv.kill()
    await world.sleep(DOWN)
    await line.brv.start()


async def disk_lost(line: FaultyLine, world: World) -> None:
    """The relay: kill -9, its disk is empty, and it is started again."""
    await line.relay.kill()
    store = line.relay.folder / "store"
    shutil.rmtree(store)
    store.mkdir(mode=0o700)
    await world.sleep(DOWN)
    await line.relay.start()


async def half_open(line: FaultyLine, _world: World) -> None:
    """Both desks' connections fall silent both ways, and no end is told."""
    line.proxy.half_open()


SCHEDULE: tuple[Callable[[FaultyLine, World], Awaitable[None]], ...] = (
    *(reset, relay_killed, desk_killed, disk_lost) * ROUNDS,
    half_open,
)


def broken(world: World) -> dict[str, float]:
    """The whole schedule, once."""
    return asyncio.run(_broken(world))


async def _broken(world: World) -> dict[str, float]:
    async with faulty_line() as line:
        began = world.monotonic()
        ending = asyncio.Event()
        talk = [asyncio.create_task(_talk(line, each, world, ending)) for each in (line.ava, line.brv)]
        for fault in SCHEDULE:
            await world.sleep(EVERY)
            await fault(line, world)
        await world.sleep(EVERY)
        ending.set()
        await asyncio.gather(*talk)
        ended = world.monotonic()
        figures = await line.judge()
        assert figures.equal, "both desks hold the same record in the end"
        return {
            "broken.faults": len(SCHEDULE),
            "broken.seconds": ended - began,
            "broken.said": figures.said,
            "broken.lost": figures.lost,
            "broken.twice": figures.twice,
            "broken.equal_after_s": world.monotonic() - ended,
        }


async def _talk(line: FaultyLine, desk: DeskProcess, world: World, ending: asyncio.Event) -> None:
    """What an officer was told is kept must be in every record. A desk that is dead is not spoken to."""
    number = 0
    while not ending.is_set():
        number += 1
        with suppress(Unavailable):
            said = await desk.say("message", message(f"{desk.name}, report {number}"), "ROUTINE")
            line.said.append(said["id"])
        await world.sleep(PAUSE)
