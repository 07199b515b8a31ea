"""What is to be told soon: the own `have`, and news of others; to whom, and when.

Nothing is lost when it is forgotten. Not here: the telling (`sync`, `news`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from hotline.ids import DeviceId, Precedence
from hotline.signed import Signed

GATHER = timedelta(seconds=1)
TELL_EVERY = timedelta(seconds=20)  # each reader: others can ask for news without end
STANDING = timedelta(hours=1)  # after a parcel its sender is told what is new of whom it was for

Pair = tuple[DeviceId, DeviceId]  # who is told, and of whom
Known = tuple[Signed | None, Signed | None]  # a desk's newest key and have


@dataclass(slots=True)
class HavePlan:
    """To whom the own `have` goes next, when, and how urgently."""

    readers: set[DeviceId] = field(default_factory=set)
    at: datetime | None = None
    precedence: Precedence = Precedence.ROUTINE
    everywhere: bool = False  # through every relay
    asked: int = 0  # how often the same gap was asked for

    def add(self, readers: set[DeviceId], at: datetime, precedence: Precedence = Precedence.ROUTINE) -> None:
        """Sooner and more urgent win."""
        self.readers |= readers
        self.at = at if self.at is None else min(self.at, at)
        self.precedence = max(self.precedence, precedence)

    def clear(self) -> None:
        self.readers = set()
        self.everywhere = False
        self.at = None
        self.precedence = Precedence.ROUTINE


class NewsPlan:
    """Who is to be told of whom: what is newer than what they were told, seldom enough."""

    def __init__(self) -> None:
        self._until: dict[Pair, datetime] = {}
        self._told: dict[Pair, Known] = {}
        self._told_at: dict[DeviceId, datetime] = {}
        self._due: dict[DeviceId, datetime] = {}

    @property
    def at(self) -> datetime | None:
        """When somebody is to be told next."""
        return min(self._due.values(), default=None)

    def once(self, reader: DeviceId, about: DeviceId, now: datetime) -> None:
        """That reader is to be told of that desk."""
        self._until.setdefault((reader, about), now)
        self._plan(reader, now)

    def stand(self, reader: DeviceId, about: DeviceId, now: datetime) -> None:
        """The same, and again whenever there is something new of it."""
        self._until[reader, about] = now + STANDING
        self._plan(reader, now)

    def came(self, about: DeviceId, now: datetime) -> None:
        """There is something new of that desk."""
        for reader, other in self._until:
            if other == about:
                self._plan(reader, now)

    def _plan(self, reader: DeviceId, now: datetime) -> None:
        told_at = self._told_at.get(reader)
        rested = told_at + TELL_EVERY if told_at is not None else now
        self._due.setdefault(reader, max(now + GATHER, rested))

    def due(self, now: datetime) -> list[DeviceId]:
        return [reader for reader, at in self._due.items() if at <= now]

    def about(self, reader: DeviceId) -> list[DeviceId]:
        return [about for other, about in self._until if other == reader]

    def is_new(self, reader: DeviceId, about: DeviceId, known: Known) -> bool:
        return self._told.get((reader, about)) != known

    def told(
        self, reader: DeviceId, known: dict[DeviceId, Known], left: set[DeviceId], now: datetime
    ) -> None:
        """That reader was told this of these; what is left did not fit, and is told later."""
        self._told |= {(reader, about): each for about, each in known.items()}
        if known:
            self._told_at[reader] = now
        self._until = {
            pair: until
            for pair, until in self._until.items()
            if pair[0] != reader or until > now or pair[1] in left
        }
        del self._due[reader]
        if left:
            self._plan(reader, now)

    def drop(self, reader: DeviceId) -> None:
        """Nothing may go to that reader."""
        del self._due[reader]
        self._until = {pair: until for pair, until in self._until.items() if pair[0] != reader}

    def did_not_leave(self, reader: DeviceId) -> None:
        """What that reader was to be told lay here until now, and is told anew."""
        self._told = {pair: known for pair, known in self._told.items() if pair[0] != reader}

    def clock_went_back(self, now: datetime) -> None:
        """Nothing here waits for a moment that only the wrong clock knew."""
        self._until = {pair: min(until, now + STANDING) for pair, until in self._until.items()}
        self._told_at.clear()
        self._due = {reader: min(at, now) for reader, at in self._due.items()}
