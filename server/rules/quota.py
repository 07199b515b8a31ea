"""How much a mailbox may hold, and how much of that one party may put there.

Three levels are counted, each in envelopes and in bytes: the mailbox; one depositing party's share of that
mailbox, so that a flood by one does not keep another out; and that party's share of the whole relay, so that
naming ever more mailboxes gains nothing. The last tenth of each level is kept for IMMEDIATE and FLASH. An
envelope weighs its public part and its slot in every mailbox that it goes to, though the public part is
stored once: whoever comes late finds what was promised, whatever the others have fetched.

Nothing is evicted to make room. Who is refused is told which limit it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from hotline.errors import Refused
from hotline.ids import Precedence
from hotline.limits import ENVELOPE_BYTES, KIB, SLOT_BYTES, TTL_MAX
from hotline.values import value

MIB = 1024 * KIB
KEPT_FOR_URGENT = 10  # one part in this many


@dataclass(frozen=True, slots=True)
class Level:
    """A number of envelopes and their bytes: what is there, or what may be."""

    count: int = 0
    octets: int = 0

    def __add__(self, other: Level) -> Level:
        return Level(self.count + other.count, self.octets + other.octets)

    def __sub__(self, other: Level) -> Level:
        return Level(self.count - other.count, self.octets - other.octets)


@value
class Usage:
    """What is waiting now where one party wants to deposit."""

    mailbox: Level = Level()  # by everyone in this mailbox
    share: Level = Level()  # by this party in this mailbox
    party: Level = Level()  # by this party in all mailboxes of this relay


@dataclass(frozen=True, slots=True)
class Limits:
    """What an operator allows. The shares of all parties served should fit into a mailbox together."""

    mailbox: Level = Level(count=64_000, octets=2048 * MIB)  # the shares of 16 parties, the most there are
    share: Level = Level(
        count=4_000, octets=128 * MIB
    )  # a desk off for a month, 130 envelopes a day from each
    party: Level = Level(count=64_000, octets=2048 * MIB)  # 16 desks' mailboxes; 16 such parties fit 32 GiB


@value
class Load:
    """What one slot of a deposit asks of one mailbox."""

    octets: int
    precedence: Precedence


def admit(usage: Usage, load: Load, limits: Limits) -> None:
    """Let one envelope into one mailbox, or say why not.

    Raises Refused: `mailbox-full`, `party-quota` (its share of this mailbox) or `party-total`.
    """
    _fits(usage.share, load, limits.share, "party-quota", "Your party's share of this mailbox is full.")
    _fits(usage.mailbox, load, limits.mailbox, "mailbox-full", "This mailbox is full.")
    _fits(usage.party, load, limits.party, "party-total", "Your party's share of this relay is full.")


def check_sizes(public_octets: int, slot_octets: int) -> None:
    """Let through what every relay takes. Raises Refused: `too-large`."""
    if public_octets > ENVELOPE_BYTES:
        raise Refused("too-large", f"An envelope may have {ENVELOPE_BYTES} bytes; this has {public_octets}.")
    if slot_octets > SLOT_BYTES:
        raise Refused("too-large", f"A slot may have {SLOT_BYTES} bytes; this has {slot_octets}.")


def check_ttl(ttl: timedelta) -> None:
    """Let through a time to live that a relay keeps to. Raises Refused: `bad-ttl`."""
    if not timedelta() < ttl <= TTL_MAX:
        raise Refused("bad-ttl", f"A time to live is more than nothing and at most {TTL_MAX.days} days.")


@cache
def open_to(limit: Level, precedence: Precedence) -> Level:
    """The part of a limit that this precedence may fill."""
    if precedence.urgent:
        return limit
    return limit - Level(limit.count // KEPT_FOR_URGENT, limit.octets // KEPT_FOR_URGENT)


def _fits(used: Level, load: Load, limit: Level, code: str, full: str) -> None:
    allowed = open_to(limit, load.precedence)
    if used.count + 1 <= allowed.count and used.octets + load.octets <= allowed.octets:
        return
    kept = "" if load.precedence.urgent else " What is left is kept for IMMEDIATE and FLASH."
    raise Refused(code, full + kept, advice="Try again when its desks have fetched what is waiting.")
