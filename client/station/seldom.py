"""What is done for one desk at most once in a while, because others can ask for it without end."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import datetime, timedelta
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)


class Seldom(Generic[K]):
    """Remembers when it was last done; a clock that went back makes nobody wait. `doubling`: each time it is
    done it waits for twice as long."""

    def __init__(self, doubling: bool = False) -> None:
        self._factor = 2 if doubling else 1
        self._done: dict[K, tuple[datetime, int]] = {}

    def is_time(self, key: K, every: timedelta, now: datetime) -> bool:
        """Whether it may be done now."""
        last, times = self._done.get(key, (None, 0))
        return last is None or not timedelta(0) <= now - last < every * times

    def done(self, key: K, now: datetime) -> None:
        _, times = self._done.get(key, (None, 0))
        self._done[key] = now, max(1, times * self._factor)

    def forget(self, key: K) -> None:
        """Something is new there: it may be done at once."""
        self._done.pop(key, None)

    def helped(self, key: K) -> None:
        """It helped: from the last time on it waits as at first."""
        if key in self._done:
            self._done[key] = self._done[key][0], 1
