"""The joint board of risk: every question of a channel, who has filed, and what is open, side by side.

Made from the record and the time alone, so it is the same on every desk that holds the same record; what a
party may not look at yet is not in it. Source: docs/SPEC.md 11.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from client.engine.authors import author_of, number_of
from client.engine.reading.apart import apart
from client.engine.reading.shapes_board import (
    Apart,
    Board,
    Estimated,
    PartView,
    PhaseWord,
    PooledView,
    QuestionView,
    RiskCount,
)
from client.station.channel import Channel
from client.station.station import Station
from hotline.codec import later, to_rfc3339
from hotline.ids import PartyId, StatementId
from hotline.kinds.risk import RiskEstimate, RiskQuestion
from hotline.kinds.scales import Scale, likelihood_level, likelihood_word, risk_level
from hotline.procedures.exchange import Part, Round, State, round_of
from hotline.procedures.pool import Pooled, rounded
from hotline.transcript.verdict import VALID

UNDER_WAY = frozenset({State.FILED, State.CLOSED})


def board(station: Station, channel: Channel, questions: Sequence[StatementId], now: datetime) -> Board:
    """Of these questions, in the order of the record."""
    transcript = channel.transcript
    held = [each for each in questions if transcript.entry(each).content is not None]
    rounds = sorted(_rounds(station, channel, held, now), key=lambda each: _age(channel, each.question))
    views = [_question(station, channel, each, now) for each in rounds]
    followed = {each["first"] for each in views}
    for view in views:
        view["newest"] = view["id"] not in followed
    return {"questions": views, "hidden": len(questions) - len(held)}


def risk_count(
    station: Station, channel: Channel, questions: Sequence[StatementId], now: datetime
) -> RiskCount:
    """The same in a few numbers."""
    rounds = list(_rounds(station, channel, questions, now))
    followed = {channel.transcript.header(each.question).refers_to for each in rounds}
    found: RiskCount = {
        "risks": 0,
        "asked": 0,
        "sealed": 0,
        "far_apart": 0,
        "to_discuss": 0,
        "same_cell": 0,
    }
    for each in rounds:
        if each.question not in followed:
            gap = _apart(each)
            word = gap["word"] if gap is not None else None
            found["risks"] += 1
            found["asked"] += _asks(each, station.party)
            found["sealed"] += _phase(channel, each, station.party) == "sealed"
            found["far_apart"] += word == "far apart"
            found["to_discuss"] += word == "to discuss"
            found["same_cell"] += word == "same cell"
    return found


def _rounds(
    station: Station, channel: Channel, questions: Sequence[StatementId], now: datetime
) -> Iterator[Round]:
    for each in questions:
        found = round_of(channel.transcript, each, station.party, now)
        if found is not None:
            yield found


def _age(channel: Channel, question: StatementId) -> tuple[datetime, StatementId]:
    return channel.transcript.header(question).said_at, question


# One question


def _question(station: Station, channel: Channel, found: Round, now: datetime) -> QuestionView:
    transcript = channel.transcript
    header, content = transcript.header(found.question), transcript.entry(found.question).content
    assert isinstance(content, RiskQuestion), "a round is of a question that is held"
    author = author_of(station, channel, found.question)
    scale = content.scale or transcript.terms_of(found.question).text.scale
    grace = transcript.terms_for_next().grace("risk-question")
    first = header.refers_to
    return {
        "id": found.question.hex(),
        "number": number_of(station, channel, found.question),
        "party": author.code if author else None,
        "title": content.title,
        "event": content.event,
        "resolution": content.resolution,
        "resolve_by": to_rfc3339(content.resolve_by),
        "said_at": to_rfc3339(header.said_at),
        "deadline": to_rfc3339(content.deadline),
        "over_at": to_rfc3339(later(content.deadline, grace)),
        "scale": scale,
        "round": content.round,
        "risk": _risk(channel, found.question).hex(),
        "first": first.hex() if first else None,
        "newest": True,
        "phase": _phase(channel, found, station.party),
        "ours": _asks(found, station.party),
        "filed": sum(part.filing is not None for part in found.parts.values()),
        "parts": [_part(station, channel, party, part, scale) for party, part in found.parts.items()],
        "pooled": _pooled(channel, found.pooled) if found.pooled else None,
        "new_round_due": found.new_round_due,
        "apart": _apart(found),
    }


def _risk(channel: Channel, question: StatementId) -> StatementId:
    """The first round of the same risk."""
    transcript = channel.transcript
    while (before := transcript.header(question).refers_to) is not None and before in transcript:
        question = before
    return question


def _phase(channel: Channel, found: Round, reader: PartyId) -> PhaseWord:
    parts = found.parts.values()
    if any(each.state is State.ASKED for each in parts):
        return "sealed"
    under_way = [each for each in parts if each.state in UNDER_WAY]
    if under_way:
        closed = all(each.state is State.CLOSED and _hidden(channel, each, reader) for each in under_way)
        return "not shown" if closed else "opening"
    return "open" if any(each.state is State.RELEASED for each in parts) else "empty"


def _hidden(channel: Channel, part: Part, reader: PartyId) -> bool:
    return part.filing is not None and not channel.transcript.header(part.filing).is_for(reader)


def _asks(found: Round, party: PartyId) -> bool:
    part = found.parts.get(party)
    return part is not None and part.state is State.ASKED


def _apart(found: Round) -> Apart | None:
    return apart(
        [(likelihood_level(e.best), e.impact) for part in found.parts.values() if (e := part.estimate)]
    )


# Who was asked


def _part(station: Station, channel: Channel, party: PartyId, part: Part, scale: Scale) -> PartView:
    filing = part.filing
    estimate = part.estimate or _own(station, channel, party, filing)
    return {
        "party": _code(channel, party),
        "name": _name(channel, party),
        "own": party == station.party,
        "state": str(part.state),
        "filing": number_of(station, channel, filing) if filing else None,
        "filing_id": filing.hex() if filing else None,
        "filed_at": to_rfc3339(channel.transcript.header(filing).said_at) if filing else None,
        "estimate": _estimated(estimate, scale) if estimate else None,
    }


def _own(
    station: Station, channel: Channel, party: PartyId, filing: StatementId | None
) -> RiskEstimate | None:
    """What our own party filed may be looked at by ours while it is sealed to all others."""
    if filing is None or party != station.party:
        return None
    entry = channel.transcript.entry(filing)
    return entry.content if isinstance(entry.content, RiskEstimate) and entry.verdict == VALID else None


def _estimated(estimate: RiskEstimate, scale: Scale) -> Estimated:
    likelihood = likelihood_level(estimate.best)
    return {
        "low": estimate.low,
        "best": estimate.best,
        "high": estimate.high,
        "interval_confidence": estimate.interval_confidence,
        "likelihood": likelihood,
        "impact": estimate.impact,
        "score": likelihood * estimate.impact,
        "level": risk_level(estimate.best, estimate.impact),
        "confidence": str(estimate.confidence),
        "confidence_reason": estimate.confidence_reason,
        "basis": estimate.basis,
        "word": likelihood_word(estimate.best, scale),
    }


def _pooled(channel: Channel, pooled: Pooled) -> PooledView:
    return {
        "low": rounded(pooled.together.low),
        "best": rounded(pooled.together.best),
        "high": rounded(pooled.together.high),
        "spread": rounded(pooled.spread),
        "parties": _codes(channel, pooled.each),
        "dissent": _codes(channel, pooled.dissent),
    }


def _codes(channel: Channel, parties: Collection[PartyId]) -> list[str]:
    """In the agreement's order."""
    members = channel.transcript.terms_for_next().members
    return [_code(channel, each) for each in (*members, *(set(parties) - members.keys())) if each in parties]


def _code(channel: Channel, party: PartyId) -> str:
    member = channel.transcript.terms_for_next().member(party)
    return member.code if member else party.hex()[:8]


def _name(channel: Channel, party: PartyId) -> str:
    member = channel.transcript.terms_for_next().member(party)
    return member.name if member else party.hex()[:8]
