"""How fast a party may deposit: a bucket of tokens that fills steadily, one token an envelope.

The last tenth of the bucket is kept for IMMEDIATE and FLASH, so that a party that pours out routine can still
call out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from hotline.errors import Refused
from hotline.ids import Precedence
from server.rules.quota import KEPT_FOR_URGENT


@dataclass(frozen=True, slots=True)
class Pace:
    """What an operator allows each party."""

    per_second: float = 200.0  # a tenth of what one disk commits
    burst: int = 4_000  # what a desk was away for, all at once


@dataclass(frozen=True, slots=True)
class Bucket:
    """A party's tokens at a moment."""

    tokens: float
    at: datetime


class TooFast(Refused):
    """This party deposits faster than the relay allows. Try again after `wait`."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__("too-fast", "Your party deposits faster than this relay allows.")
        self.wait = wait


def full(pace: Pace, now: datetime) -> Bucket:
    return Bucket(float(pace.burst), now)


def take_one(bucket: Bucket, pace: Pace, precedence: Precedence, now: datetime) -> Bucket:
    """The bucket with one token less. Raises TooFast."""
    gained = max(0.0, (now - bucket.at).total_seconds()) * pace.per_second
    tokens = min(float(pace.burst), bucket.tokens + gained)
    kept = 0 if precedence.urgent else pace.burst // KEPT_FOR_URGENT
    lacking = kept + 1 - tokens
    if lacking > 0:
        raise TooFast(timedelta(seconds=lacking / pace.per_second))
    return Bucket(tokens - 1, now)
