"""Runs one desk: its station on one side, its relays on the other, until it is left.

    async with Engine(vault, real_world()) as engine:
        await engine.say(Saying(...))

One round after another: what arrived is taken in and acknowledged, time's own work is done, and each link
gets what the station wants of it. The network opens only when the vault is loaded, and reads only what was
committed.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from datetime import datetime
from types import TracebackType
from typing import Any, TypeVar

from client.engine.desk import Desk, MakeStation
from client.engine.happenings import FEED_LENGTH, EngineTrouble, Feed, Feeds
from client.engine.inbox import Inbox
from client.engine.intake import Intake
from client.engine.line import Line
from client.engine.lines import Lines
from client.engine.outlook import Outlook, look, retired_relays
from client.engine.status import EngineStatus
from client.links.ports import Timing, World
from client.links.relay import Credentials
from client.links.tasks import until_first_ends
from client.station.events import Event
from client.station.ports import Vault
from client.station.say import Saying
from client.station.station import Station
from hotline.agreement.text import RelayLine
from hotline.errors import StoreFailed
from hotline.ids import StatementId
from hotline.sentence import sentence

LOG = logging.getLogger("hotline.engine")
T = TypeVar("T")


class Engine:
    """One desk at work, while its `async with` block lasts. The vault is open before and is closed after."""

    def __init__(
        self,
        vault: Vault,
        world: World,
        timing: Timing | None = None,
        make_station: MakeStation = Station,
    ) -> None:
        self._vault = vault
        self._world = world
        self._timing = timing or Timing()
        self._make_station = make_station
        self._poke = asyncio.Event()
        self._stale = True  # something happened since the last outlook
        self._rounds = asyncio.Condition()
        self._feeds = Feeds()
        self._desk = Desk(world.now)
        self._inbox = Inbox(self._changed)
        self._intake = Intake(self._desk, self._inbox, self._feeds, world, self._timing)
        self._lines = Lines(self._start_line)
        self._credentials: Credentials | None = None
        self._outlook: Outlook | None = None
        self._tick_from = world.monotonic()
        self._work: asyncio.Task[None] | None = None
        self._asked: set[asyncio.Task[Any]] = set()

    async def __aenter__(self) -> Engine:
        try:
            await self._desk.open(self._make_station, self._vault, self._world.entropy)
            self._credentials = await self._desk.run(_credentials)
            retired = await self._desk.do(retired_relays)
            relays = await self._desk.run(lambda station: station.relays())
        except BaseException:
            self._desk.close()
            raise
        for relay, since in retired:
            self._lines.read_on(relay, since)
        self._lines.keep(relays, self._world.now())  # also who locks the desk at once knows what to watch
        self._work = asyncio.create_task(self._run(), name="engine")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._work is not None:
            self._work.cancel()
            await asyncio.gather(self._work, return_exceptions=True)
        await self._lines.stop()
        await asyncio.gather(*self._asked, return_exceptions=True)
        await asyncio.to_thread(self._desk.close)
        self._feeds.end()

    # For people

    async def say(self, saying: Saying) -> StatementId:
        """Keeps and queues one statement; on disk when this ends. Raises Rejected, Misuse, StoreFailed."""

        def work(station: Station, now: datetime) -> tuple[StatementId, list[Event]]:
            return station.say(saying, now)

        statement, _ = await self._unbroken(self._verb(work))
        return statement

    async def do(self, verb: Callable[[Station, datetime], list[Event]]) -> list[Event]:
        """Any other verb of the station (`join`, `import_card`) with the time; its events are told to all."""

        def work(station: Station, now: datetime) -> tuple[None, list[Event]]:
            return None, verb(station, now)

        _, events = await self._unbroken(self._verb(work))
        return events

    async def call(self, reading: Callable[[Station], T]) -> T:
        """What this reads from the station between two verbs: values, not the station's own objects."""
        return await self._unbroken(self._desk.run(reading))

    def events(self, length: int = FEED_LENGTH) -> Feed:
        """All that happens from now on, to iterate over; `Lagged` where the reader was too slow."""
        return self._feeds.open(length)

    def leave(self, feed: Feed) -> None:
        """Nobody reads this feed any more."""
        self._feeds.close(feed)

    def status(self) -> EngineStatus:
        """How the lines stand, as of the last round."""
        return EngineStatus(
            relays=tuple(line.status for line in self._lines),
            waiting=dict(self._outlook.waiting) if self._outlook else {},
            store_trouble=self._intake.trouble,
            quiet=self._quiet(),
        )

    def logins(self) -> tuple[Sequence[RelayLine], Credentials]:
        """The relays in use, and with what this desk logs in to them."""
        assert self._credentials is not None, "asked for while the engine runs"
        return [line.line for line in self._lines if line.retired_at is None], self._credentials

    def try_now(self) -> None:
        """Every relay that is waited for is tried now."""
        for line in self._lines:
            line.try_now()

    async def wait_quiet(self, within: float) -> bool:
        """Until all is receipted, every mailbox empty and no gap known. False when that took too long."""
        with suppress(TimeoutError):
            async with asyncio.timeout(within), self._rounds:
                await self._rounds.wait_for(self._quiet)
        return self._quiet()

    def _quiet(self) -> bool:
        """Every relay was tried, those that are up are empty, and there is at least one if there are any."""
        outlook = self._outlook
        if self._stale or outlook is None or not outlook.quiet or not self._intake.quiet:
            return False
        status = [line.status for line in self._lines]
        tried = all(line.settled for line in self._lines)
        some = not status or any(relay.up for relay in status)
        return tried and some and all(relay.empty for relay in status if relay.up)

    async def _verb(
        self, work: Callable[[Station, datetime], tuple[T, list[Event]]]
    ) -> tuple[T, list[Event]]:
        result, events = await self._desk.do(work)
        self._intake.well()
        self._feeds.tell(events)
        self._changed()
        return result, events

    async def _unbroken(self, work: Coroutine[Any, Any, T]) -> T:
        """What was begun is ended, and told, also when whoever asked for it goes away."""
        task = asyncio.create_task(work)
        self._asked.add(task)
        task.add_done_callback(self._asked.discard)
        return await asyncio.shield(task)

    # Rounds

    def _changed(self) -> None:
        self._stale = True
        self._poke.set()

    async def _run(self) -> None:
        while True:
            pause = await self._round()
            async with self._rounds:
                self._rounds.notify_all()
            await until_first_ends(self._poked(), self._sleep(pause))

    async def _round(self) -> float:
        """One round; gives the seconds until the next, if nothing comes before."""
        self._poke.clear()
        try:
            await self._intake.take()
            await self._tick()
            return self._until(await self._look())
        except StoreFailed as error:
            self._intake.failed(error)
        except Exception as error:  # noqa: BLE001  whatever one round meets, the desk goes on
            self._broke("A round", error)
        await self._world.sleep(self._timing.store_pause)
        return 0.0

    async def _tick(self) -> None:
        """Does what time asks for, when it does."""
        now, wake_at = self._world.now(), self._outlook.wake_at if self._outlook else None
        if wake_at is None or wake_at > now:
            return
        if self._world.monotonic() < self._tick_from:
            return
        self._tick_from = self._world.monotonic() + self._timing.tick_floor
        try:
            self._feeds.tell(await self._desk.do(lambda station, now: station.tick(now)))
            self._intake.well()
        except StoreFailed:
            raise
        except Exception as error:  # noqa: BLE001  what arrives must still be taken in
            self._broke("A tick", error)
            self._tick_from = self._world.monotonic() + self._timing.store_pause

    def _broke(self, what: str, error: Exception) -> None:
        LOG.error("%s broke", what, exc_info=error)
        self._feeds.tell(
            [
                EngineTrouble(
                    sentence("{part} broke: {what}", part=what, what=type(error).__name__), self._world.now()
                )
            ]
        )

    async def _look(self) -> Outlook:
        assert self._desk.ready, "the network opens after the store is ready"
        self._stale = False
        rooms = self._lines.rooms()
        outlook = await self._desk.do(lambda station, now: look(station, rooms, now))
        self._outlook = outlook
        self._lines.keep(outlook.relays, self._world.now())
        self._lines.hand_out(outlook)
        if any(outlook.deposits.values()) or self._inbox:
            self._changed()  # there may be more
        return outlook

    def _until(self, outlook: Outlook) -> float:
        pauses = [self._timing.tick_ceiling]
        if outlook.wake_at is not None:
            pauses.append((outlook.wake_at - self._world.now()).total_seconds())
        if (again := self._intake.wake_in()) is not None:
            pauses.append(again)
        return max(min(pauses), self._timing.tick_floor)

    async def _poked(self) -> None:
        await self._poke.wait()

    async def _sleep(self, seconds: float) -> None:
        await self._world.sleep(seconds)

    def _start_line(self, line: RelayLine) -> Line:
        assert self._credentials is not None, "a line opens after the station was loaded"
        return Line(
            line, self._credentials, self._world, self._timing, self._inbox, self._feeds, self._changed
        )


def _credentials(station: Station) -> Credentials:
    memory = station.memory
    return Credentials(memory.signing, memory.card.signed_credential)
