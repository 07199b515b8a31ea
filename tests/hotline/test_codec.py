"""Strict JSON and CBOR: what is not exactly right is refused, and the refusal names the field."""

from __future__ import annotations

import json
import traceback
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from typing import Literal

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline import codec, shapes
from hotline.errors import Malformed
from tests.hotline.mangling import mangled, read_or_rejected


class Colour(StrEnum):
    RED = "red"


class Inner(codec.Document):
    size: codec.Count


class Sample(codec.Document):
    v: Literal[1] = 1
    name: str
    flag: bool
    at: codec.Time
    key: codec.Hex32
    data: codec.Base64
    colour: Colour
    inner: tuple[Inner, ...] = ()


SAMPLE = Sample(
    name="Ünïcode",
    flag=True,
    at=datetime(2026, 11, 23, 14, 8, 32, 123000, tzinfo=UTC),
    key=bytes(range(32)),
    data=b"\xff\xfe",
    colour=Colour.RED,
    inner=(Inner(size=3),),
)


def read(raw: bytes) -> Sample:
    return codec.read_document(raw, Sample, "sample", 10_000)


def changed(**fields: object) -> bytes:
    return json.dumps(json.loads(codec.write_document(SAMPLE)) | fields).encode()


def test_a_document_reads_back_as_it_was_written():
    """Writing and reading give an equal value."""
    assert read(codec.write_document(SAMPLE)) == SAMPLE


def test_blanks_are_accepted():
    """Readers accept blanks that writers do not emit."""
    pretty = json.dumps(json.loads(codec.write_document(SAMPLE)), indent=4).encode() + b"\n  "

    assert read(pretty) == SAMPLE


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("v", 2),
        ("v", True),
        ("v", 1.0),
        ("v", "1"),
        ("name", 7),
        ("name", None),
        ("name", "\ud800"),
        ("flag", 1),
        ("flag", "true"),
        ("at", "2026-11-23T14:08:32Z"),
        ("at", "2026-11-23T14:08:32.123+00:00"),
        ("at", "2026-11-23t14:08:32.123z"),
        ("at", "2026-02-30T14:08:32.123Z"),
        ("at", "2026-11-23T24:00:00.000Z"),
        ("at", "2026-11-23T23:59:60.000Z"),
        ("at", "1969-12-31T23:59:59.999Z"),
        ("at", "２０２６-11-23T14:08:32.123Z"),
        ("at", 1_795_000_000),
        ("key", "00" * 31),
        ("key", "AB" * 32),
        ("key", "0g" * 32),
        ("data", "//8"),
        ("data", "_-4="),
        ("data", "//5="),
        ("data", "//4=\n"),
        ("colour", "blue"),
        ("inner", [{"size": -1}]),
        ("inner", [{"size": 1.0}]),
        ("inner", [{"size": 1, "more": 2}]),
        ("inner", {"size": 1}),
        ("extra", 1),
    ],
)
def test_a_wrong_field_is_refused_by_its_name(field, value):
    """Wrong types, other spellings and unknown fields are refused, and the field is named."""
    with pytest.raises(Malformed) as caught:
        read(changed(**{field: value}))

    assert field in caught.value.where or value == "\ud800"  # which is no JSON text for any field
    assert "sample" in caught.value.where


@pytest.mark.parametrize("field", ["v", "name", "flag", "at", "key", "data", "colour"])
def test_a_missing_field_is_refused_by_its_name(field):
    """Also the version, which has a default for writers only."""
    fields = json.loads(changed())
    del fields[field]

    with pytest.raises(Malformed) as caught:
        read(json.dumps(fields).encode())

    assert field in caught.value.where


def test_a_refusal_does_not_repeat_what_was_sent():
    """A message may be logged: it holds nothing of the other's text."""
    with pytest.raises(Malformed) as caught:
        read(changed(flag="SECRET-TEXT"))

    assert "SECRET-TEXT" not in str(caught.value)


