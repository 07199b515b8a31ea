"""Signed documents: exactly these bytes under exactly this type by exactly this key."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline import limits
from hotline.codec import to_base64
from hotline.errors import BadSignature, Malformed
from hotline.shapes import read_cbor, write_cbor
from hotline.signed import (
    PayloadType,
    Signature,
    Signed,
    authentication_encoding,
    only_verified,
    sign_by_device,
    sign_by_root,
    signed_from_document,
    signed_from_json,
    signed_from_value,
    verify_by_device,
    verify_by_root,
)
from tests.hotline.mangling import mangled, read_or_rejected
from tests.hotline.people import desk

BRAVO, DELTA = desk("BRV"), desk("DLT")
BY_DEVICE = sign_by_device(PayloadType.HAVE, b"payload", BRAVO.key)
BY_ROOT = sign_by_root(PayloadType.AGREEMENT, b"payload", BRAVO.root_key)
BY_OTHER_ROOT = sign_by_root(PayloadType.AGREEMENT, b"payload", DELTA.root_key)


def from_cbor(raw: bytes) -> Signed:
    return signed_from_value(read_cbor(raw, "signed", limits.DOCUMENT_BYTES), "signed")


def test_the_encoding_is_that_of_dsse():
    """The example of the DSSE specification, v1.0.0."""
    encoded = authentication_encoding("http://example.com/HelloWorld", b"hello world")

    assert encoded == b"DSSEv1 29 http://example.com/HelloWorld 11 hello world"


@pytest.mark.parametrize("signed", [BY_DEVICE, BY_ROOT])
def test_both_forms_read_back(signed):
    """JSON for files, CBOR for envelopes."""
    assert signed_from_json(signed.to_json()) == signed
    assert from_cbor(write_cbor(signed.to_value())) == signed


def test_the_file_form_is_a_dsse_envelope():
    """Another program finds the names that DSSE gives."""
    assert json.loads(BY_DEVICE.to_json()) == {
        "payloadType": "application/vnd.hotline.have.v1+cbor",
        "payload": to_base64(b"payload"),
        "signatures": [{"keyid": BRAVO.device.hex(), "sig": to_base64(BY_DEVICE.signatures[0].value)}],
    }


def test_a_device_signature_verifies():
    assert verify_by_device(BY_DEVICE, PayloadType.HAVE, BRAVO.device) == b"payload"


def test_a_root_signature_verifies_beside_others():
    """Several parties sign copies of one agreement."""
    both = BY_ROOT.merged(BY_OTHER_ROOT)

    assert verify_by_root(both, PayloadType.AGREEMENT, BRAVO.root.key) == b"payload"
    assert verify_by_root(both, PayloadType.AGREEMENT, DELTA.root.key) == b"payload"


@pytest.mark.parametrize("kind", [each for each in PayloadType if each is not PayloadType.HAVE])
def test_a_signature_is_for_one_payload_type(kind):
    """Neither read as another type, nor with the type exchanged."""
    with pytest.raises(BadSignature):
        verify_by_device(BY_DEVICE, kind, BRAVO.device)
    with pytest.raises(BadSignature):
        verify_by_device(replace(BY_DEVICE, type=kind), kind, BRAVO.device)


@pytest.mark.parametrize(
    "signatures",
    [
        (),
        sign_by_device(PayloadType.HAVE, b"payload", DELTA.key).signatures,
        (Signature(BRAVO.device, bytes(64)),),
        (Signature(BRAVO.device, b""),),
        (Signature(BRAVO.device, BY_DEVICE.signatures[0].value + b"\0"),),
        (Signature(DELTA.device, BY_DEVICE.signatures[0].value),),
        (*BY_DEVICE.signatures, Signature(DELTA.device, bytes(64))),
    ],
)
def test_a_device_document_has_that_device_signature_alone(signatures):
    """None, another's, a broken one, or one more beside it: refused."""
    with pytest.raises(BadSignature):
        verify_by_device(replace(BY_DEVICE, signatures=signatures), PayloadType.HAVE, BRAVO.device)


@pytest.mark.parametrize("missing", [0, 1])
def test_half_a_root_signature_is_none(missing):
    """Whoever breaks one of the two algorithms has gained nothing."""
    half = replace(BY_ROOT, signatures=(BY_ROOT.signatures[1 - missing],))

    with pytest.raises(BadSignature, match="missing"):
        verify_by_root(half, PayloadType.AGREEMENT, BRAVO.root.key)


