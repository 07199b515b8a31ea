"""A party's root: two keys under one name, signed by both.

Not here: whether people have compared it over a voice line (`numbers` gives what they compare).
Source: docs/SPEC.md 3.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from hotline import limits
from hotline.codec import (
    Base64,
    Document,
    Time,
    labelled_hash,
    make_document,
    read_document,
    whole_milliseconds,
    write_document,
)
from hotline.crypto.labels import PARTY
from hotline.crypto.signing import MLDSA65_KEY_BYTES, RootKey, RootPublicKey
from hotline.fields import Ed25519Field
from hotline.ids import PartyId
from hotline.signed import PayloadType, Signed, sign_by_root, verify_by_root

WHAT = "root document"

PartyCode = Annotated[str, Field(pattern=r"^[A-Z]{2,5}$")]
PartyName = Annotated[str, Field(min_length=1, max_length=80)]


class RootDocument(Document):
    """What a root says of itself. `exercise` is for life: such a root never speaks for real."""

    v: Literal[1] = 1
    code: PartyCode
    name: PartyName
    exercise: bool
    ed25519: Ed25519Field
    mldsa65: Annotated[Base64, Field(min_length=MLDSA65_KEY_BYTES, max_length=MLDSA65_KEY_BYTES)]
    made_at: Time


@dataclass(frozen=True, slots=True)
class Root:
    """A root whose own signatures were verified. That it is whose it says, only people can find out."""

    document: RootDocument
    signed: Signed
    id: PartyId
    key: RootPublicKey


def party_id(key: RootPublicKey) -> PartyId:
    return PartyId(labelled_hash(PARTY, key.ed25519, key.mldsa65))


def make_root(code: str, name: str, exercise: bool, key: RootKey, now: datetime) -> Root:
    """A new party. Raises Malformed when code or name cannot be."""
    document = make_document(
        RootDocument,
        WHAT,
        code=code,
        name=name,
        exercise=exercise,
        ed25519=key.public.ed25519,
        mldsa65=key.public.mldsa65,
        made_at=whole_milliseconds(now),
    )
    signed = sign_by_root(PayloadType.ROOT, write_document(document), key)
    return Root(document, signed, party_id(key.public), key.public)


def open_root(signed: Signed) -> Root:
    """Reads and verifies. Raises Malformed, BadSignature."""
    document = read_document(signed.payload, RootDocument, WHAT, limits.IDENTITY_BYTES)
    key = RootPublicKey(document.ed25519, document.mldsa65)
    verify_by_root(signed, PayloadType.ROOT, key)
    return Root(document, signed, party_id(key), key)
