"""Roots: two keys, one name, nobody else's signature."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given

from hotline.codec import write_document
from hotline.errors import BadSignature, Malformed
from hotline.identity.root import RootDocument, make_root, open_root, party_id
from hotline.signed import PayloadType, Signed, sign_by_root, signed_from_json
from tests.hotline.mangling import mangled, read_or_rejected, refused
from tests.hotline.people import NOW, desk

BRAVO, DELTA = desk("BRV"), desk("DLT")


def signed_with(**fields: object) -> Signed:
    """Bravo's root document with other fields, truly signed by Bravo."""
    payload = json.dumps(json.loads(BRAVO.root.signed.payload) | fields).encode()
    return sign_by_root(PayloadType.ROOT, payload, BRAVO.root_key)


def test_a_root_reads_back():
    """What was made is what others open."""
    root = open_root(signed_from_json(BRAVO.root.signed.to_json()))

    assert root == BRAVO.root
    assert (root.document.code, root.document.exercise, root.document.made_at) == ("BRV", True, NOW)


def test_a_party_is_its_keys():
    """Another name with the same keys is the same party; other keys are another party."""
    renamed = make_root("ZZ", "Another name", True, BRAVO.root_key, NOW)

    assert renamed.id == BRAVO.root.id == party_id(BRAVO.root_key.public)
    assert DELTA.root.id != BRAVO.root.id


@pytest.mark.parametrize("half", [0, 1])
def test_a_root_with_one_signature_is_none(half):
    """Both algorithms sign, or nobody did."""
    cut = replace(BRAVO.root.signed, signatures=BRAVO.root.signed.signatures[half : half + 1])

    with pytest.raises(BadSignature):
        open_root(cut)


def test_a_forged_root_is_refused():
    """Nobody else can sign a document that names Bravo's keys."""
    forged = sign_by_root(PayloadType.ROOT, BRAVO.root.signed.payload, DELTA.root_key)

    with pytest.raises(BadSignature):
        open_root(forged)


@pytest.mark.parametrize("half", ["ed25519", "mldsa65"])
def test_half_of_another_root_cannot_be_taken_over(half):
    """A root of my one key and their other: I cannot sign for theirs."""
    theirs = json.loads(DELTA.root.signed.payload)[half]

    with pytest.raises(BadSignature):
        open_root(signed_with(**{half: theirs}))


def test_a_root_is_not_read_from_another_kind_of_document():
    """Signed as a credential it is no root."""
    with pytest.raises(BadSignature):
        open_root(sign_by_root(PayloadType.CREDENTIAL, BRAVO.root.signed.payload, BRAVO.root_key))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("code", "B"),
        ("code", "BRAVOS"),
        ("code", "brv"),
        ("code", "BRV\n"),
        ("code", "ВRV"),  # a Cyrillic letter that looks like B
        ("name", ""),
        ("name", "x" * 81),
        ("exercise", None),
        ("exercise", 1),
        ("ed25519", "01" + "00" * 31),
        ("ed25519", "ff" * 32),
        ("mldsa65", ""),
        ("made_at", 0),
        ("v", 2),
        ("more", "x"),
    ],
)
def test_a_wrong_field_is_refused_by_its_name(field, value):
    """Also when the root itself signed it so."""
    refused(lambda: open_root(signed_with(**{field: value})), "root document", field)


def test_a_root_of_a_name_that_cannot_be_is_not_made():
    """The sentence names the field, for the person at the keyboard."""
    with pytest.raises(Malformed, match="code"):
        make_root("bravo", "Bravo", True, BRAVO.root_key, NOW)


@given(mangled(BRAVO.root.signed.to_json()))
def test_no_mangled_root_is_taken_for_true(raw):
    """It is refused, or it is the same root."""

    def read(each: bytes) -> None:
        assert open_root(signed_from_json(each)).document == BRAVO.root.document

    read_or_rejected(read, raw)


def test_writing_emits_no_blanks():
    """Signed bytes are short, and the same on every machine."""
    assert b" " not in write_document(RootDocument.model_validate(BRAVO.root.document)).replace(
        b"Party BRV", b""
    )