@pytest.mark.parametrize("name", ["\x1b[2J", "\u202eevil", "x" * 41, "a\nb", "secret words"])
def test_a_refusal_does_not_repeat_a_name_that_another_made_up(name):
    """A field's name is its sender's text too: it would paint the screen and fill the log."""
    with pytest.raises(Malformed) as caught:
        read(changed(**{name: 1}))

    assert name not in str(caught.value)
    assert "another name" in caught.value.where


def test_a_trace_in_a_log_does_not_hold_what_was_sent():
    """Also not where the reason comes from: tracebacks are logged with their causes."""
    secret = "-".join(["SECRET", "TEXT"])  # a traceback shows the lines of this file
    with pytest.raises(Malformed) as caught:
        read(changed(flag=secret))

    assert secret not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"{} {}",
        b"{}x",
        b'{"a":1,"a":1}',
        b'{"a":{"b":1,"b":2}}',
        b'{"a":NaN}',
        b'{"a":Infinity}',
        b'{"a":-Infinity}',
        b'{"a":1e999}',
        b'{"a":-1e999}',
        b'{"a":9007199254740992}',
        b'{"a":-9007199254740992}',
        b'{"a":' + b"9" * 5000 + b"}",
        b"\xef\xbb\xbf{}",
        b'{"a":"\xff"}',
        b"[" * 34 + b"]" * 34,
        b"[" * 50_000,
        b'{"a":' * 20_000,
    ],
)
def test_json_that_the_protocol_does_not_have_is_refused(raw):
    """Doubled fields, numbers that are none or too large, other encodings, depth without end."""
    with pytest.raises(Malformed):
        codec.read_json(raw, "sample")


def test_json_may_be_thirty_two_deep():
    """The limit itself is allowed."""
    assert codec.read_json(b"[" * 32 + b"]" * 32, "sample")


def test_a_document_that_is_too_long_is_refused_before_it_is_read():
    """Oversize is named with both sizes."""
    with pytest.raises(Malformed, match="at most 10 are read"):
        codec.read_document(codec.write_document(SAMPLE), Sample, "sample", 10)


@given(st.binary(max_size=200))
def test_no_bytes_as_json_raise_anything_but_a_refusal(raw):
    """Whatever arrives."""
    read_or_rejected(read, raw)


@given(mangled(codec.write_document(SAMPLE)))
def test_no_mangled_document_raises_anything_but_a_refusal(raw):
    """Whatever happens to it on the way."""
    read_or_rejected(read, raw)


def test_what_an_officer_typed_is_refused_as_what_arrives_is():
    """A new document that cannot be is a refusal that names the field."""
    with pytest.raises(Malformed, match="inner document, size"):
        codec.make_document(Inner, "inner document", size=-1)


# Times


@given(st.integers(0, 253_402_300_799_999_999))
def test_times_survive_both_forms(microseconds):
    """RFC 3339 and milliseconds both give the moment back, to the millisecond, until the year 9999."""
    moment = codec.EPOCH + timedelta(microseconds=microseconds)
    whole = codec.whole_milliseconds(moment)

    assert codec.from_rfc3339(codec.to_rfc3339(moment)) == whole
    assert codec.from_milliseconds(codec.to_milliseconds(moment)) == whole


def test_what_would_be_later_than_the_calendar_is_its_end():
    """Another's date and an agreed duration may add up to a moment that no calendar has."""
    last = codec.from_rfc3339("9999-12-31T23:59:59.999Z")

    assert codec.later(codec.EPOCH, timedelta(days=1)) == codec.EPOCH + timedelta(days=1)
    assert last < codec.later(last, timedelta(days=999_999)) == codec.later(codec.LAST, timedelta(seconds=1))


def test_other_zones_are_written_as_utc():
    """There is one way to write a moment."""
    moment = datetime(2026, 1, 1, 1, 0, tzinfo=timezone(timedelta(hours=2)))

    assert codec.to_rfc3339(moment) == "2025-12-31T23:00:00.000Z"


