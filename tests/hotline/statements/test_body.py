"""Bodies: bound to their header, salted, padded."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline import limits
from hotline.errors import Malformed
from hotline.ids import ChannelId, PartyId, StatementId
from hotline.padding import padded_length
from hotline.statements.body import Binding, binding_of, matches, promise, read_body, write_body
from tests.hotline.mangling import mangled, read_or_rejected
from tests.hotline.people import dice
from tests.hotline.statements.test_header import HEADER

BINDING = Binding(ChannelId(b"\1" * 32), PartyId(b"\2" * 32), "message", StatementId(b"\3" * 32))
CONTENT = {"subject": "Übung", "text": "Ceasefire at noon", "list": [1, None, True, {"deep": "er"}]}
RAW = write_body(BINDING, CONTENT, dice("body"))


def test_a_body_reads_back():
    body = read_body(RAW)

    assert (body.content, binding_of(body)) == (CONTENT, BINDING)


def test_a_header_fits_its_body_alone():
    """One bit, one blank more or less: another body."""
    header = HEADER.model_copy(update={"body": promise(RAW)})

    assert matches(header, RAW)
    for other in (RAW + b" ", RAW[:-1], b" " + RAW[:-1], write_body(BINDING, CONTENT, dice("other"))):
        assert not matches(header, other)


def test_the_same_words_never_have_the_same_hash():
    """Nobody finds a held body by trying likely ones."""
    assert promise(RAW).hash != promise(write_body(BINDING, CONTENT, dice("other salt"))).hash
    assert read_body(RAW).salt == dice("body")(16)


def test_short_bodies_look_alike():
    """An acknowledgement and a short message have one size."""
    acknowledgement = write_body(
        replace(BINDING, kind="acknowledgement"), {"officer": "A. Officer"}, dice("s")
    )
    message = {"subject": "Convoy", "text": "It has crossed the bridge.", "language": "en", "reply_by": None}

    assert len(acknowledgement) == len(write_body(replace(BINDING, refers_to=None), message, dice("s")))


@given(st.integers(0, 20_000))
def test_sizes_are_those_of_padme(length):
    """Whatever is said, its size is one of few."""
    raw = write_body(BINDING, {"text": "x" * length}, dice("s"))

    assert len(raw) == padded_length(len(raw)) >= limits.BODY_FLOOR_BYTES


def test_the_longest_body_is_written_and_a_longer_one_is_not():
    """Padding never takes it over the limit; the refusal gives advice."""
    room = limits.BODY_BYTES - len(RAW.rstrip()) + len(json.dumps(CONTENT, ensure_ascii=False).encode())
    most = {"text": "x" * (room - 200)}

    assert len(write_body(BINDING, most, dice("s"))) <= limits.BODY_BYTES
    with pytest.raises(Malformed, match="several statements"):
        write_body(BINDING, {"text": "x" * limits.BODY_BYTES}, dice("s"))
    with pytest.raises(Malformed, match="at most"):
        read_body(RAW + b" " * limits.BODY_BYTES)


@pytest.mark.parametrize("content", [{"text": "\ud800"}, {"n": float("nan")}, {"n": float("inf")}])
def test_what_cannot_be_written_is_refused(content):
    """Half a character from a broken keyboard is a sentence, not a crash."""
    with pytest.raises(Malformed):
        write_body(BINDING, content, dice("s"))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("salt", "00"),
        ("channel", None),
        ("party", "AA" * 32),
        ("kind", "NO"),
        ("refers_to", ""),
        ("content", []),
        ("more", 1),
    ],
)
def test_a_wrong_field_is_refused_by_its_name(name, value):
    raw = json.dumps(json.loads(RAW) | {name: value}).encode()

    with pytest.raises(Malformed) as caught:
        read_body(raw)
    assert name in caught.value.where


@given(st.one_of(mangled(RAW), st.binary(max_size=60)))
def test_no_bytes_raise_anything_but_a_refusal(raw):
    read_or_rejected(read_body, raw)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text(max_size=10), JSON, max_size=4))
def test_any_content_reads_back(content):
    assert read_body(write_body(BINDING, content, dice("s"))).content == content
