"""Headers: exactly these fields, by exactly this device."""

from __future__ import annotations

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline import limits
from hotline.errors import BadSignature, Malformed
from hotline.fields import IncarnationField
from hotline.ids import AgreementId, ChannelId, PartyId, Place, Precedence, StatementId
from hotline.signed import PayloadType, authentication_encoding, verify_by_device
from hotline.statements.body import promise
from hotline.statements.header import (
    Header,
    Statement,
    open_statement,
    sign_header,
    statement_id,
    trusted_statement,
)
from tests.hotline.mangling import mangled, read_or_rejected
from tests.hotline.people import LIFE, NOW, desk

BRAVO, DELTA = desk("BRV"), desk("DLT")


def an_id(n: int) -> StatementId:
    return StatementId(n.to_bytes(32, "big"))


HEADER = Header(
    channel=ChannelId(b"\1" * 32),
    agreement=AgreementId(b"\2" * 32),
    catalogue=1,
    exercise=True,
    author=BRAVO.device,
    incarnation=IncarnationField.of(LIFE),
    seq=2,
    prev=an_id(1),
    parents=(an_id(2), an_id(3)),
    said_at=NOW,
    kind="message",
    precedence=Precedence.FLASH,
    refers_to=an_id(2),
    audience=(PartyId(b"\3" * 32), PartyId(b"\4" * 32)),
    held=False,
    body=promise(b" " * limits.BODY_FLOOR_BYTES),
)
STATEMENT = sign_header(HEADER, BRAVO.key)
FIELDS = json.loads(STATEMENT.payload)


def reopened(**fields: object) -> Statement:
    """A header with other fields, truly signed by its author."""
    payload = json.dumps(FIELDS | fields).encode()
    return open_statement(payload, signature(payload))


def signature(payload: bytes) -> bytes:
    return BRAVO.key.sign(authentication_encoding(PayloadType.STATEMENT, payload))


def test_a_statement_reads_back():
    opened = open_statement(STATEMENT.payload, STATEMENT.signature)

    assert opened.header == HEADER
    assert opened == STATEMENT == trusted_statement(STATEMENT.payload, STATEMENT.signature)


def test_its_id_is_the_hash_of_the_very_bytes():
    """Blanks make another statement; a signature does not."""
    spaced = reopened()

    assert STATEMENT.id == statement_id(STATEMENT.payload) == hashlib.sha256(STATEMENT.payload).digest()
    assert spaced.header == HEADER and spaced != STATEMENT


def test_it_is_a_signed_document():
    """So an exported statement is a valid DSSE envelope."""
    assert verify_by_device(STATEMENT.signed, PayloadType.STATEMENT, BRAVO.device) == STATEMENT.payload


def test_nobody_speaks_for_another():
    other = sign_header(HEADER, DELTA.key)

    with pytest.raises(BadSignature):
        open_statement(other.payload, other.signature)


def test_its_links_are_what_it_comes_after():
    """prev, parents, and what it refers to."""
    assert list(HEADER.links()) == [an_id(1), an_id(2), an_id(3), an_id(2)]
    assert list(reopened(prev=None, parents=[], refers_to=None).header.links()) == []


def test_its_place_is_in_its_authors_chain():
    assert HEADER.place == Place(BRAVO.device, LIFE, 2)


def test_the_audience_is_all_or_named_parties():
    everyone = reopened(audience="all").header

    assert everyone.is_for(PartyId(b"\7" * 32))
    assert HEADER.is_for(PartyId(b"\4" * 32))
    assert not HEADER.is_for(PartyId(b"\7" * 32))


@pytest.mark.parametrize("name", FIELDS)
def test_every_field_is_always_there(name):
    """Null is written, not left out."""
    payload = json.dumps({key: value for key, value in FIELDS.items() if key != name}).encode()

    with pytest.raises(Malformed, match=name):
        open_statement(payload, signature(payload))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("v", 2),
        ("seq", 0),
        ("seq", limits.SEQ_MAX + 1),
        ("seq", "2"),
        ("prev", "00"),
        ("parents", [an_id(3).hex(), an_id(2).hex()]),
        ("parents", [an_id(2).hex(), an_id(2).hex()]),
        ("parents", [an_id(n).hex() for n in range(2, 3 + limits.PARENTS)]),
        ("prev", an_id(2).hex()),
        ("audience", []),
        ("audience", "some"),
        ("audience", ["04" * 32, "03" * 32]),
        ("audience", ["03" * 32, "03" * 32]),
        ("audience", [f"{n:064x}" for n in range(limits.AUDIENCE + 1)]),
        ("kind", "Message"),
        ("kind", "m"),
        ("kind", "message\n"),
        ("kind", "x" * 41),
        ("precedence", "F"),
        ("precedence", 3),
        ("held", 0),
        ("author", "00" * 32),
        ("body", {"hash": "00" * 32, "size": limits.BODY_FLOOR_BYTES - 1}),
        ("body", {"hash": "00" * 32, "size": limits.BODY_BYTES + 1}),
        ("incarnation", {"number": 1, "nonce": "00" * 16}),
        ("incarnation", {"number": -1, "nonce": "00" * 16, "restored": False}),
        ("said_at", "2026-11-23"),
        ("catalogue", 0),
        ("mood", "calm"),
    ],
)
def test_a_wrong_field_is_refused_by_its_name(name, value):
    """Although its author signed it: this is no statement."""
    with pytest.raises(Malformed) as caught:
        reopened(**{name: value})

    assert name in str(caught.value)


def test_the_longest_header_is_written_and_a_longer_one_is_not_read():
    """All parents and a full audience fit; more bytes than the limit are not looked at."""
    parents = tuple(an_id(n) for n in range(2, 2 + limits.PARENTS))
    longest = HEADER.model_copy(update={"parents": parents})

    assert len(sign_header(longest, BRAVO.key).payload) < limits.HEADER_BYTES
    with pytest.raises(Malformed, match="at most"):
        open_statement(STATEMENT.payload + b" " * limits.HEADER_BYTES, STATEMENT.signature)


@given(st.one_of(mangled(STATEMENT.payload), st.binary(max_size=60)))
def test_no_bytes_raise_anything_but_a_refusal(payload):
    """Signed by its author or not."""
    read_or_rejected(lambda each: open_statement(each, signature(each)), payload)
    read_or_rejected(lambda each: open_statement(each, STATEMENT.signature), payload)
