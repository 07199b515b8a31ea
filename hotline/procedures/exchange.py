"""The sealed exchange: parties file estimates whose bodies stay back, each closes, and all open together.

A party that was asked walks through this table; nothing else can happen to it. Who is silent is named and
blocks nobody. Pure: the same on every desk that holds the same record. Source: docs/SPEC.md 11.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import reduce

from hotline.codec import later, whole_milliseconds
from hotline.delivery.due import escrowed_to, releases
from hotline.ids import PartyId, StatementId
from hotline.kinds.risk import RiskEstimate, RiskQuestion
from hotline.procedures.pool import Pooled, pool
from hotline.transcript.entry import Entry
from hotline.transcript.transcript import Transcript
from hotline.transcript.verdict import VALID
from hotline.transcript.verdict import State as VerdictState

OF_THE_BODY = frozenset({"body-malformed", "copied-body", "too-many-words"})
"""What makes a filing invalid by its body alone: it was filed all the same."""


class State(StrEnum):
    """Where a party is in a round."""

    ASKED = "asked"
    FILED = "filed"
    CLOSED = "closed"
    RELEASED = "released"
    SILENT = "silent"
    UNRELEASED = "filed and not released"
    RELEASED_INVALID = "released and invalid"


class Step(StrEnum):
    """What the record or the time shows of a party; in the order in which they are looked at."""

    FILES = "files"
    CLOSES = "closes"
    SHOWS = "shows its estimate"
    SHOWS_INVALID = "shows what is no estimate"
    TIME_IS_OVER = "deadline and grace are over"


NEXT = {
    (State.ASKED, Step.FILES): State.FILED,
    (State.FILED, Step.CLOSES): State.CLOSED,
    (State.CLOSED, Step.SHOWS): State.RELEASED,
    (State.CLOSED, Step.SHOWS_INVALID): State.RELEASED_INVALID,
    (State.ASKED, Step.TIME_IS_OVER): State.SILENT,
    (State.FILED, Step.TIME_IS_OVER): State.UNRELEASED,
    (State.CLOSED, Step.TIME_IS_OVER): State.UNRELEASED,
    (State.RELEASED, Step.TIME_IS_OVER): State.RELEASED,
    (State.RELEASED_INVALID, Step.TIME_IS_OVER): State.RELEASED_INVALID,
}


@dataclass(frozen=True, slots=True)
class Part:
    """One party's part in a round. `estimate` is there once it is released and valid, and held here."""

    state: State
    filing: StatementId | None = None
    close: StatementId | None = None
    estimate: RiskEstimate | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """A question with everyone's part, and what they estimate together.

    `agreed_on`: the parties of which each filing comes before all the others' closes; by headers alone, so
    the same for all. None: there are two largest such sets, and a new round is due.
    """

    question: StatementId
    parts: Mapping[PartyId, Part]
    agreed_on: frozenset[PartyId] | None
    pooled: Pooled | None

    @property
    def silent(self) -> tuple[PartyId, ...]:
        return tuple(party for party, part in self.parts.items() if part.state is State.SILENT)

    @property
    def new_round_due(self) -> bool:
        return self.agreed_on is None


def round_of(transcript: Transcript, question: StatementId, reader: PartyId, now: datetime) -> Round | None:
    """How a question stands, as a desk of `reader` may see it. None when its content is not held here."""
    content = _asked(transcript, question)
    if content is None or not transcript.standing(question).counts:
        return None
    over = _is_over(transcript, content, now)
    parts = {party: _part(transcript, question, party, reader, over) for party in content.asked}
    together = _agreed_on(transcript, parts)
    estimates = {party: parts[party].estimate for party in together or ()}
    return Round(question, parts, together, pool({who: each for who, each in estimates.items() if each}))


def may_close(transcript: Transcript, question: StatementId, party: PartyId, now: datetime) -> bool:
    """Whether a desk of that party, having filed, may say its `risk-close` now: it would be valid."""
    content = _asked(transcript, question)
    if content is None or party not in content.asked:
        return False
    filed = {each.party for each in _filings(transcript, question)}
    return party in filed and (filed >= set(content.asked) or _is_over(transcript, content, now))


def shown(transcript: Transcript, id: StatementId, reader: PartyId) -> bool:
    """Whether a body that is held here may be looked at by that party's officers.

    A body that came before its release stays sealed from view, but for its author. What the mediator has in
    escrow is open once another's close shows that the exchange is over.
    """
    if not transcript.header(id).held or transcript.entry(id).party == reader or releases(transcript, id):
        return True
    return escrowed_to(transcript, id, reader) and _closed_by_another(transcript, id)


def _asked(transcript: Transcript, question: StatementId) -> RiskQuestion | None:
    """What was asked; None while it is not held here: a filing may come before its question."""
    content = transcript.entry(question).content if question in transcript else None
    return content if isinstance(content, RiskQuestion) else None


