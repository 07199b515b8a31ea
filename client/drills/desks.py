"""A desk as a process of its own (`hotline run`), and what its officer types into other windows.

All goes over the attach socket, as for any other command of that profile.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from client.drills.paper import Desk
from client.drills.programs import HOTLINE, Program
from client.engine.attach import Attached, attach
from client.links.ports import World
from client.vault.passphrase import VARIABLE
from hotline.errors import Unavailable

View = dict[str, Any]
WITHIN = 60.0  # seconds: for whatever is waited for, on a machine that is busy with something else
LOOK_EVERY = 0.05
_ARRIVED = re.compile(r"^Arrived: (?:EXERCISE )?(\S+) ", re.MULTILINE)


class DeskProcess:
    """One desk. `seen`: each statement of the channel by number, and when it was seen here, as it came."""

    def __init__(self, desk: Desk, channel: str, passphrase: Path, world: World) -> None:
        self.desk = desk
        self.name = desk.name
        self.seen: dict[str, tuple[View, float]] = {}
        self._channel = channel
        self._world = world
        self._program = Program(
            HOTLINE,
            ["run", "--profile", str(desk.folder)],
            desk.folder.with_suffix(".log"),
            {VARIABLE: str(passphrase)},
        )
        self._attached: Attached | None = None
        self._follower: asyncio.Task[None] | None = None
        self._news = asyncio.Condition()

    async def start(self) -> None:
        """The vault is open and the line is kept when this ends. Raises Unavailable."""
        await self._program.start()
        async with self._in_time("has not started"):
            while (attached := await attach(self.desk.folder)) is None:
                self._program.check_alive()
                await self._world.sleep(LOOK_EVERY)
        self._attached = attached
        self._follower = asyncio.create_task(self._follow(attached))

    async def kill(self) -> None:
        """Its power is gone: kill -9."""
        await self._program.kill()
        await self._unfollow()

    async def stop(self) -> None:
        """Ctrl-C: it takes leave of its relays and locks the vault."""
        await self._unfollow()
        await self._program.stop()

    # What its officer does

    async def say(
        self, kind: str, fields: Mapping[str, str], precedence: str | None = None, **more: Any
    ) -> View:
        """As `hotline say`; does not wait for a relay. Gives the statement as it is kept."""
        request = {
            "channel": self._channel,
            "kind": kind,
            "set": dict(fields),
            "precedence": precedence,
            "wait": 0,
        }
        return await self._ask("say", request | more)

    async def acknowledge(self, number: str) -> View:
        return await self._ask("ack", {"id": number, "wait": 0})

    async def show(self, number: str) -> View:
        return await self._ask("show", {"id": number})

    async def sync(self, within: float) -> bool:
        """Until the line is quiet; False when that took longer."""
        return bool((await self._ask("sync", {"wait": within}))["quiet"])

    async def backup(self, file: Path) -> None:
        await self._ask("backup", {"path": str(file)})

    async def alarms(self) -> list[str]:
        """What the desk warns of on its channels."""
        return [why for channel in (await self._ask("channels", {}))["rows"] for why in channel["alarms"]]

    async def read(self) -> list[View]:
        """The whole record as this desk holds it, in display order."""
        assert self._attached is not None, "it was started"
        return [each async for each in self._attached.stream("read", {"channel": self._channel, "all": True})]

    # What is waited for

    async def sees(self, wanted: Callable[[View], bool], what: str) -> tuple[View, float]:
        """The first statement like that, and when it was seen here. Raises Unavailable."""

        def found() -> tuple[View, float] | None:
            return next((each for each in self.seen.values() if wanted(each[0])), None)

        async with self._in_time(f"has not seen {what}"), self._news:
            await self._news.wait_for(found)
        seen = found()
        assert seen is not None, "it was waited for"
        return seen

    async def hears(self, wanted: Callable[[View], bool], within: float) -> View | None:
        """The first statement like that; None when none came in that many seconds."""

        def found() -> View | None:
            return next((view for view, _ in self.seen.values() if wanted(view)), None)

        with suppress(TimeoutError):
            async with asyncio.timeout(within), self._news:
                await self._news.wait_for(lambda: found() is not None)
        return found()

    async def news(self) -> AsyncIterator[View]:
        """Each statement once, in the order in which they came here."""
        told: set[str] = set()
        while True:
            async with self._news:
                await self._news.wait_for(lambda: self.seen.keys() - told)
            for number in [each for each in self.seen if each not in told]:
                told.add(number)
                yield self.seen[number][0]

    async def becomes(self, number: str, wanted: Callable[[View], bool], what: str) -> View:
        """The statement once it is so. Raises Unavailable."""
        async with self._in_time(f"does not see that {number} is {what}"):
            while not wanted(view := await self.show(number)):
                await self._world.sleep(LOOK_EVERY)
        return view

    def arrivals(self) -> list[str]:
        """The numbers of what the desk itself reported as arrived, in that order, over all its lives."""
        return _ARRIVED.findall(self._program.log.read_text(encoding="utf-8", errors="replace"))

    # Inside

    async def _ask(self, do: str, what: dict[str, Any]) -> View:
        assert self._attached is not None, "it was started"
        return await self._attached.ask(do, what)

    async def _follow(self, attached: Attached) -> None:
        async for view in attached.stream("read", {"channel": self._channel, "follow": True, "all": True}):
            async with self._news:
                self.seen[view["number"]] = (view, self._world.monotonic())
                self._news.notify_all()

    async def _unfollow(self) -> None:
        if self._follower is not None:
            self._follower.cancel()
            await asyncio.gather(self._follower, return_exceptions=True)

    @asynccontextmanager
    async def _in_time(self, what: str) -> AsyncIterator[None]:
        try:
            async with asyncio.timeout(WITHIN):
                yield
        except TimeoutError as error:
            late = f"{self.name} {what} within {WITHIN:.0f} seconds."
            raise Unavailable(late, f"Its log: {self._program.log}") from error
