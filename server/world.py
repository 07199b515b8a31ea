"""The real clock and dice. Nothing else in the relay reads either."""

from __future__ import annotations

import os
import time
from datetime import datetime
from functools import lru_cache

from hotline.codec import from_milliseconds


def now() -> datetime:
    """The time by this machine, UTC, in whole milliseconds."""
    return _moment(time.time_ns() // 1_000_000)


@lru_cache(maxsize=1)
def _moment(milliseconds: int) -> datetime:
    """Asked for several times in most milliseconds."""
    return from_milliseconds(milliseconds)


def entropy(count: int) -> bytes:
    """That many random bytes from the operating system."""
    return os.urandom(count)
