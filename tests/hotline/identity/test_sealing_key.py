"""Announcements of sealing keys: by the device itself, ordered by a counter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline.crypto.sealing import sealing_key_id
from hotline.errors import BadSignature, Malformed
from hotline.identity.sealing_key import SealingKeyAnnouncement, open_announcement
from hotline.ids import Counter, Incarnation
from hotline.shapes import read_cbor, write_cbor
from hotline.signed import PayloadType, sign_by_device
from tests.hotline.mangling import mangled, read_or_rejected
from tests.hotline.people import DAY, LIFE, NOW, desk

BRAVO, DELTA = desk("BRV"), desk("DLT")


def test_an_announcement_reads_back():
    opened = open_announcement(BRAVO.announcement(7))

    assert opened == SealingKeyAnnouncement(BRAVO.device, Counter(LIFE, 7), BRAVO.sealing.public, NOW + DAY)
    assert opened.id == BRAVO.sealing.id == sealing_key_id(opened.public)


def test_nobody_announces_for_another():
    """An attacker's key under our name would open what is meant for us."""
    with pytest.raises(BadSignature):
        open_announcement(sign_by_device(PayloadType.SEALING_KEY, BRAVO.announcement().payload, DELTA.key))


def test_counters_order_by_incarnation_then_number():
    """A restored vault's first key is newer than the old life's last."""
    later_life = Incarnation(LIFE.number + 1, bytes(16), True)

    assert Counter(LIFE, 1) < Counter(LIFE, 2) < Counter(later_life, 0)


@pytest.mark.parametrize(
    ("place", "value", "field"),
    [
        (0, 2, "version"),
        (1, bytes(32), "device"),
        (1, b"short", "device"),
        (2, [[1, bytes(16), False]], "counter"),
        (2, [[1, bytes(15), False], 1], "counter.incarnation.nonce"),
        (2, [[2**40 + 1, bytes(16), False], 1], "counter.incarnation.number"),
        (2, [[1, bytes(16), 0], 1], "counter.incarnation.restored"),
        (3, bytes(1215), "public key"),
        (4, -1, "not after"),
        (4, "tomorrow", "not after"),
    ],
)
def test_a_wrong_field_is_refused_by_its_name(place, value, field):
    values = read_cbor(BRAVO.announcement().payload, "x", 10_000)
    assert isinstance(values, list)
    values[place] = value

    with pytest.raises(Malformed) as caught:
        open_announcement(sign_by_device(PayloadType.SEALING_KEY, write_cbor(values), BRAVO.key))
    assert caught.value.where == f"sealing key.{field}"


@given(st.one_of(mangled(BRAVO.announcement().payload), st.binary(max_size=60)))
def test_no_bytes_raise_anything_but_a_refusal(payload):
    read_or_rejected(
        lambda each: open_announcement(sign_by_device(PayloadType.SEALING_KEY, each, BRAVO.key)), payload
    )
