"""Credentials: a party's root says which officer holds a device, in which role, from when to when.

Not here: whether a root has taken one back (`revocation`). Source: docs/SPEC.md 3.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, model_validator

from hotline import limits
from hotline.codec import (
    INTEGER_MAX,
    Document,
    Time,
    make_document,
    read_document,
    whole_milliseconds,
    write_document,
)
from hotline.crypto.signing import RootKey, SigningKey
from hotline.errors import NotTrusted
from hotline.fields import DeviceField, PartyField
from hotline.identity.root import Root
from hotline.sentence import sentence
from hotline.signed import PayloadType, Signed, sign_by_device, sign_by_root, verify_by_device, verify_by_root

WHAT = "credential"
REQUEST = "credential request"


class Role(StrEnum):
    """As what an officer acts for the party."""

    DUTY_OFFICER = "duty-officer"
    LIAISON = "liaison"
    ANALYST = "analyst"
    OBSERVER = "observer"
    MEDIATOR = "mediator"
    EXERCISE_CONTROL = "exercise-control"


OfficerName = Annotated[str, Field(min_length=1, max_length=80)]
Serial = Annotated[int, Field(ge=1, le=INTEGER_MAX)]


class CredentialRequest(Document):
    """What a new desk asks of its party's root. Signed by the device, so it shows that it has the key."""

    v: Literal[1] = 1
    device: DeviceField
    officer: OfficerName
    role: Role
    exercise: bool
    made_at: Time


class Credential(Document):
    """The root's word for one device. `desk` is the number that people see in statement numbers."""

    v: Literal[1] = 1
    party: PartyField
    officer: OfficerName
    role: Role
    desk: int = Field(ge=1, le=9999)
    device: DeviceField
    exercise: bool
    serial: Serial
    not_before: Time
    not_after: Time

    @model_validator(mode="after")
    def _dates_in_order(self) -> Credential:
        if self.not_before >= self.not_after:
            raise ValueError("not_after must be later than not_before")
        return self


def request(officer: str, role: Role, exercise: bool, key: SigningKey, now: datetime) -> Signed:
    """A request for this device. Raises Malformed when the name cannot be."""
    document = make_document(
        CredentialRequest,
        REQUEST,
        device=key.device,
        officer=officer,
        role=role,
        exercise=exercise,
        made_at=whole_milliseconds(now),
    )
    return sign_by_device(PayloadType.CREDENTIAL_REQUEST, write_document(document), key)


def open_request(signed: Signed) -> CredentialRequest:
    """Reads and verifies. Raises Malformed, BadSignature."""
    document = read_document(signed.payload, CredentialRequest, REQUEST, limits.IDENTITY_BYTES)
    verify_by_device(signed, PayloadType.CREDENTIAL_REQUEST, document.device)
    return document


def issue(root_key: RootKey, credential: Credential) -> Signed:
    """The root's signatures on it."""
    return sign_by_root(PayloadType.CREDENTIAL, write_document(credential), root_key)


def open_credential(signed: Signed, root: Root) -> Credential:
    """Reads and verifies all but the dates. Raises Malformed, BadSignature, NotTrusted."""
    verify_by_root(signed, PayloadType.CREDENTIAL, root.key)
    credential = read_document(signed.payload, Credential, WHAT, limits.IDENTITY_BYTES)
    if credential.party != root.id:
        raise NotTrusted("The credential names another party than the one that signed it.")
    if credential.exercise != root.document.exercise:
        raise NotTrusted("One of credential and root is for exercises, the other is for real use.")
    return credential


def check_dates(credential: Credential, at: datetime) -> None:
    """Raises NotTrusted when the credential does not hold at that time."""
    if at < credential.not_before:
        raise NotTrusted(
            sentence("The credential of {officer} is not valid yet.", officer=credential.officer)
        )
    if at >= credential.not_after:
        raise NotTrusted(
            sentence("The credential of {officer} has expired.", officer=credential.officer),
            "Ask the party's root for a new one.",
        )