# What the record shows of one party


def _is_over(transcript: Transcript, question: RiskQuestion, now: datetime) -> bool:
    """Whether a statement dated now is past deadline and grace."""
    grace = transcript.terms_for_next().grace("risk-question")
    return whole_milliseconds(now) > later(question.deadline, grace)


def _part(transcript: Transcript, question: StatementId, party: PartyId, reader: PartyId, over: bool) -> Part:
    filings = [each for each in _filings(transcript, question) if each.party == party]
    closed = [(filing, close) for filing in filings for close in _closes(transcript, filing)]
    filing, close = min(closed, key=lambda pair: _age(pair[1])) if closed else (_first(filings), None)
    steps = list(_steps(filing, close, over and _would_see(filing, close, reader)))
    state = reduce(lambda at, step: NEXT[at, step], steps, State.ASKED)
    content = filing.content if filing is not None and state is State.RELEASED else None
    estimate = content if isinstance(content, RiskEstimate) else None
    return Part(state, filing.id if filing else None, close.id if close else None, estimate)


def _steps(filing: Entry | None, close: Entry | None, over: bool) -> Iterator[Step]:
    if filing is not None:
        yield Step.FILES
    if filing is not None and close is not None:
        yield Step.CLOSES
        if filing.body is not None:
            yield Step.SHOWS if filing.verdict == VALID else Step.SHOWS_INVALID
    if over:
        yield Step.TIME_IS_OVER


def _would_see(filing: Entry | None, close: Entry | None, reader: PartyId) -> bool:
    """Whether a body that is not here tells this reader anything: not where it is not for them."""
    return filing is None or close is None or filing.header.is_for(reader)


def _filings(transcript: Transcript, question: StatementId) -> list[Entry]:
    """The estimates filed, by their headers: what is in them is looked at when they are released."""
    return [
        entry
        for entry in _answers(transcript, question, "risk-estimate")
        if entry.header.held and (entry.verdict.code in OF_THE_BODY or transcript.standing(entry.id).counts)
    ]


def _closes(transcript: Transcript, filing: Entry) -> list[Entry]:
    found = releases(transcript, filing.id)
    return [transcript.entry(each) for each in found if transcript.standing(each).counts]


def _answers(transcript: Transcript, question: StatementId, kind: str) -> Iterator[Entry]:
    replies = (id for id in transcript.replies(question) if transcript.header(id).kind == kind)
    return (transcript.entry(id) for id in replies)


def _closed_by_another(transcript: Transcript, filing: StatementId) -> bool:
    """Whether a valid close of another party comes after this filing."""
    question, own = transcript.header(filing).refers_to, transcript.entry(filing).party
    closes = _answers(transcript, question, "risk-close") if question is not None else iter(())
    return any(
        each.party != own
        and each.verdict.state is VerdictState.VALID
        and transcript.is_ancestor(filing, each.id)
        for each in closes
    )


def _first(filings: list[Entry]) -> Entry | None:
    return min(filings, key=_age, default=None)


def _age(entry: Entry) -> tuple[datetime, StatementId]:
    return entry.header.said_at, entry.id


# Who is pooled


def _agreed_on(transcript: Transcript, parts: Mapping[PartyId, Part]) -> frozenset[PartyId] | None:
    """The largest set of parties each of whose filings comes before all the others' closes; None on a tie."""
    closed = [party for party, part in parts.items() if part.close is not None]
    friends = {
        one: {
            other
            for other in closed
            if other != one and _saw_each_other(transcript, parts[one], parts[other])
        }
        for one in closed
    }
    found = sorted(_closed_groups(frozenset(), set(closed), set(), friends), key=len, reverse=True)
    tie = len(found) > 1 and len(found[0]) == len(found[1])
    return None if tie else found[0]


def _saw_each_other(transcript: Transcript, one: Part, other: Part) -> bool:
    return _saw(transcript, one, other) and _saw(transcript, other, one)


def _saw(transcript: Transcript, one: Part, other: Part) -> bool:
    """Whether the one had the other's filing before it closed."""
    if one.close is None or other.filing is None:
        return False
    return transcript.is_ancestor(other.filing, one.close)


def _closed_groups(
    chosen: frozenset[PartyId],
    open_to: set[PartyId],
    seen: set[PartyId],
    friends: Mapping[PartyId, set[PartyId]],
) -> Iterator[frozenset[PartyId]]:
    """Every set of mutual friends that no further one fits into, each once (Bron and Kerbosch, 1973)."""
    if not open_to and not seen:
        yield chosen
    while open_to:
        party = open_to.pop()
        yield from _closed_groups(chosen | {party}, open_to & friends[party], seen & friends[party], friends)
        seen.add(party)
