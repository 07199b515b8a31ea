"""Whether all desks hold the same record, and the figures of a crisis. Pure."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

SAME = ("number", "id", "kind", "precedence", "said_at", "refers_to", "standing", "clause")
"""What must be equal of each statement at each place of the order. Not how far it came, and not whether its
body is shown: those are each desk's own. The body's bytes are part of the id."""


@dataclass(frozen=True, slots=True)
class Held:
    """What one desk holds."""

    desk: str
    statements: int
    lost: int  # said somewhere, and not here
    twice: int  # in the record twice, or reported as arrived twice
    hash: str  # over numbers, ids, order and standings


@dataclass(frozen=True, slots=True)
class Figures:
    """How a crisis ended."""

    held: tuple[Held, ...]
    said: int  # statements that officers' commands were told are kept
    flash_seconds: float | None  # from the key to the acknowledgement, back at the desk that said it
    died: int  # deposits that waited at a relay, unacknowledged, when it was killed and wiped

    @property
    def statements(self) -> int:
        return max(each.statements for each in self.held)

    @property
    def lost(self) -> int:
        return max(each.lost for each in self.held)

    @property
    def twice(self) -> int:
        return max(each.twice for each in self.held)

    @property
    def equal(self) -> bool:
        return len({each.hash for each in self.held}) == 1

    @property
    def passed(self) -> bool:
        return self.equal and self.lost == 0 and self.twice == 0


def held_by(
    desk: str, record: Sequence[Mapping[str, Any]], said: Collection[str], arrivals: Sequence[str]
) -> Held:
    """What a desk holds of what was said (ids), with the numbers that it reported as arrived."""
    ids = {each["id"] for each in record}
    numbers = Counter(each["number"] for each in record)
    reported = Counter(arrivals)
    again = {number for number, times in (*numbers.items(), *reported.items()) if times > 1}
    return Held(desk, len(ids), len(set(said) - ids), len(again), record_hash(record))


def record_hash(record: Sequence[Mapping[str, Any]]) -> str:
    """SHA-256 over what must be the same at every desk, in display order."""
    lines = ("\t".join(f"{each[name]}" for name in SAME) for each in record)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
