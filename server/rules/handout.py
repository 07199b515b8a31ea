"""What one session is handed out of its mailbox: numbered, most urgent first, under a window; and its end.

One fetch is under way at a time. A hint that comes meanwhile asks for another. The mailbox is empty when a
fetch that looked for everything found nothing beyond what was handed out, and all of that has been
acknowledged; the time that is then told is the one at which that fetch was asked for: what was receipted
before it is gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from hotline.ids import Precedence
from hotline.wire.frames import Deliver
from server.rules.order import WINDOW_BYTES, Cursor, Window
from server.stores.port import Delivery


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

    def want(self, now: datetime) -> Wanted | None:
        """The next fetch; None while one is under way or the window is full."""
        if self.asked_at is not None:
            self.again = True
            return None
        lowest = self.window.lowest_open()
        if lowest is None:
            return None
        self.asked_at, self.for_everything, self.again = now, lowest is Precedence.ROUTINE, False
        octets = max(1, WINDOW_BYTES - self.window.octets)
        return Wanted(self.cursor, lowest, self.window.room(lowest), octets)

    def hand_out(self, found: Sequence[Delivery]) -> Handed:
        """Takes what the fetch found. What the window has no place for is left to a later one."""
        asked_at, self.asked_at = self.asked_at, None
        deliveries = tuple(
            (self._number(one), one.precedence) for one in found if self.window.room(one.precedence)
        )
        self.again = self.again or bool(deliveries)
        nothing_left = self.for_everything and not found and not self.again and not self.seqs
        return Handed(deliveries, asked_at if nothing_left else None)

    def failed(self) -> None:
        """The fetch could not be carried out; the next hint or look asks again."""
        self.asked_at = None

    def acknowledge(self, numbers: Iterable[int]) -> tuple[int, ...]:
        """The store's numbers of what was acknowledged; unknown and repeated ones change nothing."""
        seqs = tuple(self.seqs.pop(number) for number in set(numbers) if number in self.seqs)
        self.window = self.window.acknowledged(seqs)
        return seqs

    def _number(self, one: Delivery) -> Deliver:
        self.last_number += 1
        self.seqs[self.last_number] = one.seq
        self.cursor = self.cursor.past(one)
        self.window = self.window.handed_out(one)
        return Deliver(self.last_number, one.deposited_at, one.public, one.slot)
