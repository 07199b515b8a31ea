"""What is owed: today that a named officer acknowledges what has reached their desk.

A pure function of the record and the time: the same on every desk that holds the same record. What no longer
counts obliges nobody; what its own author owes by it stays owed. Source: docs/SPEC.md 10.2 to 10.5.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from hotline.agreement.text import Function
from hotline.codec import later
from hotline.delivery.proofs import Proofs, proofs
from hotline.delivery.states import recipients
from hotline.ids import PartyId, StatementId
from hotline.kinds.catalogue import KINDS
from hotline.obligations.clock import Start, presumed_start, start_of
from hotline.obligations.rights import lost_right
from hotline.transcript.entry import Entry
from hotline.transcript.transcript import Transcript
from hotline.transcript.verdict import State as VerdictState

BY_MACHINES = frozenset({"acknowledgement", "comm-check", "comm-check-answer", "risk-close"})
"""Owed no acknowledgement: one itself, what has its own answer, and what desks say by themselves."""
OWING = frozenset({Function.PRINCIPAL, Function.MEDIATOR})


class State(StrEnum):
    """How an obligation stands."""

    OPEN = "open"
    MET = "met"
    MET_LATE = "met late"
    OVERDUE = "overdue"  # and delivered: unanswered
    UNREACHED = "unreached"  # no sign of life: no clock runs
    UNCONFIRMED = "unconfirmed"  # signs of life, but no proof of delivery
    CONTESTED = "contested"  # the clocks contradict each other
    WAIVED = "waived"  # the request no longer gives its author's party a right


@dataclass(frozen=True, slots=True)
class Request:
    """A statement that is to be acknowledged, by whom, and within what time from its delivery."""

    statement: StatementId
    owing: tuple[PartyId, ...]
    within: timedelta
    clause: str


@dataclass(frozen=True, slots=True)
class Obligation:
    """Who owes what to whom, because of which statement and by which clause. Codes are for sentences."""

    owes: PartyId
    owed_to: PartyId
    kind: str
    because: StatementId
    clause: str
    within: timedelta
    said_at: datetime
    start: Start | None  # None: no clock runs
    due_at: datetime | None  # where the start is contested, by the later
    state: State
    reply: StatementId | None  # what met it, or may have
    replied_at: datetime | None
    why: str  # of what was waived
    number: str
    owes_code: str
    owed_to_code: str


# What is to be acknowledged


def is_request(transcript: Transcript, id: StatementId) -> bool:
    """Whether a held statement is of a kind that is to be acknowledged. Who owes it: `request_of`."""
    header = transcript.header(id)
    kind = KINDS.get(header.kind)
    return kind is not None and not (kind.RECORD or kind.NAME in BY_MACHINES or header.held)


def request_of(transcript: Transcript, id: StatementId) -> Request | None:
    """What a statement asks of the parties that it is for. None: nothing, or nothing yet, its history being
    incomplete."""
    terms = transcript.terms_of(id)
    rule = terms.acknowledge_within(transcript.header(id).precedence)
    if rule is None or not is_request(transcript, id):
        return None
    if transcript.entry(id).verdict.state is not VerdictState.VALID:
        return None
    owing = [each for each in recipients(transcript, id) if terms.members[each].function in OWING]
    return Request(id, tuple(owing), *rule) if owing else None


def requests(transcript: Transcript) -> Iterator[Request]:
    """Every statement that asks something of others, in display order."""
    clauses = (clause for text in transcript.texts() for clause in text.precedences)
    asking = {clause.value for clause in clauses if clause.acknowledge_within is not None}
    found = (request_of(transcript, id) for id in transcript.of_precedence(*asking))
    return (each for each in found if each is not None)


def recorded(transcript: Transcript, request: Request, party: PartyId) -> Proofs:
    """What the record already shows of this request's way to that party."""
    found = proofs(transcript, request.statement)
    return Proofs(
        tuple(each for each in found.delivered if each.party == party),
        tuple(each for each in found.heard if each.party == party),
    )


def wants_witness(transcript: Transcript, request: Request, party: PartyId, now: datetime) -> bool:
    """Whether an answer is here that no other party's statement comes after yet, and the time is not over.

    Whoever can says something now, a `heard` for one: its date then bears out that the answer was in time.
    """
    start = _start(transcript, request, recorded(transcript, request, party), now)
    if start is None or now > later(start.earliest, request.within):
        return False
    replies = list(_replies(transcript, request, party))
    others = _others(transcript, request, party)
    return bool(replies) and all(transcript.seen_by(each.id, others) is None for each in replies)


