"""Envelopes: open to the devices they were sealed for, and to nobody else, and only unchanged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hotline import limits
from hotline.crypto.labels import BODY, COMMITMENT
from hotline.crypto.sealing import SealingKey, derive, lock, sealing_key_id
from hotline.envelopes.items import BodyItem, Item, ParcelItem, write_items
from hotline.envelopes.open import Opened, open_full, open_short
from hotline.envelopes.pairs import check_sealing_public, new_pair, pair_id
from hotline.envelopes.seal import Recipient, item_size, padded, seal
from hotline.envelopes.slots import FullSlot, ShortSlot, full_slot, read_slot, short_slot
from hotline.errors import CannotOpen, Malformed, Misuse, Rejected
from hotline.ids import DeviceId, EnvelopeId, Precedence, StatementId
from hotline.shapes import write_cbor
from hotline.wire.envelope import Deposit, PublicPart, envelope_id, read_public, write_public
from tests.hotline.mangling import mangled, read_or_rejected
from tests.hotline.people import Desk, desk, dice

BRAVO, DELTA = desk("BRV"), desk("DLT")
HOUR = timedelta(hours=1)
SECRET = {"BRV": new_pair(dice("pair BRV")), "DLT": new_pair(dice("pair DLT"))}
CONTENT_KEY = bytes(range(32))


def body(size: int) -> BodyItem:
    return BodyItem(StatementId(b"\5" * 32), b"x" * size)


def full(to: Desk) -> Recipient:
    secret = SECRET[to.root.document.code]
    return Recipient(to.device, to.sealing.id, secret, to.sealing.public)


def short(to: Desk) -> Recipient:
    return replace(full(to), public=None)


def sealed(items: Sequence[Item], *recipients: Recipient, seed: str = "seal") -> Deposit:
    return seal(items, recipients, Precedence.PRIORITY, HOUR, dice(seed))


def opened(public: bytes, raw_slot: bytes, by: Desk) -> Opened:
    slot = read_slot(raw_slot)
    if isinstance(slot, FullSlot):
        return open_full(public, slot, by.sealing)
    return open_short(public, slot, SECRET[by.root.document.code], by.sealing.id)


FULL = sealed([body(300)], full(BRAVO), full(DELTA))
SHORT = sealed([body(300)], short(BRAVO), short(DELTA))
BOTH = pytest.mark.parametrize("deposit", [FULL, SHORT], ids=["full", "short"])


@BOTH
def test_every_recipient_opens_it_with_its_own_slot(deposit):
    for recipient, (device, slot) in zip((BRAVO, DELTA), deposit.slots, strict=True):
        assert device == recipient.device
        assert opened(deposit.public, slot, recipient).items == (body(300),)


def test_a_full_slot_brings_the_pair():
    """So that from then on a short one is enough."""
    first = opened(FULL.public, FULL.slots[0][1], BRAVO)

    assert (first.pair_secret, first.pair_id) == (SECRET["BRV"], pair_id(SECRET["BRV"]))
    assert len(SHORT.slots[0][1]) < 80 < 1000 < len(FULL.slots[0][1]) < limits.SLOT_BYTES


@BOTH
def test_nobody_opens_it_with_anothers_slot(deposit):
    """The relay mixes up slots: each is refused."""
    with pytest.raises(CannotOpen):
        opened(deposit.public, deposit.slots[1][1], BRAVO)


@BOTH
def test_a_slot_opens_its_own_envelope_only(deposit):
    """The relay puts a slot beside another envelope of the same sender."""
    other = sealed([body(301)], full(BRAVO), seed="another")

    with pytest.raises(CannotOpen):
        opened(other.public, deposit.slots[0][1], BRAVO)


@BOTH
def test_an_older_sealing_key_opens_nothing(deposit):
    """Whoever has another key of the same device has the wrong one."""
    older = replace(BRAVO, sealing=SealingKey.generate(dice("older")))

    with pytest.raises(CannotOpen):
        opened(deposit.public, deposit.slots[0][1], older)


def test_a_full_slot_under_another_key_id_does_not_open():
    """The id is checked, and the wrapping depends on it."""
    slot = read_slot(FULL.slots[0][1])
    assert isinstance(slot, FullSlot)

    with pytest.raises(CannotOpen):
        open_full(FULL.public, replace(slot, key_id=DELTA.sealing.id), BRAVO.sealing)


def test_a_short_slot_opens_with_its_pair_only():
    """Neither with another secret under this id, nor with this secret under another id."""
    slot = read_slot(SHORT.slots[0][1])
    assert isinstance(slot, ShortSlot)

    with pytest.raises(CannotOpen):
        open_short(SHORT.public, slot, SECRET["DLT"], BRAVO.sealing.id)
    with pytest.raises(CannotOpen):
        open_short(SHORT.public, replace(slot, pair=pair_id(SECRET["DLT"])), SECRET["DLT"], BRAVO.sealing.id)
    with pytest.raises(CannotOpen):
        open_short(SHORT.public, slot, SECRET["BRV"], DELTA.sealing.id)


def test_nobody_can_choose_the_id_of_a_pair():
    """It follows from the secret; a slot that names another id does not open even with the secret."""
    slot = ShortSlot(pair_id(SECRET["DLT"]), read_slot(SHORT.slots[0][1]).wrapped)

    with pytest.raises(CannotOpen):
        open_short(SHORT.public, slot, SECRET["BRV"], BRAVO.sealing.id)
    assert pair_id(SECRET["BRV"]) != pair_id(SECRET["DLT"])
    assert len(pair_id(SECRET["BRV"])) == 16


@BOTH
@given(data=st.data())
@settings(max_examples=80)
def test_no_bit_of_the_envelope_can_be_turned(deposit, data):
    """Version, precedence, time to live, commitment, sealed bytes."""
    bit = data.draw(st.integers(0, len(deposit.public) * 8 - 1))
    turned = bytearray(deposit.public)
    turned[bit // 8] ^= 1 << bit % 8

    with pytest.raises(Rejected):
        opened(bytes(turned), deposit.slots[0][1], BRAVO)


@BOTH
@given(data=st.data())
@settings(max_examples=80)
def test_no_bit_of_a_slot_can_be_turned(deposit, data):
    """Form, key id or pair id, encapsulation, wrapping."""
    slot = deposit.slots[0][1]
    bit = data.draw(st.integers(0, len(slot) * 8 - 1))
    turned = bytearray(slot)
    turned[bit // 8] ^= 1 << bit % 8

    with pytest.raises(Rejected):
        opened(deposit.public, bytes(turned), BRAVO)


@given(st.one_of(mangled(FULL.slots[0][1]), mangled(SHORT.slots[0][1]), st.binary(max_size=60)))
def test_no_bytes_as_a_slot_raise_anything_but_a_refusal(raw):
    read_or_rejected(lambda each: opened(FULL.public, each, BRAVO), raw)


def forged(plaintext: bytes, commitment: bytes, content_key: bytes = CONTENT_KEY) -> tuple[bytes, bytes]:
    """What a member who does not keep to the rules seals for Bravo."""
    outside = PublicPart(1, Precedence.FLASH, 60, commitment, b"")
    public = write_public(
        replace(outside, sealed=lock(derive(content_key, BODY), plaintext, outside.associated))
    )
    return public, full_slot(BRAVO.sealing.public, SECRET["BRV"], content_key, envelope_id(public))


ITEMS = write_items([body(300)])
COMMITTED = derive(CONTENT_KEY, COMMITMENT)


def test_a_key_that_the_envelope_does_not_commit_to_is_refused():
    """Otherwise one envelope id could say one thing to one reader and another to the next."""
    honest, lying = forged(padded(ITEMS), COMMITTED), forged(padded(ITEMS), bytes(32))

    assert opened(*honest, BRAVO).items == (body(300),)
    with pytest.raises(CannotOpen, match="commits"):
        opened(*lying, BRAVO)


@pytest.mark.parametrize(
    "plaintext",
    [
        b"",
        b"\0\0\0",
        padded(ITEMS) + b"\0",
        padded(ITEMS)[:-1],
        padded(ITEMS)[:-1] + b"\1",
        len(ITEMS).to_bytes(4, "big") + ITEMS,
        b"\xff\xff\xff\xff" + padded(ITEMS)[4:],
        (len(ITEMS) + 1).to_bytes(4, "big") + padded(ITEMS)[4:],
        padded(b"no items"),
        padded(write_cbor([["body", b"short", b""]])),
    ],
)
def test_what_is_not_padded_or_not_items_is_refused(plaintext):
    """Hidden bytes after the items, lengths that are not there, items that are none."""
    with pytest.raises(Malformed):
        opened(*forged(plaintext, COMMITTED), BRAVO)


def test_lengths_say_little():
    """Items of nearly one length look alike from outside."""
    lengths = {len(sealed([body(size)], short(BRAVO)).public) for size in range(20_000, 20_300)}
    short_ones = {len(sealed([body(size)], short(BRAVO)).public) for size in (0, 1, 100, 400)}

    assert len(lengths) <= 2
    assert len(short_ones) == 1


@given(st.binary(max_size=3000))
def test_padding_costs_at_most_twelve_percent(items):
    size = len(items) + 4

    assert size <= len(padded(items)) <= max(limits.PADDING_FLOOR_BYTES, size * 1.12)


def test_the_outside_is_as_asked():
    public = read_public(FULL.public)

    assert (public.version, public.precedence, public.ttl) == (1, Precedence.PRIORITY, 3600)


def test_every_envelope_has_its_own_content_key():
    """The same items twice have nothing in common for an observer."""
    one, other = sealed([body(1)], short(BRAVO), seed="one"), sealed([body(1)], short(BRAVO), seed="other")

    assert read_public(one.public).commitment != read_public(other.public).commitment


@pytest.mark.parametrize(
    "recipients",
    [
        (),
        (short(BRAVO), full(BRAVO)),
        (replace(full(BRAVO), key_id=sealing_key_id(DELTA.sealing.public)),),
        tuple(replace(short(BRAVO), device=DeviceId(n.to_bytes(32, "big"))) for n in range(limits.SLOTS + 1)),
    ],
    ids=["none", "one twice", "another key's id", "too many"],
)
def test_recipients_that_cannot_be_are_misuse(recipients):
    with pytest.raises(Misuse):
        sealed([body(1)], *recipients)


@pytest.mark.parametrize("ttl", [timedelta(0), timedelta(milliseconds=999), limits.TTL_MAX + HOUR])
def test_a_time_to_live_that_cannot_be_is_misuse(ttl):
    with pytest.raises(Misuse):
        seal([body(1)], [short(BRAVO)], Precedence.FLASH, ttl, dice("ttl"))


@pytest.mark.parametrize(
    "public", [bytes(1216), b"\xff" * 1216, b"", BRAVO.sealing.public[:1184] + bytes(32)]
)
def test_a_bad_sealing_key_is_found_when_it_is_announced(public):
    """So that it cannot stop the sealing for all the others later."""
    check_sealing_public(BRAVO.sealing.public)
    with pytest.raises(Malformed, match="sealing key"):
        check_sealing_public(public)


def test_the_largest_batch_fits_into_another_envelope_as_a_parcel():
    """A carrier can always pass on what it cannot open."""
    count = limits.BATCH_BYTES // item_size(body(4000))
    inner = sealed([body(4000)] * count, full(BRAVO))
    parcel = ParcelItem(BRAVO.device, inner.public, inner.slots[0][1])

    outer = sealed([parcel], full(DELTA))

    assert opened(outer.public, outer.slots[0][1], DELTA).items == (parcel,)


def test_the_most_items_that_are_read_still_fit_into_an_envelope():
    """Padding included."""
    size = limits.ITEMS_BYTES - 3 * limits.BODY_BYTES - 200
    most = [*[body(limits.BODY_BYTES)] * 3, body(size)]

    assert limits.ITEMS_BYTES - 300 < len(write_items(most)) <= limits.ITEMS_BYTES
    assert len(sealed(most, short(BRAVO)).public) <= limits.ENVELOPE_BYTES


def test_the_slots_are_those_of_the_specification():
    """Short: 69 bytes with a pair id; both wrap under the envelope's id and the key's."""
    envelope = EnvelopeId(bytes(32))
    raw = short_slot(SECRET["BRV"], CONTENT_KEY, envelope, BRAVO.sealing.id)
    wrapped = lock(derive(SECRET["BRV"], "hotline wrap 1", envelope, BRAVO.sealing.id), CONTENT_KEY)

    assert raw == write_cbor([0, derive(SECRET["BRV"], "hotline pair id 1")[:16], wrapped])
    assert len(raw) == 69
