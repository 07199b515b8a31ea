"""Officers who go on talking while a relay dies under them."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from itertools import cycle

from client.drills.desks import DeskProcess
from client.drills.programs import together
from client.drills.relays import RelayProcess
from client.drills.script import Wipe
from client.links.ports import World
from hotline.errors import Unavailable

PAUSE = 0.02  # seconds between two statements of one officer
MOST = 400  # statements of one officer: where the relay never gets that much to keep, something is wrong


class Traffic:
    """Routine statements of several desks at once, until they are told to end."""

    def __init__(self, lines: Sequence[str], world: World) -> None:
        self._lines = lines
        self._world = world
        self._ending = asyncio.Event()
        self.said: list[str] = []  # ids

    async def talk(self, desk: DeskProcess, then: int) -> None:
        """One officer's statements; after the end was asked for, so many more."""
        lines = cycle(self._lines)
        left = then
        for n in range(1, MOST + 1):
            text = f"{next(lines)} ({desk.name}, report {n})"
            view = await desk.say(
                "message", {"subject": f"Report {n}", "text": text, "language": "en"}, "ROUTINE"
            )
            self.said.append(view["id"])
            if self._ending.is_set():
                left -= 1
                if left < 0:
                    return
            await self._world.sleep(PAUSE)

    def is_over(self, desks: int) -> bool:
        """All have said the most they may."""
        return len(self.said) >= desks * MOST

    def end(self) -> None:
        """From now on each says only the few that are to follow."""
        self._ending.set()


async def talk_while_wiped(
    step: Wipe, desks: Sequence[DeskProcess], relay: RelayProcess, world: World
) -> tuple[list[str], int]:
    """All talk; once enough waits at the relay it is killed and wiped.

    Gives the ids of what was said, and how many deposits died there. Raises Unavailable when too few come to
    wait there.
    """
    traffic = Traffic(step.lines, world)
    died = 0

    async def wipe() -> None:
        nonlocal died
        while (died := await relay.waiting()) < step.once_waiting:
            if traffic.is_over(len(desks)):
                raise Unavailable(f"Only {died} deposits came to wait at relay {relay.name}.")
            await world.sleep(PAUSE)
        await relay.kill_and_wipe()
        traffic.end()

    await together(wipe(), *(traffic.talk(desk, step.then) for desk in desks))
    return traffic.said, died
