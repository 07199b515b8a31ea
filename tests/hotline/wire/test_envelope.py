"""The outside of an envelope: what a relay reads, and nothing more."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline import limits
from hotline.errors import Malformed
from hotline.ids import Precedence
from hotline.shapes import write_cbor
from hotline.wire.envelope import (
    PublicPart,
    _read_any,
    _read_usual,
    envelope_id,
    read_public,
    write_public,
)
from tests.hotline.mangling import mangled, read_or_rejected

PART = PublicPart(1, Precedence.FLASH, 3600, bytes(32), b"sealed bytes")
MONTH_SECONDS = 90 * 24 * 3600


@given(st.sampled_from(Precedence), st.integers(1, MONTH_SECONDS), st.binary(max_size=100))
def test_it_reads_back(precedence, ttl, sealed):
    part = replace(PART, precedence=precedence, ttl=ttl, sealed=sealed)

    assert read_public(write_public(part)) == part


def test_its_id_is_the_hash_of_all_of_it():
    """A relay that changes anything changes the id."""
    public = write_public(PART)

    assert envelope_id(public) == hashlib.sha256(public).digest()


def test_everything_but_the_sealed_bytes_is_vouched_for():
    """Precedence, time to live and commitment are associated data."""
    others = [
        PART,
        replace(PART, precedence=Precedence.ROUTINE),
        replace(PART, ttl=1),
        replace(PART, commitment=b"\1" * 32),
    ]

    assert len({each.associated for each in others}) == 4
    assert replace(PART, sealed=b"other").associated == PART.associated


@pytest.mark.parametrize(
    ("value", "field"),
    [
        ([2, 0, 60, bytes(32), b""], "version"),
        ([True, 0, 60, bytes(32), b""], "version"),
        ([1, 4, 60, bytes(32), b""], "precedence"),
        ([1, -1, 60, bytes(32), b""], "precedence"),
        ([1, 0, 0, bytes(32), b""], "ttl"),
        ([1, 0, MONTH_SECONDS + 1, bytes(32), b""], "ttl"),
        ([1, 0, 60, bytes(31), b""], "commitment"),
        ([1, 0, 60, bytes(32), "text"], "sealed"),
        ([1, 0, 60, bytes(32)], "envelope"),
        ([1, 0, 60, bytes(32), b"", 0], "envelope"),
        ({}, "envelope"),
    ],
)
def test_a_wrong_field_is_refused_by_its_name(value, field):
    with pytest.raises(Malformed) as caught:
        read_public(write_cbor(value))

    assert caught.value.where.endswith(field)


def test_an_envelope_that_is_too_large_is_neither_written_nor_read():
    """With both sizes in the sentence."""
    large = replace(PART, sealed=bytes(limits.ENVELOPE_BYTES))
    with pytest.raises(Malformed, match="at most"):
        write_public(large)
    with pytest.raises(Malformed, match="at most"):
        read_public(write_cbor([1, 0, 60, bytes(32), bytes(limits.ENVELOPE_BYTES)]))


def as_any(raw: bytes) -> object:
    """What the reader that knows no usual form gives, or its sentence."""
    try:
        return _read_any(raw)
    except Malformed as reason:
        return str(reason)


def as_read(raw: bytes) -> object:
    try:
        return read_public(raw)
    except Malformed as reason:
        return str(reason)


@given(st.sampled_from([0, 1, 23, 24, 255, 256, 65_535, 65_536]), st.integers(0, 2**33), st.data())
def test_the_short_way_to_read_gives_what_the_long_one_does(sealed, ttl, data):
    """Whatever was changed, cut or added: the same value, or the same sentence."""
    raw = write_cbor([1, data.draw(st.integers(0, 4)), ttl, bytes(32), bytes(sealed)])
    raw = data.draw(st.one_of(st.just(raw), mangled(raw), st.just(raw + b"\0"), st.just(raw[:-1])))

    assert as_read(raw) == as_any(raw)


@pytest.mark.parametrize("sealed", [24, 255, 256, 65_535, 65_536])
@pytest.mark.parametrize("ttl", [1, 23, 24, 255, 256, 65_535, 65_536, MONTH_SECONDS])
def test_what_is_written_is_read_the_short_way(sealed, ttl):
    """Else it would be of no use."""
    part = replace(PART, ttl=ttl, sealed=bytes(sealed))

    assert _read_usual(write_public(part)) == part


@given(st.one_of(mangled(write_public(PART)), st.binary(max_size=80)))
def test_no_bytes_raise_anything_but_a_refusal(raw):
    read_or_rejected(read_public, raw)
