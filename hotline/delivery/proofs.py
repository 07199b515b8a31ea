"""What the record proves of a statement's way: `delivered` and `heard`, each with a party's own signed have.

A carried have counts by its own signature, whatever the standing of the statement that carries it; of that
one only its date is taken. Source: docs/SPEC.md 10.2.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from hotline.delivery.coverage import Coverage
from hotline.delivery.have import Have, open_have
from hotline.errors import Rejected
from hotline.ids import PartyId, StatementId
from hotline.kinds.record import Delivered, Heard
from hotline.signed import Signed
from hotline.transcript.entry import Entry
from hotline.transcript.transcript import Transcript
from hotline.transcript.verdict import VALID


@dataclass(frozen=True, slots=True)
class Proof:
    """A party's have in the record: when that desk says it was made, and when it was put there."""

    party: PartyId
    have_at: datetime  # by the desk of that party
    said_at: datetime  # by the desk that put it into the record
    said_in: StatementId


@dataclass(frozen=True, slots=True)
class Proofs:
    """Ascending by the statements that carry them."""

    delivered: tuple[Proof, ...]
    heard: tuple[Proof, ...]


def proofs(transcript: Transcript, id: StatementId) -> Proofs:
    """What the record shows of this statement's delivery, to whichever party."""
    entries = [
        transcript.entry(reply)
        for reply in transcript.replies(id)
        if transcript.header(reply).kind in {"delivered", "heard"}
    ]
    delivered = (_delivered(transcript, id, entry) for entry in entries)
    heard = (_heard(transcript, id, entry) for entry in entries)
    return Proofs(tuple(each for each in delivered if each), tuple(each for each in heard if each))


def carried_have(transcript: Transcript, content: Delivered | Heard) -> Have | None:
    """The carried have, if a desk of that party signed it for this channel."""
    have = _opened(content.have.to_signed())
    if have is None or have.channel != transcript.terms_for_next().channel:
        return None
    desk = transcript.desks().get(have.device)
    return have if desk is not None and desk.party == content.party else None


def _delivered(transcript: Transcript, id: StatementId, entry: Entry) -> Proof | None:
    content = entry.content
    if entry.verdict != VALID or not isinstance(content, Delivered) or content.statement != id:
        return None
    have = carried_have(transcript, content)
    covers = have is not None and Coverage(transcript, have).covers_body(id)
    return _proof(entry, content, have) if have is not None and covers else None


def _heard(transcript: Transcript, id: StatementId, entry: Entry) -> Proof | None:
    """A have older than the request, by its own date, is no sign of life since."""
    content = entry.content
    if entry.verdict != VALID or not isinstance(content, Heard):
        return None
    have = carried_have(transcript, content)
    fresh = have is not None and have.at >= transcript.header(id).said_at
    return _proof(entry, content, have) if have is not None and fresh else None


def _proof(entry: Entry, content: Delivered | Heard, have: Have) -> Proof:
    return Proof(content.party, have.at, entry.header.said_at, entry.id)


@lru_cache(maxsize=1024)  # each is looked at again whenever what is owed is asked for
def _opened(signed: Signed) -> Have | None:
    try:
        return open_have(signed)
    except Rejected:
        return None
