"""Receipts: a relay's signed word that it keeps envelopes for mailboxes since a time of its clock.

It says nothing about delivery. Source: docs/SPEC.md 8.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from hotline import limits
from hotline.codec import to_milliseconds
from hotline.crypto.signing import SigningKey
from hotline.errors import BadSignature, Malformed
from hotline.fields import a_key
from hotline.ids import DeviceId, EnvelopeId, RelayId
from hotline.sentence import sentence
from hotline.shapes import a_moment, array_of, exact_bytes, one_of, read_cbor, record, write_cbor
from hotline.signed import PayloadType, Signed, sign_by_device, verify_by_device

WHAT = "receipt"

SlotHash = bytes
DepositKept = tuple[EnvelopeId, tuple[tuple[DeviceId, SlotHash], ...]]

_SLOTS = array_of(record([("mailbox", exact_bytes(32)), ("slot", exact_bytes(32))]), limits.SLOTS)
_SHAPE = record(
    [
        ("version", one_of(1)),
        ("relay", a_key),
        ("time", a_moment),
        (
            "deposits",
            array_of(record([("envelope", exact_bytes(32)), ("slots", _SLOTS)]), limits.DEPOSITS_IN_FLIGHT),
        ),
    ]
)


@dataclass(frozen=True, slots=True)
class Receipt:
    """`at` is the relay's time. One receipt may cover all that a session deposited in a batch."""

    relay: RelayId
    at: datetime
    deposits: tuple[DepositKept, ...]


def sign_receipt(receipt: Receipt, key: SigningKey) -> Signed:
    """Raises Malformed when it names more slots than RECEIPT_SLOTS."""
    slots = sum(len(slots) for _, slots in receipt.deposits)
    if slots > limits.RECEIPT_SLOTS:
        raise Malformed(
            WHAT, sentence("names {n} slots, at most {most} are allowed", n=slots, most=limits.RECEIPT_SLOTS)
        )
    value = [1, receipt.relay, to_milliseconds(receipt.at), receipt.deposits]
    return sign_by_device(PayloadType.RECEIPT, write_cbor(value), key)


def open_receipt(signed: Signed, relay: RelayId) -> Receipt:
    """Reads and verifies. Raises Malformed, BadSignature."""
    verify_by_device(signed, PayloadType.RECEIPT, relay)
    receipt = Receipt(*_SHAPE(read_cbor(signed.payload, WHAT, limits.DOCUMENT_BYTES), WHAT)[1:])
    if receipt.relay != relay:
        raise BadSignature("The receipt names another relay than the one that signed it.")
    return receipt
