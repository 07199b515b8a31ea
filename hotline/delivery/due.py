"""What is due to whom, from header, audience and membership alone; never from what is asked for.

Not here: what a desk lacks of it (`coverage`), and when it is sent (`client.station`).
Source: docs/SPEC.md 7.2.
"""

from __future__ import annotations

from datetime import datetime

from hotline.agreement.clauses import Terms
from hotline.agreement.text import Function
from hotline.errors import NotTrusted
from hotline.identity.credential import Credential, check_dates
from hotline.ids import DeviceId, PartyId, StatementId
from hotline.kinds.catalogue import KINDS
from hotline.kinds.risk import RiskClose
from hotline.transcript.transcript import Transcript
from hotline.transcript.verdict import State


def header_due(transcript: Transcript, credential: Credential, now: datetime) -> bool:
    """Whether that desk is to get the headers: its party is in the agreement, and the desk is in order.

    A desk that was revoked, or whose credential has expired, and a party that left get nothing more.
    """
    member = transcript.terms_for_next().member(credential.party)
    if member is None or transcript.revocation_of(credential.party, credential.device) is not None:
        return False
    try:
        check_dates(credential, now)
    except NotTrusted:
        return False
    return True


def body_due(transcript: Transcript, id: StatementId, party: PartyId) -> bool:
    """Whether the body of a held statement is to go to the desks of that party."""
    terms = transcript.terms_for_next()
    if terms.member(party) is None:
        return False
    header = transcript.header(id)
    kind = KINDS.get(header.kind)
    if kind is not None and kind.RECORD and header.audience == "all" and not header.held:
        return True
    if not header.is_for(party) or not _joined_before(transcript, id, party):
        return False
    return not header.held or escrowed_to(transcript, id, party) or bool(releases(transcript, id))


def due_while_held(transcript: Transcript, id: StatementId, device: DeviceId) -> bool:
    """Whether that desk is to get a held body before its release."""
    desk = transcript.desks().get(device)
    return desk is not None and escrowed_to(transcript, id, desk.party)


def escrowed_to(transcript: Transcript, id: StatementId, party: PartyId) -> bool:
    """Whether a held body goes to that party at once: to the mediator, where the clause has escrow."""
    terms = _terms(transcript, id)
    member = terms.member(party)
    escrow = terms.escrow(transcript.header(id).kind)
    return escrow and member is not None and member.function is Function.MEDIATOR


def releases(transcript: Transcript, id: StatementId) -> list[StatementId]:
    """The author's statements that release a held body: a valid `risk-close` that comes after it.

    Where the close's own body is not shown here, its header must do.
    """
    header = transcript.header(id)
    if not header.held or header.refers_to is None:
        return []
    return [each for each in transcript.replies(header.refers_to) if _releases(transcript, each, id)]


def _releases(transcript: Transcript, close: StatementId, filing: StatementId) -> bool:
    header = transcript.header(close)
    if header.kind != "risk-close" or header.author != transcript.header(filing).author:
        return False
    entry = transcript.entry(close)
    names = not isinstance(entry.content, RiskClose) or entry.content.filing == filing
    return names and entry.verdict.state is State.VALID and transcript.is_ancestor(filing, close)


def _joined_before(transcript: Transcript, id: StatementId, party: PartyId) -> bool:
    """Whether the party was in the agreement that the statement was said under, or gets what was before."""
    if _terms(transcript, id).member(party) is not None:
        return True
    return transcript.terms_for_next().text.history.bodies == "from-first"


def _terms(transcript: Transcript, id: StatementId) -> Terms:
    """The terms of a statement. One with history incomplete is taken at its author's word."""
    current = transcript.terms_for_next()
    return current if transcript.header(id).agreement == current.id else transcript.terms_of(id)
