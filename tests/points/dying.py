"""Death within one process: what is on disk at that moment is kept, and nothing that comes after it counts.

What the dying program still does on its way out, a real death would not do: so the story goes on in a copy of
its folder as a power cut leaves it, and what is told after the point is not heard. Nobody catches `Died`.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import client.points
import server.points
from client.points import Hook
from tests.points.durable import Durable
from tests.points.killing import give_time
from tests.points.story import Tell
from tests.points.table import Case
from tests.simulation.death import Died

WITHIN = 60.0  # seconds for one life
GONE_WITHIN = 10.0  # seconds until the tasks of a dead program have ended
SETTERS = {"client": client.points.set_hook, "server": server.points.set_hook}


class Death:
    """Of whoever passes this point, and of all that runs in its process."""

    def __init__(self, case: Case, folder: Path, left: Path) -> None:
        self._point = case.point
        self._passings = case.nth
        self._durable = Durable(folder)
        self._left = left
        self._loop = asyncio.get_running_loop()
        self.come = asyncio.Event()
        self.dead = False
        self._one_at_a_time = threading.Lock()

    def hook(self, kills: bool) -> Hook:
        """Of one program; the other passes no point any more either, once death has come."""

        def passed(name: str) -> None:
            if self.dead:
                raise Died
            if not kills or name != self._point:
                return
            with self._one_at_a_time:
                self._passings -= 1
                if self._passings:
                    return
                give_time()
                self.dead = True
            self._durable.copy_to(self._left)
            self._loop.call_soon_threadsafe(self.come.set)
            raise Died

        return passed

    def heard(self, told: list[str]) -> Tell:
        """What is said after death nobody hears."""
        return lambda word: None if self.dead else told.append(word)

    @contextmanager
    def awaits(self, program: str) -> Iterator[None]:
        """Those who pass a point of this program."""
        for each, set_hook in SETTERS.items():
            set_hook(self.hook(each == program))
        create_server, servers = self._loop.create_server, list[asyncio.Server]()

        async def create_and_note(*args: Any, **more: Any) -> asyncio.Server:
            servers.append(made := await create_server(*args, **more))
            return made

        self._loop.create_server = create_and_note  # type: ignore[method-assign]
        try:
            with self._durable.watching():
                yield
        finally:
            self._loop.create_server = create_server  # type: ignore[method-assign]
            for server in servers:
                server.close()
            for set_hook in SETTERS.values():
                set_hook(None)


async def die_twice(case: Case, place: Path) -> None:
    """It dies there, is begun again, dies there again when it comes by, and is then let live to its end."""
    folder, told = place / "1", list[str]()
    folder.mkdir()
    await case.story.prepare(folder)
    for life in ("2", "3"):
        if not await _dies(case, folder, place / life, told):
            assert life != "2", f"{case.point} is not passed"
            break
        folder = place / life
        await case.story.left(folder, told)
    async with asyncio.timeout(WITHIN):
        await case.story.act(folder, told.append)
    await case.story.check(folder, told)


async def _dies(case: Case, folder: Path, left: Path, told: list[str]) -> bool:
    """One life; False when it came to its end."""
    death = Death(case, folder, left)
    with death.awaits(case.program):
        living = asyncio.create_task(
            case.story.act(folder, lambda word: None if death.dead else told.append(word))
        )
        dying = asyncio.create_task(death.come.wait())
        await asyncio.wait({living, dying}, timeout=WITHIN, return_when=asyncio.FIRST_COMPLETED)
        ended = living.done() or death.dead
        await _end_all()
    assert ended, f"nothing happened for {WITHIN:.0f} seconds"
    if not death.dead:
        living.result()
    return death.dead


async def _end_all() -> None:
    """Nothing of the dead goes on: a ghost would speak with the key of the living."""
    async with asyncio.timeout(GONE_WITHIN):
        while others := asyncio.all_tasks() - {asyncio.current_task()}:
            for each in others:
                each.cancel()
            await asyncio.wait(others, timeout=1.0)
            for each in others:
                if each.done() and not each.cancelled():
                    each.exception()  # whatever the dying say
