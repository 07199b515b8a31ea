"""What one session is handed out of its mailbox: numbered, most urgent first, under a window; and its end.

One fetch is under way at a time. A hint that comes meanwhile asks for another. The mailbox is empty when a
fetch that looked for everything found nothing beyond what was handed out, and all of that has been
acknowledged; the time that is then told is the one at which that fetch was asked for: what was receipted
before it is gone.

From such a fetch on the session is `caught_up`: what arrives is handed out as it comes, without a look into
the mailbox, and waits in line while the window is full. The next look ends that.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from hotline import limits
from hotline.ids import Precedence
from hotline.wire.frames import Deliver
from server.rules.order import WINDOW_BYTES, Cursor, Window, key
from server.stores.port import Delivery

LINE = limits.DELIVERY_WINDOW  # in memory beyond the window: a desk that is slower is served from its mailbox


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to fetch next."""

    cursor: Cursor
    lowest: Precedence
    count: int
    octets: int


@dataclass(frozen=True, slots=True)
class Handed:
    """What came of a fetch: deliveries to send, and since when the mailbox is empty, if it is."""

    deliveries: tuple[tuple[Deliver, Precedence], ...] = ()
    empty_at: datetime | None = None


@dataclass(slots=True)
class Handout:
    """How far one session is with its mailbox."""

    cursor: Cursor = field(default_factory=Cursor)
    window: Window = field(default_factory=Window)
    seqs: dict[int, int] = field(default_factory=dict)  # delivery number to the store's, unacknowledged
    last_number: int = 0
    asked_at: datetime | None = None  # the fetch under way
    for_everything: bool = False  # it looks down to ROUTINE
    again: bool = False  # something may have come since it was asked for
    caught_up: bool = False  # all that is in the mailbox, or under way to it, was handed out or is in line
    line: dict[int, Delivery] = field(default_factory=dict)

    def want(self, now: datetime) -> Wanted | None:
        """The next fetch; None while one is under way or the window is full."""
        if self.asked_at is not None:
            self.again = True
            return None
        self.caught_up = False
        self.line.clear()  # the mailbox has it, or will, and says so
        lowest = self.window.lowest_open()
        if lowest is None:
            return None
        self.asked_at, self.for_everything, self.again = now, lowest is Precedence.ROUTINE, False
        return self._wanted(lowest)

    def confirm(self, now: datetime) -> Wanted | None:
        """A look whether the mailbox is empty, when all that was handed out is acknowledged."""
        if self.seqs or self.asked_at is not None:
            return None
        self.asked_at, self.for_everything, self.again = now, True, False
        return self._wanted(Precedence.ROUTINE)

    def hand_out(self, found: Sequence[Delivery], under_way: bool = False) -> Handed:
        """Takes what the fetch found. What the window has no place for is left to a later one.

        `under_way`: something is that this session has not been handed, and the fetch may not have seen.
        """
        asked_at, self.asked_at = self.asked_at, None
        found = [one for one in found if not self.cursor.covers(one)]  # handed out since it was asked for
        deliveries = self._number_all(found)
        self.again = self.again or bool(deliveries)
        nothing_new = self.for_everything and not found and not self.again
        self.caught_up = nothing_new and (self.caught_up or not under_way)
        return Handed(deliveries, asked_at if nothing_new and not self.seqs else None)

    def take(self, arrived: Delivery, straight: bool = True) -> bool:
        """Whether what has just arrived is handed out from here, now or when its turn in line comes.

        Not `straight`: the store has to look first whether it was here before.
        """
        if straight and self.caught_up and len(self.line) < LINE:
            self.line[arrived.seq] = arrived
            return True
        self.caught_up = False
        return False

    def has(self, delivery: Delivery) -> bool:
        """Whether it was handed out or is in line."""
        return self.cursor.covers(delivery) or delivery.seq in self.line

    def hand_out_line(self) -> Handed:
        """What may go of those in line."""
        return Handed(self._number_all(sorted(self.line.values(), key=key))) if self.line else Handed()

    def failed(self) -> None:
        """The fetch could not be carried out; the next hint or look asks again."""
        self.asked_at = None

    def acknowledge(self, numbers: Iterable[int]) -> tuple[int, ...]:
        """The store's numbers of what was acknowledged; unknown and repeated ones change nothing."""
        seqs = tuple(self.seqs.pop(number) for number in set(numbers) if number in self.seqs)
        self.window = self.window.acknowledged(seqs)
        return seqs

    def _wanted(self, lowest: Precedence) -> Wanted:
        octets = max(1, WINDOW_BYTES - self.window.octets)
        return Wanted(self.cursor, lowest, self.window.room(lowest), octets)

    def _number_all(self, some: Sequence[Delivery]) -> tuple[tuple[Deliver, Precedence], ...]:
        return tuple((self._number(one), one.precedence) for one in some if self.window.room(one.precedence))

    def _number(self, one: Delivery) -> Deliver:
        self.last_number += 1
        self.line.pop(one.seq, None)
        self.seqs[self.last_number] = one.seq
        self.cursor = self.cursor.past(one)
        self.window = self.window.handed_out(one)
        return Deliver(self.last_number, one.deposited_at, one.public, one.slot)
