"""Slots: one a recipient, each with the content key under a key that only this pair has.

A full slot brings the pair secret with it, a short one names a pair that the reader has already.
Source: docs/SPEC.md 6.
"""

from __future__ import annotations

from dataclasses import dataclass

from hotline import limits
from hotline.crypto.labels import PAIR, WRAP
from hotline.crypto.sealing import (
    ENCAPSULATED_BYTES,
    KEY_BYTES,
    TAG_BYTES,
    SealingKey,
    derive,
    encapsulate,
    lock,
    sealing_key_id,
    unlock,
)
from hotline.envelopes.pairs import PAIR_ID_BYTES, pair_id
from hotline.errors import CannotOpen, Malformed
from hotline.ids import EnvelopeId, PairId, SealingKeyId
from hotline.shapes import exact_bytes, one_of, read_cbor, record, write_cbor

WHAT = "slot"
_SHORT, _FULL = 0, 1
_WRAPPED = exact_bytes(KEY_BYTES + TAG_BYTES)
_FULL_SHAPE = record(
    [
        ("form", one_of(_FULL)),
        ("key id", exact_bytes(32)),
        ("hpke", exact_bytes(ENCAPSULATED_BYTES)),
        ("wrapped", _WRAPPED),
    ]
)
_SHORT_SHAPE = record(
    [("form", one_of(_SHORT)), ("pair id", exact_bytes(PAIR_ID_BYTES)), ("wrapped", _WRAPPED)]
)


@dataclass(frozen=True, slots=True)
class FullSlot:
    key_id: SealingKeyId
    hpke: bytes
    wrapped: bytes

    def pair_secret(self, key: SealingKey) -> bytes:
        """Raises CannotOpen."""
        if self.key_id != key.id:
            raise CannotOpen("The slot was made for another sealing key.")
        return key.decapsulate(self.hpke, PAIR)


@dataclass(frozen=True, slots=True)
class ShortSlot:
    pair: PairId
    wrapped: bytes


def full_slot(public: bytes, secret: bytes, content_key: bytes, envelope: EnvelopeId) -> bytes:
    """A slot that brings the pair secret. Raises Malformed when `public` is no sealing key."""
    key_id = sealing_key_id(public)
    hpke = encapsulate(secret, public, PAIR)
    return write_cbor([_FULL, key_id, hpke, _wrap(secret, content_key, envelope, key_id)])


def short_slot(secret: bytes, content_key: bytes, envelope: EnvelopeId, key_id: SealingKeyId) -> bytes:
    """A slot for a reader that has the pair secret."""
    return write_cbor([_SHORT, pair_id(secret), _wrap(secret, content_key, envelope, key_id)])


def read_slot(raw: bytes) -> FullSlot | ShortSlot:
    """Raises Malformed, naming the field."""
    value = read_cbor(raw, WHAT, limits.SLOT_BYTES)
    if type(value) is not list or not value:
        raise Malformed(WHAT, "needs a list")
    if value[0] == _SHORT:
        return ShortSlot(*_SHORT_SHAPE(value, WHAT)[1:])
    return FullSlot(*_FULL_SHAPE(value, WHAT)[1:])


def unwrap(secret: bytes, wrapped: bytes, envelope: EnvelopeId, key_id: SealingKeyId) -> bytes:
    """The content key. Raises CannotOpen for another pair, envelope or sealing key."""
    return unlock(derive(secret, WRAP, envelope, key_id), wrapped)


def _wrap(secret: bytes, content_key: bytes, envelope: EnvelopeId, key_id: SealingKeyId) -> bytes:
    return lock(derive(secret, WRAP, envelope, key_id), content_key)
