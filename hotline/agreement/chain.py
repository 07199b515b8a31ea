"""The chain of agreements: the first, signed by every root, and each party's acceptances of amendments.

Not here: which terms are in force (`in_force`). Source: docs/SPEC.md 4.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from hotline import limits
from hotline.agreement.clauses import Terms
from hotline.agreement.text import AgreementText, agreement_id, read_agreement, write_agreement
from hotline.codec import INTEGER_MAX, Document, Time, read_document, write_document
from hotline.crypto.signing import RootKey
from hotline.errors import BadSignature, Malformed, NotTrusted
from hotline.fields import AgreementField, ChannelField, PartyField
from hotline.identity.root import Root
from hotline.ids import ChannelId, PartyId
from hotline.signed import PayloadType, Signed, sign_by_root, verify_by_root

# The first agreement


def sign_agreement(payload: bytes, key: RootKey) -> Signed:
    """One party's copy; `Signed.merged` brings copies together. Raises Malformed for what is no agreement."""
    read_agreement(payload)
    return sign_by_root(PayloadType.AGREEMENT, payload, key)


def signed_by_all(signed: Signed, text: AgreementText, roots: Mapping[PartyId, Root]) -> list[PartyId]:
    """The parties whose root has not signed, in the agreement's order; empty when it is in force."""
    return [each.party for each in text.parties if not _signed_by(signed, roots.get(each.party))]


def _signed_by(signed: Signed, root: Root | None) -> bool:
    if root is None:
        return False
    try:
        verify_by_root(signed, PayloadType.AGREEMENT, root.key)
    except BadSignature:
        return False
    return True


def open_first(signed: Signed) -> Terms:
    """The terms of the agreement that constitutes a channel. Whether all signed, `signed_by_all` says.

    Raises Malformed, also for an amendment.
    """
    if signed.type is not PayloadType.AGREEMENT:
        raise Malformed("agreement", "is another kind of document")
    return first_terms(read_agreement(signed.payload), signed.payload)


def first_terms(text: AgreementText, payload: bytes | None = None) -> Terms:
    """A first agreement as terms. Raises Malformed for an amendment."""
    if text.parent is not None:
        raise Malformed("agreement, parent", "names another agreement: an amendment constitutes no channel")
    id = agreement_id(write_agreement(text) if payload is None else payload)
    return Terms(id, ChannelId(id), text)


# Acceptances


class Acceptance(Document):
    """One party's word on one amendment. For one party and one parent the highest number counts."""

    v: Literal[1] = 1
    channel: ChannelField
    agreement: AgreementField
    party: PartyField
    number: Annotated[int, Field(ge=1, le=INTEGER_MAX)]
    accept: bool
    made_at: Time
    not_after: Time


def accept(key: RootKey, acceptance: Acceptance) -> Signed:
    return sign_by_root(PayloadType.ACCEPTANCE, write_document(acceptance), key)


def open_acceptance(signed: Signed, root: Root) -> Acceptance:
    """Raises Malformed, BadSignature, or NotTrusted when it speaks for another party than its signer."""
    payload = verify_by_root(signed, PayloadType.ACCEPTANCE, root.key)
    acceptance = read_document(payload, Acceptance, "acceptance", limits.BODY_BYTES)
    if acceptance.party != root.id:
        raise NotTrusted("The acceptance is signed by another party than the one that it names.")
    return acceptance
