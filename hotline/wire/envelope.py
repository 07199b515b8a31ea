"""The outside of an envelope: what a relay reads to carry it.

Not here: slots and items (`hotline.envelopes`). Source: docs/SPEC.md 6.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import timedelta

from hotline import limits
from hotline.errors import Malformed
from hotline.ids import DeviceId, EnvelopeId, Precedence
from hotline.shapes import an_int, exact_bytes, one_of, read_cbor, record, some_bytes, write_cbor
from hotline.values import value

WHAT = "envelope"
VERSION = 1
PRECEDENCES = tuple(Precedence)  # ROUTINE, 0, first
TTL_MAX_SECONDS = limits.TTL_MAX // timedelta(seconds=1)

# Each deposit is read, and this costs a quarter of what any CBOR does. It takes nothing that that refuses.
_USUAL = re.compile(
    rb"\x85\x01([\x00-\x03])"  # five values: the version, the precedence,
    rb"([\x01-\x17]|\x18.|\x19..|\x1a.{4})"  # the time to live,
    rb"\x58\x20(.{32})"  # the commitment,
    rb"(\x58.|\x59..|\x5a.{4})",  # and how many bytes are sealed, which follow
    re.DOTALL,
)

_SHAPE = record(
    [
        ("version", one_of(VERSION)),
        ("precedence", an_int(0, max(Precedence))),
        ("ttl", an_int(1, TTL_MAX_SECONDS)),
        ("commitment", exact_bytes(32)),
        ("sealed", some_bytes(limits.ENVELOPE_BYTES)),
    ]
)


@value
class PublicPart:
    """`ttl`, in seconds, counts from the deposit. `commitment` ties the id to one content key."""

    version: int
    precedence: Precedence
    ttl: int
    commitment: bytes
    sealed: bytes

    @property
    def associated(self) -> bytes:
        """Everything but what is sealed: what the seal also vouches for."""
        return write_cbor([self.version, int(self.precedence), self.ttl, self.commitment])


@dataclass(frozen=True, slots=True)
class Deposit:
    """One envelope for some mailboxes, each with its own slot."""

    public: bytes
    slots: tuple[tuple[DeviceId, bytes], ...]

    @property
    def id(self) -> EnvelopeId:
        return envelope_id(self.public)


def envelope_id(public: bytes) -> EnvelopeId:
    return EnvelopeId(hashlib.sha256(public).digest())


def slot_hash(slot: bytes) -> bytes:
    """How a receipt names a slot."""
    return hashlib.sha256(slot).digest()


def read_public(public: bytes) -> PublicPart:
    """Raises Malformed, naming the field."""
    return _read_usual(public) or _read_any(public)


def _read_usual(public: bytes) -> PublicPart | None:
    """What `write_public` writes, read by its outside alone; none when something is unusual, or wrong."""
    found = _USUAL.match(public)
    if found is None or len(public) > limits.ENVELOPE_BYTES:
        return None
    precedence, ttl, commitment, size = found.groups()
    seconds, begin = _number(ttl), found.end()
    if not 0 < seconds <= TTL_MAX_SECONDS or len(public) - begin != _number(size):
        return None
    return PublicPart(VERSION, PRECEDENCES[precedence[0]], seconds, commitment, public[begin:])


def _number(head: bytes) -> int:
    """The number in a CBOR head of one, two, three or five bytes."""
    return int.from_bytes(head[1:], "big") if len(head) > 1 else head[0]


def _read_any(public: bytes) -> PublicPart:
    version, precedence, *rest = _SHAPE(read_cbor(public, WHAT, limits.ENVELOPE_BYTES), WHAT)
    return PublicPart(version, PRECEDENCES[precedence], *rest)


def write_public(part: PublicPart) -> bytes:
    """Raises Malformed when it is too large."""
    raw = write_cbor([part.version, int(part.precedence), part.ttl, part.commitment, part.sealed])
    if len(raw) > limits.ENVELOPE_BYTES:
        raise Malformed(WHAT, f"is {len(raw)} bytes, at most {limits.ENVELOPE_BYTES} are carried")
    return raw
