"""What an officer may write now: the kinds that the agreement in force lets this party say, and about what.

Not here: whether a filled-in form may be said (`preview`). All of it is read from agreement and record.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from client.engine.authors import author_of, number_of
from client.engine.naming import find_channel, find_statement
from client.engine.reading.shapes_writing import About, Before, Sayable, Urgency, Writing
from client.engine.requests import Request, text
from client.station.channel import Channel
from client.station.say import check_right
from client.station.station import Station
from hotline.agreement.clauses import Terms
from hotline.agreement.text import Audience
from hotline.codec import to_rfc3339
from hotline.errors import Rejected
from hotline.ids import Precedence, StatementId
from hotline.kinds.base import Kind
from hotline.kinds.catalogue import KINDS, kind_named

ABOUT_MOST = 20  # statements offered to refer to: older ones are found in the transcript and replied to there


def writing(station: Station, request: Request, now: datetime) -> Writing:
    """`channel`: what may be said on it."""
    channel = find_channel(station, text(request, "channel"))
    terms = channel.transcript.terms_for_next()
    refused = {each: _refused(station, terms, each, now) for each in _officers(terms)}
    allowed = [each for each, why in refused.items() if not why]
    return {
        "kinds": [_sayable(station, channel, terms, each) for each in allowed],
        "urgencies": [_urgency(terms, each) for each in Precedence],
        "why": "" if allowed else next(iter(refused.values()), ""),
    }


def _officers(terms: Terms) -> Iterator[type[Kind]]:
    """The kinds of the agreement that officers say, in the catalogue's order."""
    for kind in KINDS.values():
        if terms.clause_for(kind.NAME) is not None and not kind.RECORD and not kind.BY_DESK:
            yield kind


def _refused(station: Station, terms: Terms, kind: type[Kind], now: datetime) -> str:
    """Why this party may not say it now; empty: it may."""
    try:
        check_right(station.memory, terms, kind, now)
    except Rejected as error:
        return error.sentence
    return ""


def _sayable(station: Station, channel: Channel, terms: Terms, kind: type[Kind]) -> Sayable:
    clause = terms.clause_for(kind.NAME)
    named = clause is not None and clause.audience is Audience.PARTIES_NAMED
    reach = "all" if named else terms.audience(kind.NAME, kind.RECORD, station.party, None)
    readers = [
        member.code
        for party, member in terms.members.items()
        if party != station.party and (reach == "all" or party in reach)
    ]
    return {
        "kind": kind.NAME,
        "clause": terms.clause_number(kind.NAME),
        "readers": readers,
        "named": named,
        "held": kind.MAY_BE_HELD and terms.may_hold(kind.NAME),
        "about": list(islice(_about(station, channel, kind), ABOUT_MOST)),
    }


def _urgency(terms: Terms, precedence: Precedence) -> Urgency:
    asked = terms.acknowledge_within(precedence)
    return {
        "precedence": precedence.name,
        "clause": asked[1] if asked else "",
        "within": round(asked[0].total_seconds()) if asked else None,
        "next": terms.call_next(precedence),
    }


def _about(station: Station, channel: Channel, kind: type[Kind]) -> Iterator[About]:
    """What it can refer to, the newest first; nothing for a kind that goes with any statement."""
    wanted = kind.REFERS_TO.kinds
    if wanted is None:
        return
    transcript = channel.transcript
    for statement in reversed(transcript.order()):
        header = transcript.header(statement)
        if header.kind not in wanted:
            continue
        author, content = author_of(station, channel, statement), transcript.entry(statement).content
        yield {
            "id": statement.hex(),
            "number": number_of(station, channel, statement),
            "kind": header.kind,
            "party": author.code if author else None,
            "said_at": to_rfc3339(header.said_at),
            "summary": content.summary() if content is not None else None,
            "said": any(_own(station, channel, each, kind.NAME) for each in transcript.replies(statement)),
        }


def _own(station: Station, channel: Channel, statement: StatementId, kind: str) -> bool:
    entry = channel.transcript.entry(statement)
    return entry.header.kind == kind and entry.party == station.party


def said_before(station: Station, request: Request) -> list[Before]:
    """`channel`, `kind`, `re`: what the own party said of that kind about that statement, or the ones that it
    follows on, the newest first."""
    channel = find_channel(station, text(request, "channel"))
    kind = kind_named(text(request, "kind")).NAME
    transcript = channel.transcript
    found = [
        entry
        for matter in _thread(channel, find_statement(station, text(request, "re"), channel)[1])
        for entry in map(transcript.entry, transcript.replies(matter))
        if _own(station, channel, entry.id, kind) and entry.content is not None
    ]
    found.sort(key=lambda each: each.header.said_at, reverse=True)
    return [
        {
            "number": number_of(station, channel, each.id),
            "said_at": to_rfc3339(each.header.said_at),
            "content": each.content.content(),
        }
        for each in found
        if each.content is not None
    ]


def _thread(channel: Channel, statement: StatementId) -> Iterator[StatementId]:
    """That statement, what it refers to, and so on back: the rounds of one question."""
    current: StatementId | None = statement
    while current is not None and current in channel.transcript:
        yield current
        current = channel.transcript.header(current).refers_to
