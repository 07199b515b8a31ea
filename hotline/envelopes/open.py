"""Opening: the slot gives the content key, the key opens the body; every check on the way.

Not here: whether the pair is kept (SPEC 7.4) and what becomes of the items. Source: docs/SPEC.md 6.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from hotline import limits
from hotline.crypto.labels import BODY, COMMITMENT
from hotline.crypto.sealing import SealingKey, derive, unlock
from hotline.envelopes.items import Item, read_items
from hotline.envelopes.pairs import pair_id
from hotline.envelopes.seal import LENGTH_BYTES, padded
from hotline.envelopes.slots import FullSlot, ShortSlot, unwrap
from hotline.errors import CannotOpen, Malformed
from hotline.ids import PairId, SealingKeyId
from hotline.wire.envelope import envelope_id, read_public


@dataclass(frozen=True, slots=True)
class Opened:
    """What was inside, and the pair it came by: to be kept only if the sender's link inside names it."""

    items: tuple[Item, ...]
    pair_secret: bytes = field(repr=False)
    pair_id: PairId


def open_full(public: bytes, slot: FullSlot, key: SealingKey) -> Opened:
    """Raises CannotOpen, Malformed."""
    secret = slot.pair_secret(key)
    return _open(public, slot.wrapped, secret, pair_id(secret), key.id)


def open_short(public: bytes, slot: ShortSlot, pair_secret: bytes, key_id: SealingKeyId) -> Opened:
    """Raises CannotOpen, Malformed."""
    if slot.pair != pair_id(pair_secret):
        raise CannotOpen("The slot names another pair.")
    return _open(public, slot.wrapped, pair_secret, slot.pair, key_id)


def _open(public: bytes, wrapped: bytes, secret: bytes, pair: PairId, key_id: SealingKeyId) -> Opened:
    outside = read_public(public)
    content_key = unwrap(secret, wrapped, envelope_id(public), key_id)
    if derive(content_key, COMMITMENT) != outside.commitment:
        raise CannotOpen("The slot holds another key than the one that the envelope commits to.")
    plaintext = unlock(derive(content_key, BODY), outside.sealed, outside.associated)
    return Opened(read_items(_unpadded(plaintext)), secret, pair)


def _unpadded(plaintext: bytes) -> bytes:
    size = int.from_bytes(plaintext[:LENGTH_BYTES])
    items = plaintext[LENGTH_BYTES : LENGTH_BYTES + size]
    if size > limits.ITEMS_BYTES or padded(items) != plaintext:
        raise Malformed("envelope", "is not padded as the protocol has it")
    return items
