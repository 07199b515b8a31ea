"""Brings what arrived into the vault, and acknowledges it after the commit, never before.

all that waits, in one transaction ──> acknowledged
    the store failed, or the station fails without any arrival too ──> all of it stays, and is tried again
    anything else ──> one by one; an envelope that breaks something five times is set aside whole, and
                      the rest goes on
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from client.engine.desk import Desk
from client.engine.happenings import EngineTrouble, Feeds, StoreMended, StoreTrouble
from client.engine.inbox import Inbox, Waiting
from client.links.ports import Timing, World
from client.links.relay import RelayLink
from client.points import point
from client.station.arrivals import EnvelopeCame
from client.station.events import EnvelopeSetAside
from hotline.errors import StoreFailed
from hotline.sentence import sentence

LOG = logging.getLogger("hotline.engine")


@dataclass(frozen=True, slots=True)
class _Again:
    waiting: Waiting
    at: float  # by the monotonic clock


class Intake:
    """What stands between the inbox and the station."""

    def __init__(self, desk: Desk, inbox: Inbox, feeds: Feeds, world: World, timing: Timing) -> None:
        self._desk = desk
        self._inbox = inbox
        self._feeds = feeds
        self._world = world
        self._timing = timing
        self._again: list[_Again] = []
        self.trouble = ""  # why the store cannot be written; empty while it can

    @property
    def quiet(self) -> bool:
        """Nothing waits to be taken in."""
        return not self._inbox and not self._again

    def wake_in(self) -> float | None:
        """Seconds until something is to be tried again."""
        now = self._world.monotonic()
        return min((max(each.at - now, 0.0) for each in self._again), default=None)

    async def take(self) -> None:
        """One batch, and what is to be tried again. Raises StoreFailed: then it is all still here."""
        batch = self._inbox.next_batch()
        if len(batch) == 1:
            await self._take_one(batch[0])
        elif batch:
            await self._take_batch(batch)
        self._inbox.done(batch)
        now = self._world.monotonic()
        due = [each for each in self._again if each.at <= now]
        for each in due:
            await self._take_one(each.waiting)
            self._again.remove(each)

    async def _take_batch(self, batch: Sequence[Waiting]) -> None:
        try:
            await self._receive(batch)
        except StoreFailed:
            raise
        except Exception:  # noqa: BLE001  one envelope must never block the others, whatever it broke
            LOG.warning("a batch of %d could not be taken in; one by one", len(batch))
            for each in batch:
                await self._take_one(each)

    async def _take_one(self, waiting: Waiting) -> None:
        try:
            await self._receive([waiting])
        except StoreFailed:
            raise
        except Exception as error:  # it is counted, kept and shown
            LOG.exception("an arrival could not be taken in")
            await self._check_station()
            await self._poisoned(waiting, type(error).__name__)

    async def _receive(self, batch: Sequence[Waiting]) -> None:
        arrivals = [each.arrival for each in batch]
        point("engine/before-receive")
        self._feeds.tell(await self._desk.do(lambda station, now: station.receive(arrivals, now)))
        self.well()
        acknowledge(batch)

    async def _check_station(self) -> None:
        """Raises when the station fails without any arrival: then it is not the envelope's fault."""
        self._feeds.tell(await self._desk.do(lambda station, now: station.tick(now)))

    async def _poisoned(self, waiting: Waiting, why: str) -> None:
        came = waiting.arrival
        if not isinstance(came, EnvelopeCame):
            what = sentence(
                "What came could not be taken in: {arrival}, {what}", arrival=type(came).__name__, what=why
            )
            self._feeds.tell([EngineTrouble(what, self._world.now())])
            return
        said = sentence("Taking it in failed again and again ({what}).", what=why)
        events = await self._desk.do(lambda station, now: station.poisoned(came, said, now))
        self._feeds.tell(events)
        if any(isinstance(event, EnvelopeSetAside) for event in events):
            acknowledge([waiting])
        else:
            pause = self._timing.poison_pause
            self._again.append(_Again(waiting, self._world.monotonic() + pause))

    # The store's health

    def failed(self, error: StoreFailed) -> None:
        """The vault could not be written: said once."""
        if not self.trouble:
            self._feeds.tell([StoreTrouble(error.sentence, self._world.now())])
        self.trouble = error.sentence

    def well(self) -> None:
        """The vault was written."""
        if self.trouble:
            self._feeds.tell([StoreMended(self._world.now())])
        self.trouble = ""


def acknowledge(batch: Sequence[Waiting]) -> None:
    """Tells each link which of its deliveries are durable."""
    numbers: defaultdict[RelayLink, list[int]] = defaultdict(list)
    for each in batch:
        if each.link is not None and each.number is not None:
            numbers[each.link].append(each.number)
    for link, some in numbers.items():
        point("engine/before-acknowledge")
        link.acknowledge(some)
