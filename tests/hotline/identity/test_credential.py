"""Credentials: a root's word for a device, for a time, for exercises or for real."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from hotline.codec import write_document
from hotline.crypto.signing import SigningKey
from hotline.errors import BadSignature, Malformed, NotTrusted
from hotline.identity.credential import (
    Role,
    check_dates,
    issue,
    open_credential,
    open_request,
    request,
)
from hotline.identity.root import make_root
from hotline.signed import PayloadType, sign_by_device, sign_by_root
from tests.hotline.mangling import refused
from tests.hotline.people import DAY, NOW, credential_for, desk, dice

BRAVO, DELTA = desk("BRV"), desk("DLT")
INSTANT = timedelta(milliseconds=1)


def test_a_request_shows_that_its_device_has_the_key():
    """The root's officer sees whom the device names, signed by the device."""
    asked = open_request(request("A. Officer", Role.LIAISON, True, BRAVO.key, NOW))

    assert (asked.device, asked.officer, asked.role, asked.made_at) == (
        BRAVO.device,
        "A. Officer",
        Role.LIAISON,
        NOW,
    )


def test_a_request_for_anothers_device_is_refused():
    """Nobody gets a credential for a key that he does not have."""
    payload = request("A. Officer", Role.LIAISON, True, BRAVO.key, NOW).payload

    with pytest.raises(BadSignature):
        open_request(sign_by_device(PayloadType.CREDENTIAL_REQUEST, payload, DELTA.key))


def test_a_request_without_a_name_is_not_made():
    with pytest.raises(Malformed, match="officer"):
        request("", Role.LIAISON, True, BRAVO.key, NOW)


def test_a_credential_reads_back():
    assert open_credential(BRAVO.signed_credential, BRAVO.root) == BRAVO.credential


def test_a_credential_of_another_party_is_refused():
    """Neither under its signature nor under ours."""
    with pytest.raises(BadSignature):
        open_credential(DELTA.signed_credential, BRAVO.root)
    with pytest.raises(NotTrusted):
        open_credential(issue(BRAVO.root_key, DELTA.credential), BRAVO.root)


@pytest.mark.parametrize("half", [0, 1])
def test_a_credential_with_one_signature_is_refused(half):
    signatures = BRAVO.signed_credential.signatures[half : half + 1]

    with pytest.raises(BadSignature):
        open_credential(replace(BRAVO.signed_credential, signatures=signatures), BRAVO.root)


@pytest.mark.parametrize("root_is_for", [True, False])
def test_exercise_and_real_do_not_mix(root_is_for):
    """A root for exercises vouches for nobody in earnest, and the other way round."""
    root = make_root("BRV", "Bravo", root_is_for, BRAVO.root_key, NOW)
    credential = credential_for(root, BRAVO.key, exercise=not root_is_for)

    with pytest.raises(NotTrusted, match="exercises"):
        open_credential(issue(BRAVO.root_key, credential), root)


def test_it_holds_from_its_first_instant_to_before_its_last():
    """not_before ≤ t < not_after."""
    check_dates(BRAVO.credential, NOW)
    check_dates(BRAVO.credential, NOW + DAY - INSTANT)

    with pytest.raises(NotTrusted, match="not valid yet"):
        check_dates(BRAVO.credential, NOW - INSTANT)
    with pytest.raises(NotTrusted, match="expired"):
        check_dates(BRAVO.credential, NOW + DAY)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("role", "admiral"),
        ("desk", 0),
        ("desk", 10_000),
        ("desk", True),
        ("serial", 0),
        ("serial", 2**53 - 1 + 1),
        ("device", "00" * 32),
        ("device", (2**255 - 1).to_bytes(32, "little").hex()),
        ("not_after", "2026-11-23T14:08:32.123Z"),
        ("officer", ""),
        ("party", "00"),
        ("extra", None),
    ],
)
def test_a_wrong_field_is_refused_although_the_root_signed_it(field, value):
    """Bounds and types; a term of no length; keys of small order; fields that nobody knows."""
    payload = json.dumps(json.loads(write_document(BRAVO.credential)) | {field: value}).encode()

    refused(
        lambda: open_credential(sign_by_root(PayloadType.CREDENTIAL, payload, BRAVO.root_key), BRAVO.root),
        "credential",
    )


def test_a_revocation_is_no_credential():
    """Types keep documents apart whose fields might be alike."""
    signed = sign_by_root(PayloadType.REVOCATION, write_document(BRAVO.credential), BRAVO.root_key)

    with pytest.raises(BadSignature):
        open_credential(signed, BRAVO.root)


def test_a_device_cannot_issue_for_itself():
    """Its own signature under a credential counts for nothing."""
    key = SigningKey.generate(dice("device"))
    payload = write_document(credential_for(BRAVO.root, key))

    with pytest.raises(BadSignature):
        open_credential(sign_by_device(PayloadType.CREDENTIAL, payload, key), BRAVO.root)