# What is owed


def obligations(transcript: Transcript, now: datetime) -> list[Obligation]:
    """Every obligation of the record with its state, in display order of what it is owed for."""
    return [
        _obligation(transcript, request, party, now)
        for request in requests(transcript)
        for party in request.owing
    ]


def _obligation(transcript: Transcript, request: Request, party: PartyId, now: datetime) -> Obligation:
    entry = transcript.entry(request.statement)
    members = transcript.terms_of(request.statement).members
    assert entry.party is not None  # a valid statement has a speaker
    facts = recorded(transcript, request, party)
    start = _start(transcript, request, facts, now)
    others = _others(transcript, request, party)
    answers = [
        (_answered(transcript, request, others, start, each), each)
        for each in _replies(transcript, request, party)
    ]
    state, reply = (
        min(answers, key=_best) if answers else (_unanswered(entry, request, facts, start, now), None)
    )
    why = lost_right(transcript, request.statement)
    return Obligation(
        owes=party,
        owed_to=entry.party,
        kind="acknowledgement",
        because=request.statement,
        clause=request.clause,
        within=request.within,
        said_at=entry.header.said_at,
        start=start,
        due_at=later(start.latest, request.within) if start else None,
        state=State.WAIVED if why else state,
        reply=reply.id if reply else None,
        replied_at=reply.header.said_at if reply else None,
        why=why,
        number=entry.number,
        owes_code=members[party].code,
        owed_to_code=members[entry.party].code,
    )


def _start(transcript: Transcript, request: Request, facts: Proofs, now: datetime) -> Start | None:
    """When the clock began: at the delivery, or, that time being past, when the agreement presumes it."""
    start = start_of(transcript.header(request.statement).said_at, facts.delivered)
    if start is not None:
        return start
    after = transcript.terms_of(request.statement).text.delivery.presumed_after
    presumed = presumed_start(facts.heard, after)
    return presumed if presumed is not None and presumed.latest <= now else None


def _replies(transcript: Transcript, request: Request, party: PartyId) -> Iterator[Entry]:
    """What an officer of that party answered, an acknowledgement or more, so far as it counts."""
    for id in transcript.replies(request.statement):
        kind = KINDS.get(transcript.header(id).kind)
        if kind is None or kind.RECORD or kind.NAME in BY_MACHINES - {"acknowledgement"}:
            continue
        entry = transcript.entry(id)
        if entry.party == party and transcript.standing(id).counts:
            yield entry


def _others(transcript: Transcript, request: Request, party: PartyId) -> frozenset[PartyId]:
    """The request's other parties: whose dates can bear out an answer of this one's."""
    return frozenset(transcript.terms_of(request.statement).members) - {party}


def _answered(
    transcript: Transcript, request: Request, others: frozenset[PartyId], start: Start | None, reply: Entry
) -> State:
    """In time where others' dates bear that out, late where its own or others' say so; both, or neither:
    contested. An answer to what nothing shows to be delivered is in time: no clock ran."""
    if start is None:
        return State.MET
    seen, saw = transcript.seen_by(reply.id, others), transcript.saw(reply.id, others)
    in_time = seen is not None and seen <= later(start.earliest, request.within)
    last = max(reply.header.said_at, saw) if saw is not None else reply.header.said_at
    late = last > later(start.latest, request.within)
    if in_time == late:
        return State.CONTESTED
    return State.MET if in_time else State.MET_LATE


def _best(answer: tuple[State, Entry]) -> tuple[int, datetime, StatementId]:
    state, entry = answer
    return [State.MET, State.CONTESTED, State.MET_LATE].index(state), entry.header.said_at, entry.id


def _unanswered(entry: Entry, request: Request, facts: Proofs, start: Start | None, now: datetime) -> State:
    if start is None:
        if now <= later(entry.header.said_at, 2 * request.within):
            return State.OPEN
        return State.UNCONFIRMED if facts.heard else State.UNREACHED
    if now <= later(start.earliest, request.within):
        return State.OPEN
    return State.OVERDUE if now > later(start.latest, request.within) else State.CONTESTED
