"""The outside of an envelope: what a relay reads to carry it.

Not here: slots and items (`hotline.envelopes`). Source: docs/SPEC.md 6.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta

from hotline import limits
from hotline.errors import Malformed
from hotline.ids import DeviceId, EnvelopeId, Precedence
from hotline.shapes import an_int, exact_bytes, one_of, read_cbor, record, some_bytes, write_cbor

WHAT = "envelope"
VERSION = 1
PRECEDENCES = tuple(Precedence)  # ROUTINE, 0, first
TTL_MAX_SECONDS = limits.TTL_MAX // timedelta(seconds=1)

_SHAPE = record(
    [
        ("version", one_of(VERSION)),
        ("precedence", an_int(0, max(Precedence))),
        ("ttl", an_int(1, TTL_MAX_SECONDS)),
        ("commitment", exact_bytes(32)),
        ("sealed", some_bytes(limits.ENVELOPE_BYTES)),
    ]
)


@dataclass(frozen=True, slots=True)
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
    version, precedence, *rest = _SHAPE(read_cbor(public, WHAT, limits.ENVELOPE_BYTES), WHAT)
    return PublicPart(version, PRECEDENCES[precedence], *rest)


def write_public(part: PublicPart) -> bytes:
    """Raises Malformed when it is too large."""
    raw = write_cbor([part.version, int(part.precedence), part.ttl, part.commitment, part.sealed])
    if len(raw) > limits.ENVELOPE_BYTES:
        raise Malformed(WHAT, f"is {len(raw)} bytes, at most {limits.ENVELOPE_BYTES} are carried")
    return raw
