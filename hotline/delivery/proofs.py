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
    found: dict[str, list[Proof]] = {"delivered": [], "heard": []}
    for reply in transcript.replies(id):
        kind = transcript.header(reply).kind
        proof = _proof(transcript, id, transcript.entry(reply)) if kind in found else None
        if proof is not None:
            found[kind].append(proof)
    return Proofs(tuple(found["delivered"]), tuple(found["heard"]))


def shows_delivery(transcript: Transcript, id: StatementId, party: PartyId, signed: Signed) -> bool:
    """Whether this have, carried by a `delivered`, would prove that a desk of theirs has the statement."""
    have = checked_have(transcript, party, signed)
    return have is not None and Coverage(transcript, have).covers_body(id)


def shows_life(transcript: Transcript, id: StatementId, party: PartyId, signed: Signed) -> bool:
    """Whether this have would be a sign of life since the statement: by its own date it is not older."""
    have = checked_have(transcript, party, signed)
    return have is not None and have.at >= transcript.header(id).said_at


def checked_have(transcript: Transcript, party: PartyId, signed: Signed) -> Have | None:
    """A have for this channel that a desk of that party signed, one that is in the record; or None."""
    have = _opened(signed)
    if have is None or have.channel != transcript.terms_for_next().channel:
        return None
    return have if have.device in transcript.desks_of(party) else None


def _proof(transcript: Transcript, id: StatementId, entry: Entry) -> Proof | None:
    content = entry.content
    if entry.verdict != VALID or not isinstance(content, Delivered | Heard):
        return None
    signed = content.have.to_signed()
    if isinstance(content, Delivered):
        good = content.statement == id and shows_delivery(transcript, id, content.party, signed)
    else:
        good = shows_life(transcript, id, content.party, signed)
    have = _opened(signed)
    if not good or have is None:
        return None
    return Proof(content.party, have.at, entry.header.said_at, entry.id)


@lru_cache(maxsize=1024)  # each is looked at again whenever what is owed is asked for
def _opened(signed: Signed) -> Have | None:
    try:
        return open_have(signed)
    except Rejected:
        return None
