"""What is done for one desk at most once in a while, because others can ask for it without end."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import datetime, timedelta
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)


class Seldom(Generic[K]):
    """Remembers when it was last done; a clock that went back makes nobody wait."""

    def __init__(self) -> None:
        self._done_at: dict[K, datetime] = {}

    def now(self, key: K, every: timedelta, now: datetime) -> bool:
        """Whether it may be done now; then it counts as done."""
        last = self._done_at.get(key)
        if last is not None and timedelta(0) <= now - last < every:
            return False
        self._done_at[key] = now
        return True
