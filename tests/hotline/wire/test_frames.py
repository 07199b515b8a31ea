"""Frames: every class reads back, and nothing else is read."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline import limits
from hotline.errors import Malformed
from hotline.shapes import read_cbor, write_cbor
from hotline.wire.frames import DepositFrame, Frame, RefusalCode, read_frame, write_frame
from tests.hotline.mangling import mangled, read_or_rejected
from tests.hotline.wire.samples import BRAVO, FRAMES


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: frame.NAME)
def test_a_frame_reads_back(frame):
    assert read_frame(write_frame(frame)) == frame


def test_every_class_of_frame_is_tried_here():
    """A new frame gets a sample."""
    assert {type(frame) for frame in FRAMES} == set(get_args(Frame))


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: frame.NAME)
def test_a_frame_has_exactly_its_fields(frame):
    """One more or one less is refused, and the frame is named."""
    value = read_cbor(write_frame(frame), "frame", limits.FRAME_BYTES)
    assert isinstance(value, list)

    for wrong in ([*value, 0], value[:-1]):
        with pytest.raises(Malformed) as caught:
            read_frame(write_cbor(wrong))
        assert caught.value.where.startswith(frame.NAME)


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: frame.NAME)
def test_a_field_of_another_type_is_refused_by_its_name(frame):
    """In every place of every frame."""
    value = read_cbor(write_frame(frame), "frame", limits.FRAME_BYTES)
    assert isinstance(value, list)
    for place in range(1, len(value)):
        wrong = list(value)
        wrong[place] = 1.5

        with pytest.raises(Malformed) as caught:
            read_frame(write_cbor(wrong))
        assert caught.value.where.startswith(f"{frame.NAME}.")


@pytest.mark.parametrize("value", [[], ["gossip"], [b"ping", 1], [1, 1], {"ping": 1}, "ping", [["ping"], 1]])
def test_what_is_no_frame_is_refused(value):
    with pytest.raises(Malformed):
        read_frame(write_cbor(value))


@pytest.mark.parametrize(
    ("value", "field"),
    [
        (["key-get", 1, bytes(32)], "key-get.device"),  # a key of small order
        (["refused", 1, [[None, "go-away", "", None]]], "refused.refusals.0.code"),
        (["refused", 1, [[b"short", "busy", "", None]]], "refused.refusals.0.mailbox"),
        (["deposit", 1, b"", [[bytes(32), b""]]], "deposit.slots.0.slot"),
        (["deposit", 1, b"", [[bytes(32), bytes(2049)]]], "deposit.slots.0.slot"),
        (["deposit", 1, b"", [[bytes(32), b"x"]] * 257], "deposit.slots"),
        (["deposit", 1, bytes(256 * 1024 + 1), []], "deposit.public"),
        (["deposit", 2**53, b"", []], "deposit.ref"),
        (["ack", [1] * 1025], "ack.numbers"),
        (["part", 1, True, b""], "part.data"),
        (["part", 1, False, bytes(16 * 1024 + 1)], "part.data"),
        (["welcome", "t", 0, {"window": 1, "in_flight": 1, "ttl_max": 1}], "welcome.terms"),
        (["hello", 2, BRAVO.signed_credential.to_value(), bytes(32)], "hello.version"),
    ],
)
def test_a_wrong_field_is_refused_by_its_name(value, field):
    with pytest.raises(Malformed) as caught:
        read_frame(write_cbor(value))

    assert caught.value.where == field


def test_a_frame_too_large_for_a_session_is_neither_written_nor_read():
    slots = tuple((BRAVO.device, bytes(limits.SLOT_BYTES)) for _ in range(limits.SLOTS))
    frame = DepositFrame(1, bytes(limits.ENVELOPE_BYTES), slots)

    with pytest.raises(Malformed, match="at most"):
        write_frame(frame)
    with pytest.raises(Malformed, match="at most"):
        read_frame(write_cbor(["deposit", 1, frame.public, [list(each) for each in slots]]))


def test_the_largest_envelope_for_all_slots_fits_into_a_frame():
    """256 full slots of 1.3 KiB beside an envelope."""
    slots = tuple((BRAVO.device, bytes(1300)) for _ in range(limits.SLOTS))

    assert write_frame(DepositFrame(1, bytes(limits.ENVELOPE_BYTES), slots))


def test_some_refusals_pass_with_time():
    """The others are final for that envelope at that relay."""
    later = {each for each in RefusalCode if each.later}

    assert later == {"too-fast", "busy", "mailbox-full", "party-quota"}


@given(st.one_of(st.sampled_from(FRAMES).flatmap(lambda f: mangled(write_frame(f))), st.binary(max_size=60)))
def test_no_bytes_raise_anything_but_a_refusal(raw):
    read_or_rejected(read_frame, raw)
