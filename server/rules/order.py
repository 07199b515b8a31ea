"""Which delivery goes next: precedence first, then arrival, under a window of unacknowledged deliveries.

A relay numbers what it stores in the order of arrival. A session remembers, for each precedence, the highest
number that it has handed out (`Cursor`): so what comes later with a higher precedence is found at once, and
nothing is handed out twice in one session. What was handed out and not acknowledged is in the `Window`. Its
last places are kept for the urgent, so that a backlog that a desk is slow to acknowledge never holds up a
FLASH.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from types import MappingProxyType
from typing import Protocol, TypeVar

from hotline import limits
from hotline.ids import Precedence
from hotline.values import value

LOWEST_FIRST = tuple(sorted(Precedence))
HIGHEST_FIRST = LOWEST_FIRST[::-1]

RESERVE = 8  # places for each urgent precedence: more FLASH than that at once is itself a backlog
PLACES: Mapping[Precedence, int] = MappingProxyType(
    {
        Precedence.ROUTINE: limits.DELIVERY_WINDOW - 2 * RESERVE,
        Precedence.PRIORITY: limits.DELIVERY_WINDOW - 2 * RESERVE,
        Precedence.IMMEDIATE: limits.DELIVERY_WINDOW - RESERVE,
        Precedence.FLASH: limits.DELIVERY_WINDOW,
    }
)
WINDOW_BYTES = 8 * limits.ENVELOPE_BYTES  # 2 MiB a session: what a relay may hold in memory for a slow desk


class Waiting(Protocol):
    """What the order looks at of an envelope in a mailbox."""

    @property
    def seq(self) -> int: ...
    @property
    def precedence(self) -> Precedence: ...
    @property
    def octets(self) -> int: ...


W = TypeVar("W", bound=Waiting)


def key(waiting: Waiting) -> tuple[int, int]:
    """Sorts deliveries: the most urgent first, among equals the one that came first."""
    return -waiting.precedence, waiting.seq


@value
class Cursor:
    """How far a session has read a mailbox: for each precedence, the number of the last one handed out."""

    after: tuple[int, int, int, int] = (0, 0, 0, 0)  # by precedence, ROUTINE first

    def past(self, waiting: Waiting) -> Cursor:
        """The cursor once this one has been handed out."""
        if self.covers(waiting):
            return self
        after = [*self.after]
        after[waiting.precedence] = waiting.seq
        return Cursor((after[0], after[1], after[2], after[3]))

    def covers(self, waiting: Waiting) -> bool:
        """Whether this one was handed out already."""
        return waiting.seq <= self.after[waiting.precedence]


@dataclass(slots=True)
class Window:
    """What a session has been handed and has not acknowledged: number to bytes."""

    unacknowledged: dict[int, int] = field(default_factory=dict)
    octets: int = 0

    def room(self, precedence: Precedence) -> int:
        """How many more of this precedence may be handed out now.

        Bytes hold back only what can wait: the urgent is bounded by its places alone.
        """
        if self.octets >= WINDOW_BYTES and not precedence.urgent:
            return 0
        return max(0, PLACES[precedence] - len(self.unacknowledged))

    def lowest_open(self) -> Precedence | None:
        """The lowest precedence that may be handed out now; None when even a FLASH has to wait."""
        return next((precedence for precedence in LOWEST_FIRST if self.room(precedence)), None)

    def hand_out(self, waiting: Waiting) -> None:
        """This one is in it from now on."""
        octets = self.unacknowledged[waiting.seq] = waiting.octets
        self.octets += octets

    def acknowledge(self, seqs: Iterable[int]) -> None:
        """These are in it no longer; a number that is not in it changes nothing."""
        for seq in seqs:
            self.octets -= self.unacknowledged.pop(seq, 0)


def take(waiting: Iterable[W], *, count: int, octets: int) -> list[W]:
    """The first of them, at most `count`, and together at most `octets`; but at least one if there is one."""
    taken: list[W] = []
    left = octets
    for one in islice(waiting, count):
        left -= one.octets
        if taken and left < 0:
            break
        taken.append(one)
    return taken
