"""What one session is handed out of its mailbox: numbered, most urgent first, under a window; and its end.

One fetch is under way at a time. A hint that comes meanwhile asks for another. The mailbox is empty when a
fetch that looked for everything found nothing beyond what was handed out, and all of that has been
acknowledged; the time that is then told is the one at which that fetch was asked for: what was receipted
before it is gone.

From such a fetch on the session is `caught_up`: what arrives is handed out as it comes, without a look into
the mailbox, and waits in line while the window is full. So when nothing is in line and all is acknowledged,
the mailbox is empty, and that is told without a look. The next look ends it, as does what may not be handed
out so: more in line than a window holds, and what the store may have had before.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from hotline import limits
from hotline.ids import Precedence
from hotline.values import value
from hotline.wire.frames import Deliver
from server.rules.order import WINDOW_BYTES, Cursor, Window, key
from server.stores.port import Delivery

LINE = limits.DELIVERY_WINDOW  # in memory beyond the window: a desk that is slower is served from its mailbox


Numbered = tuple[Deliver, Precedence]


@value
class Wanted:
    """What to fetch next."""

    cursor: Cursor
    lowest: Precedence
    count: int
    octets: int


@value
class Handed:
    """Deliveries to send, and since when the mailbox is empty, if it is."""

    deliveries: tuple[Numbered, ...] = ()
    empty_at: datetime | None = None


NOTHING = Handed()


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
        octets = max(1, WINDOW_BYTES - self.window.octets)
        return Wanted(self.cursor, lowest, self.window.room(lowest), octets)

    def hand_out(self, found: Sequence[Delivery], under_way: bool = False) -> Handed:
        """Takes what the fetch found. What the window has no place for is left to a later one.

        `under_way`: something is that this session has not been handed, and the fetch may not have seen.
        """
        asked_at, self.asked_at = self.asked_at, None
        deliveries = self._number_all(found)
        self.again = self.again or bool(deliveries)
        nothing_new = self.for_everything and not found and not self.again
        self.caught_up = nothing_new and not under_way
        return Handed(deliveries, asked_at if nothing_new and not self.seqs else None)

    def take(self, arrived: Delivery) -> Handed | None:
        """What of it goes out now that this has arrived: nothing while it waits in line.

        None: it is left to a fetch, once the store has it.
        """
        if self.caught_up and self.window.room(arrived.precedence):  # then none like it is in line
            return Handed((self._number(arrived),))
        if self.caught_up and self._may_wait(arrived):
            self.line[arrived.seq] = arrived
            return NOTHING
        self.fall_behind()
        return None

    def fall_behind(self) -> None:
        """From here on the mailbox is looked into again."""
        self.caught_up = False

    def has(self, delivery: Delivery) -> bool:
        """Whether it was handed out or is in line."""
        return self.cursor.covers(delivery) or delivery.seq in self.line

    def hand_out_line(self, now: datetime) -> Handed:
        """What may go of those in line; without any the mailbox is empty now if all is acknowledged."""
        waiting = sorted(self.line.values(), key=key) if self.line else ()
        return Handed(self._number_all(waiting), None if self.seqs else now)

    def failed(self) -> None:
        """The fetch could not be carried out; the next hint or look asks again."""
        self.asked_at = None

    def acknowledge(self, numbers: Iterable[int]) -> tuple[int, ...]:
        """The store's numbers of what was acknowledged; unknown and repeated ones change nothing."""
        seqs = tuple([self.seqs.pop(number) for number in set(numbers) if number in self.seqs])
        self.window.acknowledge(seqs)
        return seqs

    def _may_wait(self, arrived: Delivery) -> bool:
        octets = self.window.octets + sum(each.octets for each in self.line.values())
        return len(self.line) < LINE and octets + arrived.octets <= WINDOW_BYTES

    def _number_all(self, some: Sequence[Delivery]) -> tuple[Numbered, ...]:
        return tuple([self._number(one) for one in some if self.window.room(one.precedence)])

    def _number(self, one: Delivery) -> Numbered:
        self.last_number += 1
        self.line.pop(one.seq, None)
        self.seqs[self.last_number] = one.seq
        self.cursor = self.cursor.past(one)
        self.window.hand_out(one)
        return Deliver(self.last_number, one.deposited_at, one.public, one.slot), one.precedence
