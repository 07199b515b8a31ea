"""The dates along one track, to be asked about all that is said before or after some position.

Dates are claims, and need not ascend. So two ladders are kept: of each date that nothing later in the track
undercuts, and of each that nothing before it reaches. An answer is one search, and a new date costs the same
however long the track is. In whole milliseconds, as statements are dated.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right

from hotline.transcript.ancestry import NOTHING


class Dates:
    """Positions ascend as they are added; some may be left out."""

    __slots__ = ("_floor", "_floor_at", "_peak", "_peak_at")

    def __init__(self) -> None:
        self._floor, self._floor_at = array("q"), array("q")
        self._peak, self._peak_at = array("q"), array("q")

    def to_value(self) -> list[bytes]:
        """All of it, to be kept and taken up again."""
        return [each.tobytes() for each in (self._floor, self._floor_at, self._peak, self._peak_at)]

    def take_up(self, value: list[bytes]) -> None:
        """What `to_value` gave."""
        self._floor, self._floor_at, self._peak, self._peak_at = (array("q", each) for each in value)

    def append(self, position: int, said: int) -> None:
        while self._floor and self._floor[-1] >= said:
            self._floor.pop()
            self._floor_at.pop()
        self._floor.append(said)
        self._floor_at.append(position)
        if not self._peak or self._peak[-1] < said:
            self._peak.append(said)
            self._peak_at.append(position)

    def earliest_from(self, position: int) -> int | None:
        """The earliest date at this position or after it."""
        index = bisect_left(self._floor_at, position)
        return self._floor[index] if index < len(self._floor) else None

    def latest_upto(self, position: int) -> int | None:
        """The latest date at this position or before it."""
        index = bisect_right(self._peak_at, position) - 1
        return self._peak[index] if index >= 0 else None

    def last_before(self, moment: int) -> int:
        """The last position that is dated before the moment, or NOTHING."""
        index = bisect_left(self._floor, moment) - 1
        return self._floor_at[index] if index >= 0 else NOTHING
