"""How each relay stands, what waits, and what the agreement has us do if this lasts: one view of the line.

The steps are made from the agreement in force and the record: whom to call for what nobody acknowledged in
its time, from when a line that cannot even be tested is taken for dead, and until when what is sealed now can
be opened. Not here: words for people.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from client.engine.authors import author_of, number_of
from client.engine.reading.overview import offline
from client.engine.reading.queue import Queued, queued
from client.engine.reading.shapes_line import (
    Connection,
    Heard,
    Number,
    RelayRow,
    RelayWord,
    Step,
    StepWord,
    Waiting,
)
from client.engine.reading.watchlist import Watchlist
from client.engine.status import RelayStatus
from client.station.channel import Channel
from client.station.station import Station
from client.vault.notes import NotesShelf
from hotline.agreement.clauses import Terms
from hotline.codec import later, to_rfc3339
from hotline.ids import PartyId, Precedence, StatementId
from hotline.obligations.owed import Obligation, State

UNANSWERED = frozenset({State.OPEN, State.OVERDUE, State.UNREACHED, State.UNCONFIRMED})
DEAD_AFTER = 2  # times the agreed time without a sign of life; as with obligations


def connection(
    station: Station,
    notes: NotesShelf,
    watchlist: Watchlist,
    relays: Sequence[RelayStatus],
    now: datetime,
) -> Connection:
    """All of it, in one visit to the station."""
    since, waiting = offline(relays), queued(station)
    sealed = list(station.memory.outbox.waiting())
    steps = [each for one in station.channels() for each in _steps(station, one, waiting, since, now)]
    return {
        "relays": [_relay(station, each) for each in relays],
        "offline_since": to_rfc3339(since) if since else None,
        "waiting": [_waiting(station, each) for each in waiting],
        "steps": sorted(steps, key=lambda each: each["at"] or ""),
        "envelopes": len(sealed),
        "bytes": sum(len(each.public) + sum(len(slot) for _, slot in each.slots) for each in sealed),
        "aside": station.memory.set_aside,
        "heard": _heard(station, notes, watchlist),
    }


# Relays and what waits


def _relay(station: Station, relay: RelayStatus) -> RelayRow:
    operators = {
        line.key: line.operator
        for each in station.channels()
        for line in each.transcript.terms_for_next().relays
    }
    return {
        "name": relay.name,
        "operator": operators.get(relay.relay, ""),
        "url": relay.url,
        "state": _word(relay),
        "why": relay.why,
        "since": to_rfc3339(relay.since),
        "seen_at": to_rfc3339(relay.proof_at) if relay.proof_at else None,
        "tries": relay.tries,
        "next_in": relay.next_in,
        "retired": relay.retired,
    }


def _word(relay: RelayStatus) -> RelayWord:
    if relay.up:
        return "up"
    if relay.next_in is None:
        return "trying"
    return "refused" if relay.refused else "down"


def _waiting(station: Station, queued: Queued) -> Waiting:
    channel = station.memory.channel(queued.channel)
    content = channel.transcript.entry(queued.statement).content
    return {
        "channel": queued.channel.hex(),
        "title": channel.transcript.terms_for_next().text.title,
        "statement": queued.statement.hex(),
        "number": queued.number,
        "kind": queued.kind,
        "summary": content.summary() if content is not None else None,
        "precedence": queued.precedence.name,
        "readers": list(queued.readers),
        "since": to_rfc3339(queued.said_at),
        "sealed": queued.sealed,
    }


def _heard(station: Station, notes: NotesShelf, watchlist: Watchlist) -> Heard | None:
    """The last word of another officer that came here, on any channel."""
    newest: dict[StatementId, Channel] = {}
    for channel in station.channels():
        newest |= dict.fromkeys(watchlist.of(station, channel).unread[-1:], channel)
    came = notes.carriers(list(newest)) if newest else {}
    if not came:
        return None
    statement = max(came, key=lambda each: came[each][0].at)
    author = author_of(station, newest[statement], statement)
    return {
        "number": number_of(station, newest[statement], statement),
        "party": author.code if author else "?",
        "at": to_rfc3339(came[statement][0].at),
    }


# If this lasts


def _steps(
    station: Station, channel: Channel, queue: Sequence[Queued], since: datetime | None, now: datetime
) -> Iterator[Step]:
    terms = channel.transcript.terms_for_next()
    waiting = [each for each in queue if each.channel == channel.id]
    chased = list(_chased(station, channel, now))
    yield from (_call(channel, each) for each in chased)
    if since is None and not waiting:
        return
    if since is not None and not chased:
        yield from _any_flash(terms, [each for each in terms.members if each != station.party])
    yield _courier(terms, waiting, since or min(each.said_at for each in waiting))
    yield _step("sealed-until", terms, later(since or now, terms.retain), terms.text.keys.clause)


def _chased(station: Station, channel: Channel, now: datetime) -> Iterator[list[Obligation]]:
    """What of ours is not acknowledged, where nothing shows that they have it or the time is over.

    One statement's after another's: several parties may owe the same.
    """
    found: dict[StatementId, list[Obligation]] = {}
    for each in station.obligations(channel.id, now):
        late = each.start is None or each.state is State.OVERDUE
        if each.owed_to == station.party and each.state in UNANSWERED and late:
            found.setdefault(each.because, []).append(each)
    yield from found.values()


def _call(channel: Channel, owed: Sequence[Obligation]) -> Step:
    terms, first = channel.transcript.terms_for_next(), owed[0]
    precedence = channel.transcript.header(first.because).precedence
    due = first.due_at or later(first.said_at, first.within)
    step = _step("call", terms, due, first.clause, terms.text.voice.clause)
    step["number"], step["precedence"] = first.number, precedence.name
    step["numbers"] = _numbers(terms, [each.owes_code for each in owed])
    step["next"] = terms.call_next(precedence)
    return step


def _any_flash(terms: Terms, others: Sequence[PartyId]) -> Iterator[Step]:
    """What holds for a FLASH that is said from now on."""
    rule = terms.acknowledge_within(Precedence.FLASH)
    if rule is None:
        return
    within, clause = rule
    step = _step("call", terms, None, clause, terms.text.voice.clause)
    step["within"], step["precedence"] = within.total_seconds(), Precedence.FLASH.name
    step["numbers"] = [
        each for each in _numbers(terms, [terms.members[one].code for one in others]) if each["number"]
    ]
    step["next"] = terms.call_next(Precedence.FLASH)
    yield step


def _courier(terms: Terms, waiting: Sequence[Queued], since: datetime) -> Step:
    """When twice the time for the most urgent that waits is over; else when a comm check was due in vain."""
    rules = [(each, terms.acknowledge_within(each.precedence)) for each in waiting]
    timed = [(later(each.said_at, DEAD_AFTER * rule[0]), rule[1]) for each, rule in rules if rule is not None]
    check = terms.text.comm_check
    at, clause = min(timed, default=(later(since, check.interval), check.clause))
    return _step("courier", terms, at, clause)


def _step(what: StepWord, terms: Terms, at: datetime | None, *clauses: str) -> Step:
    return {
        "what": what,
        "channel": terms.channel.hex(),
        "at": to_rfc3339(at) if at else None,
        "within": 0.0,
        "clauses": list(clauses),
        "precedence": "ROUTINE",
        "number": None,
        "numbers": [],
        "next": "",
    }


def _numbers(terms: Terms, codes: Sequence[str]) -> list[Number]:
    """For the worst case, as the agreement has them: never one that came through the line."""
    agreed = {each.party: each.number for each in terms.text.voice.numbers if each.purpose == "worst-case"}
    return [{"party": each, "number": agreed.get(each)} for each in codes]
