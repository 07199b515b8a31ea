"""Sealing: pad, encrypt once, lock the key for each recipient. Source: docs/SPEC.md 6."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from hotline import limits
from hotline.crypto.labels import BODY, COMMITMENT
from hotline.crypto.sealing import KEY_BYTES, derive, lock, sealing_key_id
from hotline.envelopes.items import Item, item_value, write_items
from hotline.envelopes.slots import full_slot, short_slot
from hotline.errors import Misuse
from hotline.ids import DeviceId, Entropy, EnvelopeId, Precedence, SealingKeyId
from hotline.padding import padded_length
from hotline.shapes import write_cbor
from hotline.wire.envelope import VERSION, Deposit, PublicPart, envelope_id, write_public

LENGTH_BYTES = 4


@dataclass(frozen=True, slots=True)
class Recipient:
    """A device, the sealing key it is sealed to, and the pair secret for that key.

    With `public` the slot is full and brings the secret; without, the device is known to have it.
    """

    device: DeviceId
    key_id: SealingKeyId
    secret: bytes = field(repr=False)
    public: bytes | None = None


def seal(
    items: Sequence[Item],
    recipients: Sequence[Recipient],
    precedence: Precedence,
    ttl: timedelta,
    entropy: Entropy,
) -> Deposit:
    """One envelope for these devices; the slots are in the recipients' order.

    Takes up to `limits.ITEMS_BYTES` of items. Raises Malformed when they are more or a key cannot be sealed
    to, Misuse when recipients or time to live cannot be.
    """
    _check(recipients)
    if not timedelta(seconds=1) <= ttl <= limits.TTL_MAX:
        raise Misuse(f"An envelope lives from one second to {limits.TTL_MAX.days} days.")
    content_key = entropy(KEY_BYTES)
    plaintext = padded(write_items(items))
    public = write_public(_sealed(plaintext, content_key, precedence, ttl))
    envelope = envelope_id(public)
    return Deposit(public, tuple((each.device, _slot(each, content_key, envelope)) for each in recipients))


def item_size(item: Item) -> int:
    """Bytes of this item within an envelope: what a batch adds up, to stay below `limits.BATCH_BYTES`."""
    return len(write_cbor(item_value(item)))


def padded(items: bytes) -> bytes:
    """The length, the items, zeros: so that the size says little of what is inside."""
    framed = len(items).to_bytes(LENGTH_BYTES) + items
    return framed.ljust(max(limits.PADDING_FLOOR_BYTES, padded_length(len(framed))), b"\0")


def _sealed(plaintext: bytes, content_key: bytes, precedence: Precedence, ttl: timedelta) -> PublicPart:
    commitment = derive(content_key, COMMITMENT)
    seconds = ttl // timedelta(seconds=1)
    outside = PublicPart(VERSION, precedence, seconds, commitment, b"")
    sealed = lock(derive(content_key, BODY), plaintext, outside.associated)
    return PublicPart(VERSION, precedence, seconds, commitment, sealed)


def _slot(recipient: Recipient, content_key: bytes, envelope: EnvelopeId) -> bytes:
    if recipient.public is None:
        return short_slot(recipient.secret, content_key, envelope, recipient.key_id)
    return full_slot(recipient.public, recipient.secret, content_key, envelope)


def _check(recipients: Sequence[Recipient]) -> None:
    devices = {each.device for each in recipients}
    if not 0 < len(recipients) <= limits.SLOTS or len(devices) != len(recipients):
        raise Misuse(f"An envelope needs 1 to {limits.SLOTS} recipients, each once.")
    for each in recipients:
        if each.public is not None and sealing_key_id(each.public) != each.key_id:
            raise Misuse("A recipient's sealing key and its id do not belong together.")
