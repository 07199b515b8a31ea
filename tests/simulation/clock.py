"""Virtual time: callbacks in the order of their moments; ties in the order they were planned."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count

START = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)


class Clock:
    """Moves only when it is run."""

    def __init__(self) -> None:
        self.now = START
        self.left: int | None = None  # how much may still happen: a storm would never end by itself
        self._numbers = count()
        self._plans: list[tuple[datetime, int, Callable[[], None]]] = []

    def at(self, moment: datetime, do: Callable[[], None]) -> None:
        heapq.heappush(self._plans, (max(moment, self.now), next(self._numbers), do))

    def after(self, seconds: float, do: Callable[[], None]) -> None:
        self.at(self.now + timedelta(seconds=seconds), do)

    def run(self, seconds: float) -> None:
        """Runs everything that happens in that time."""
        end = self.now + timedelta(seconds=seconds)
        while self._plans and self._plans[0][0] <= end:
            self.now, _, do = heapq.heappop(self._plans)
            if self.left is not None:
                self.left -= 1
                assert self.left > 0, "there is a storm on the line: it does not fall quiet"
            do()
        self.now = end