# CBOR


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "0000",  # a byte too many
        "9fff",  # indefinite lengths
        "5f4100ff",
        "7f6161ff",
        "bf6161 01ff",
        "c11a65000000",  # tags: a time, big numbers, sharing, a set, self-described
        "c24101",
        "c34101",
        "d81c80",
        "d81d00",
        "d9010080",
        "d9d9f700",
        "a2616101616102",  # a key twice
        "a16161",  # cut off
        "6180",  # text that is not UTF-8
        "9b7fffffffffffffff",  # lengths that are not there
        "5b7fffffffffffffff",
        "bb7fffffffffffffff",
        "81" * 17 + "00",
        "ff",
        "1c",
    ],
)
def test_cbor_that_the_protocol_does_not_have_is_refused(raw):
    """Definite lengths, no tags, no doubled keys, nothing after the end, no great depth."""
    with pytest.raises(Malformed):
        shapes.read_cbor(bytes.fromhex(raw), "sample", 1000)


@given(st.binary(max_size=100))
def test_no_bytes_as_cbor_raise_anything_but_a_refusal(raw):
    """Whatever arrives."""
    read_or_rejected(lambda each: shapes.read_cbor(each, "sample", 1000), raw)


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.binary(max_size=20) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4),
    max_leaves=10,
)


@given(PLAIN)
def test_cbor_reads_back_as_it_was_written(value):
    """Round trip of the values that the protocol has."""
    assert shapes.read_cbor(shapes.write_cbor(value), "sample", 10_000) == value


@pytest.mark.parametrize(
    ("shape", "value"),
    [
        (shapes.an_int(), True),
        (shapes.an_int(), -1),
        (shapes.an_int(), 2**53),
        (shapes.an_int(), 1.0),
        (shapes.an_int(1, 5), 6),
        (shapes.some_bytes(3), b"four"),
        (shapes.some_bytes(3), "abc"),
        (shapes.exact_bytes(3), b"ab"),
        (shapes.some_text(3), "four"),
        (shapes.some_text(3), b"abc"),
        (shapes.a_bool, 1),
        (shapes.a_moment, 2**53 - 1),
        (shapes.a_moment, -1),
        (shapes.one_of(1), True),
        (shapes.one_of(1), 2),
        (shapes.optional(shapes.an_int()), cbor2.undefined),
        (shapes.array_of(shapes.an_int(), 2), [1, 2, 3]),
        (shapes.array_of(shapes.an_int(), 2), {0: 1}),
        (shapes.array_of(shapes.an_int(), 2), [1, "2"]),
        (shapes.record([("a", shapes.an_int())]), [1, 2]),
        (shapes.record([("a", shapes.an_int())]), []),
        (shapes.named([("a", shapes.an_int())]), {"a": 1, "b": 2}),
        (shapes.named([("a", shapes.an_int())]), {}),
        (shapes.named([("a", shapes.an_int())]), [1]),
    ],
)
def test_a_value_of_another_shape_is_refused(shape, value):
    """Types are exact and bounds are kept."""
    with pytest.raises(Malformed, match=r"^sample"):
        shape(value, "sample")


def test_a_refusal_names_the_way_to_the_field():
    """In lists by number, in records and maps by name."""
    shape = shapes.array_of(shapes.record([("ref", shapes.an_int()), ("data", shapes.exact_bytes(2))]), 5)

    with pytest.raises(Malformed) as caught:
        shape([[1, b"ab"], [2, b"abc"]], "sample")

    assert caught.value.where == "sample.1.data"


# Hashes


def test_no_two_lists_of_parts_hash_alike():
    """Lengths are hashed too, so a border between parts cannot be moved."""
    hashes = {
        codec.labelled_hash("a", b"bc", b"d"),
        codec.labelled_hash("a", b"b", b"cd"),
        codec.labelled_hash("a", b"bcd"),
        codec.labelled_hash("a", b"bcd", b""),
        codec.labelled_hash("ab", b"cd"),
    }

    assert len(hashes) == 5
