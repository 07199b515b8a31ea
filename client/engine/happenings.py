"""What the engine itself tells, beside the station's events; and the feeds that carry both to who shows them.

A feed is bounded. Who reads too slowly misses the newest and is told how many: nothing is lost in silence,
and the record has it all.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from client.station.events import Event
from hotline.ids import RelayId

FEED_LENGTH = 4096  # events: a gap of a whole crisis may close while a screen is being drawn


@dataclass(frozen=True, slots=True)
class Lagged:
    """This many events were not put into this feed: look at the record again."""

    missed: int


@dataclass(frozen=True, slots=True)
class RelayTrouble:
    """A relay cannot be used, for another reason than before. It is tried again by itself."""

    relay: RelayId
    name: str
    why: str
    at: datetime


@dataclass(frozen=True, slots=True)
class StoreTrouble:
    """The vault cannot be written. Nothing is acknowledged, so what arrives stays with the relays."""

    why: str
    at: datetime


@dataclass(frozen=True, slots=True)
class StoreMended:
    """The vault can be written again."""

    at: datetime


@dataclass(frozen=True, slots=True)
class EngineTrouble:
    """Something broke that should not. The rest goes on; `what` names it for a report."""

    what: str
    at: datetime


Happening = Event | RelayTrouble | StoreTrouble | StoreMended | EngineTrouble


class Feed:
    """One reader's events, from the moment it was made. Ends when the engine stops."""

    def __init__(self, length: int) -> None:
        self._length = length
        self._waiting: deque[Happening | Lagged] = deque()
        self._missed = 0
        self._ended = False
        self._wake = asyncio.Event()

    def put(self, happening: Happening) -> None:
        if len(self._waiting) + (2 if self._missed else 1) > self._length:
            self._missed += 1
        else:
            self._tell_missed()
            self._waiting.append(happening)
        self._wake.set()

    def end(self) -> None:
        self._ended = True
        self._wake.set()

    def _tell_missed(self) -> None:
        if self._missed:
            self._waiting.append(Lagged(self._missed))
            self._missed = 0

    def __aiter__(self) -> Feed:
        return self

    async def __anext__(self) -> Happening | Lagged:
        while not self._waiting and not self._missed:
            if self._ended:
                raise StopAsyncIteration
            self._wake.clear()
            await self._wake.wait()
        if not self._waiting:
            self._tell_missed()
        return self._waiting.popleft()


class Feeds:
    """All readers."""

    def __init__(self) -> None:
        self._feeds: set[Feed] = set()

    def open(self, length: int = FEED_LENGTH) -> Feed:
        feed = Feed(length)
        self._feeds.add(feed)
        return feed

    def close(self, feed: Feed) -> None:
        self._feeds.discard(feed)
        feed.end()

    def tell(self, happenings: Iterable[Happening]) -> None:
        for happening in happenings:
            for feed in self._feeds:
                feed.put(happening)

    def end(self) -> None:
        for feed in list(self._feeds):
            self.close(feed)
