"""The signed documents that Record statements carry: each counts by its own signatures, whatever carries it.

What does not verify is None here: it counts for nothing, and validity says so of its carrier.
Source: docs/SPEC.md 3, 4 and 9.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from hotline.agreement.chain import Acceptance, open_acceptance
from hotline.agreement.text import AgreementText, agreement_id, read_agreement
from hotline.codec import Document, as_document
from hotline.errors import Rejected
from hotline.identity.card import open_card_content
from hotline.identity.revocation import Revocation, open_revocation
from hotline.identity.root import Root, open_root
from hotline.ids import AgreementId
from hotline.signed import DsseDocument, PayloadType, Signed
from hotline.statements.body import read_body
from hotline.statements.header import Statement
from hotline.transcript.desks import Desk

Amendment = tuple[AgreementId, AgreementText]
Carried = Desk | Amendment | Acceptance | Revocation


class _WithRoot(Document):
    root: DsseDocument
    document: DsseDocument


class _Alone(Document):
    document: DsseDocument


def open_carried(statement: Statement, body: bytes) -> Carried | None:
    """What the statement carries, opened and verified."""
    reader = _READERS.get(statement.header.kind)
    if reader is None:
        return None
    try:
        return reader(statement, read_body(body).content)
    except Rejected:
        return None


def _desk(statement: Statement, content: Mapping[str, Any]) -> Desk | None:
    card = open_card_content(content)
    header = statement.header
    own = card.credential.device == header.author
    return Desk(card, header.life, header.seq, statement.id) if own else None


def _amendment(_statement: Statement, content: Mapping[str, Any]) -> Amendment | None:
    signed = as_document(dict(content), _Alone, "agreement").document.to_signed()
    if signed.type is not PayloadType.AGREEMENT:
        return None
    return agreement_id(signed.payload), read_agreement(signed.payload)


def _acceptance(_statement: Statement, content: Mapping[str, Any]) -> Acceptance:
    root, signed = _with_root(content, "acceptance")
    return open_acceptance(signed, root)


def _revocation(_statement: Statement, content: Mapping[str, Any]) -> Revocation:
    root, signed = _with_root(content, "revocation")
    return open_revocation(signed, root)


def _with_root(content: Mapping[str, Any], what: str) -> tuple[Root, Signed]:
    parts = as_document(dict(content), _WithRoot, what)
    return open_root(parts.root.to_signed(f"{what}, root")), parts.document.to_signed(what)


_READERS: Mapping[str, Callable[[Statement, Mapping[str, Any]], Carried | None]] = {
    "desk": _desk,
    "agreement": _amendment,
    "acceptance": _acceptance,
    "revocation": _revocation,
}

CARRYING = frozenset(_READERS)
"""The kinds that carry a signed document."""
