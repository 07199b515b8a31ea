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


class TooFast(Refused):
    """This party deposits faster than the relay allows. Try again after `wait`."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__("too-fast", "Your party deposits faster than this relay allows.")
        self.wait = wait


@dataclass(slots=True)
class Bucket:
    """A party's tokens at a moment."""

    pace: Pace
    tokens: float
    at: datetime

    def take_one(self, precedence: Precedence, now: datetime) -> None:
        """One token less. Raises TooFast, and takes none."""
        pace = self.pace
        if now > self.at:
            gained = (now - self.at).total_seconds() * pace.per_second
            self.tokens = min(float(pace.burst), self.tokens + gained)
        self.at = now
        kept = 0 if precedence.urgent else pace.burst // KEPT_FOR_URGENT
        lacking = kept + 1 - self.tokens
        if lacking > 0:
            raise TooFast(timedelta(seconds=lacking / pace.per_second))
        self.tokens -= 1


def full(pace: Pace, now: datetime) -> Bucket:
    return Bucket(pace, float(pace.burst), now)
