"""Receipts: a relay's signed word, with its own name on it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline import limits
from hotline.errors import BadSignature, Malformed
from hotline.ids import EnvelopeId, RelayId
from hotline.shapes import write_cbor
from hotline.signed import PayloadType, sign_by_device
from hotline.wire.envelope import slot_hash
from hotline.wire.receipts import Receipt, open_receipt, sign_receipt
from tests.hotline.mangling import mangled, read_or_rejected
from tests.hotline.people import NOW, desk

NORTH, SOUTH = desk("BRV"), desk("DLT")
RELAY = RelayId(NORTH.device)
SLOT = (SOUTH.device, slot_hash(b"slot"))
RECEIPT = Receipt(RELAY, NOW, ((EnvelopeId(b"\1" * 32), (SLOT,)), (EnvelopeId(b"\2" * 32), ())))


def test_a_receipt_reads_back():
    assert open_receipt(sign_receipt(RECEIPT, NORTH.key), RELAY) == RECEIPT


def test_a_receipt_is_its_relays_own():
    """Signed by another, or by this one in another's name: refused."""
    with pytest.raises(BadSignature):
        open_receipt(sign_receipt(RECEIPT, SOUTH.key), RELAY)
    with pytest.raises(BadSignature):
        open_receipt(sign_receipt(RECEIPT, SOUTH.key), RelayId(SOUTH.device))


def test_one_receipt_names_a_bounded_number_of_slots():
    """It must fit into a frame and into a vault's row."""
    full = (EnvelopeId(bytes(32)), (SLOT,) * limits.SLOTS)
    most = limits.RECEIPT_SLOTS // limits.SLOTS

    open_receipt(sign_receipt(Receipt(RELAY, NOW, (full,) * most), NORTH.key), RELAY)
    with pytest.raises(Malformed, match="at most"):
        sign_receipt(Receipt(RELAY, NOW, (full,) * (most + 1)), NORTH.key)


@given(st.one_of(mangled(sign_receipt(RECEIPT, NORTH.key).payload), st.binary(max_size=60)))
def test_no_bytes_raise_anything_but_a_refusal(payload):
    read_or_rejected(
        lambda each: open_receipt(sign_by_device(PayloadType.RECEIPT, each, NORTH.key), RELAY), payload
    )


@pytest.mark.parametrize(
    ("value", "field"),
    [
        ([2, RELAY, 0, []], "version"),
        ([1, bytes(32), 0, []], "relay"),
        ([1, RELAY, -1, []], "time"),
        ([1, RELAY, 0, [[bytes(31), []]]], "deposits.0.envelope"),
        ([1, RELAY, 0, [[bytes(32), [[bytes(32), b""]]]]], "deposits.0.slots.0.slot"),
    ],
)
def test_a_wrong_field_is_refused_by_its_name(value, field):
    with pytest.raises(Malformed) as caught:
        open_receipt(sign_by_device(PayloadType.RECEIPT, write_cbor(value), NORTH.key), RELAY)

    assert caught.value.where == f"receipt.{field}"
