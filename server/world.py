"""The real clock and dice. Nothing else in the relay reads either."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from hotline.codec import whole_milliseconds


def now() -> datetime:
    """The time by this machine, UTC, in whole milliseconds."""
    return whole_milliseconds(datetime.now(UTC))


def entropy(count: int) -> bytes:
    """That many random bytes from the operating system."""
    return os.urandom(count)