@pytest.mark.parametrize("broken", [0, 1])
def test_a_forged_half_spoils_the_whole(broken):
    """Both halves must verify, not only be there."""
    forged = list(BY_ROOT.signatures)
    value = forged[broken].value
    forged[broken] = replace(forged[broken], value=bytes([value[0] ^ 1]) + value[1:])

    with pytest.raises(BadSignature):
        verify_by_root(replace(BY_ROOT, signatures=tuple(forged)), PayloadType.AGREEMENT, BRAVO.root.key)


@pytest.mark.parametrize("taken", [0, 1])
def test_a_half_of_another_payload_does_not_fit(taken):
    """Halves cannot be put together from two documents."""
    other = sign_by_root(PayloadType.AGREEMENT, b"another", BRAVO.root_key)
    mixed = list(BY_ROOT.signatures)
    mixed[taken] = other.signatures[taken]

    with pytest.raises(BadSignature):
        verify_by_root(replace(BY_ROOT, signatures=tuple(mixed)), PayloadType.AGREEMENT, BRAVO.root.key)


def test_only_signatures_on_one_payload_merge():
    """Not even under another type."""
    with pytest.raises(Malformed):
        BY_ROOT.merged(sign_by_root(PayloadType.AGREEMENT, b"payloaD", DELTA.root_key))
    with pytest.raises(Malformed):
        BY_ROOT.merged(sign_by_root(PayloadType.ACCEPTANCE, b"payload", DELTA.root_key))


def test_merging_twice_changes_nothing():
    both = BY_ROOT.merged(BY_OTHER_ROOT)

    assert both.merged(BY_OTHER_ROOT) == both
    assert len(both.signatures) == 4


def test_merging_never_makes_what_cannot_be_read():
    """A copy full of strangers' signatures must not make the file unreadable."""
    strangers = tuple(Signature(bytes([n]) * 32, b"junk") for n in range(limits.SIGNATURES))

    with pytest.raises(Malformed):
        BY_ROOT.merged(replace(BY_ROOT, signatures=strangers))


def test_a_forged_signature_does_not_keep_the_true_one_out():
    """What does not verify is left behind before copies are merged."""
    forged = replace(
        BY_OTHER_ROOT, signatures=tuple(replace(s, value=b"junk") for s in BY_OTHER_ROOT.signatures)
    )
    mine = only_verified(BY_ROOT.merged(forged), [BRAVO.root.key, DELTA.root.key])

    assert mine == BY_ROOT
    assert verify_by_root(mine.merged(BY_OTHER_ROOT), PayloadType.AGREEMENT, DELTA.root.key)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"payloadType": "application/vnd.hotline.other.v1+json"}, "payloadType"),
        ({"payload": "cGF5bG9hZA"}, "payload"),
        ({"signatures": []}, "signatures"),
        ({"signatures": [{"keyid": "00" * 32, "sig": ""}] * 2}, "signatures"),
        ({"signatures": [{"keyid": "00" * 31, "sig": ""}]}, "signatures.0.keyid"),
        ({"signatures": [{"keyid": f"{n:064x}", "sig": ""} for n in range(33)]}, "signatures"),
        ({"comment": "x"}, "comment"),
    ],
)
def test_a_wrong_envelope_is_refused_by_its_field(change, field):
    """One key id at most once, at most SIGNATURES of them, known types, no other fields."""
    with pytest.raises(Malformed) as caught:
        signed_from_document(json.loads(BY_DEVICE.to_json()) | change, "sample")

    assert field in caught.value.where


def test_one_key_signs_once_in_cbor_too():
    """The same limits hold in both forms."""
    with pytest.raises(Malformed):
        signed_from_value([str(PayloadType.HAVE), b"", [[bytes(32), b""]] * 2], "sample")
    with pytest.raises(Malformed):
        signed_from_value([str(PayloadType.HAVE), b"", []], "sample")
    with pytest.raises(Malformed):
        signed_from_value(["application/vnd.hotline.other", b"", [[bytes(32), b""]]], "sample")


@given(st.one_of(mangled(BY_DEVICE.to_json()), st.binary(max_size=100)))
def test_no_bytes_as_a_file_raise_anything_but_a_refusal(raw):
    read_or_rejected(signed_from_json, raw)


@given(st.one_of(mangled(write_cbor(BY_DEVICE.to_value())), st.binary(max_size=100)))
def test_no_bytes_as_cbor_raise_anything_but_a_refusal(raw):
    read_or_rejected(from_cbor, raw)


@given(mangled(write_cbor(BY_DEVICE.to_value())))
def test_what_was_changed_on_the_way_is_never_taken_for_true(raw):
    """If it still reads and verifies, it is the very same document."""

    def read(each: bytes) -> None:
        signed = from_cbor(each)
        verify_by_device(signed, PayloadType.HAVE, BRAVO.device)
        assert signed == BY_DEVICE

    read_or_rejected(read, raw)
