"""What needs the officer now, the most urgent first: made from the record and the time, never kept.

Not here: words and colours. What the line itself needs (no relay, a queue) is gathered in `overview`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from client.engine.authors import author_of, number_of
from client.engine.reading.shapes import Need, NeedWord
from client.engine.reading.watchlist import Watched
from client.station.channel import Channel
from client.station.station import Station
from hotline.codec import to_rfc3339
from hotline.delivery.lost import sought
from hotline.ids import Precedence, StatementId
from hotline.obligations.explain import explain
from hotline.obligations.owed import Obligation, State
from hotline.procedures.exchange import State as Part
from hotline.procedures.exchange import round_of

SUNSET_TOLD = timedelta(days=7)
REPLY_ASKED_FOR = timedelta(days=2)  # a wish that passed longer ago than this is history

ORDER: tuple[tuple[NeedWord, ...], ...] = (
    ("flash",),
    ("store",),
    ("conflict",),
    ("amendments",),
    ("overdue",),
    ("due", "estimate", "reply"),  # all three are asked of us by a time
    ("queue",),
    ("offline",),
    ("unreached",),
    ("unanswered",),
    ("unconfirmed",),
    ("contested",),
    ("gap",),
    ("sunset",),
    ("unverified",),
)
RANK = {what: rank for rank, equals in enumerate(ORDER) for what in equals}

CHASED: dict[State, NeedWord] = {
    State.OVERDUE: "unanswered",
    State.UNREACHED: "unreached",
    State.UNCONFIRMED: "unconfirmed",
    State.CONTESTED: "contested",
}
"""What of others' debts to us is for our officer to act on."""

OWED_BY_US: dict[State, NeedWord] = {State.OVERDUE: "overdue", State.CONTESTED: "contested"}
UNMET = frozenset({State.OPEN, State.OVERDUE, State.CONTESTED, State.UNCONFIRMED, State.UNREACHED})


def need(what: NeedWord, **more: str | None) -> Need:
    """One need; what is not said of it is None."""
    found: Need = {
        "what": what,
        "channel": None,
        "statement": None,
        "number": None,
        "party": None,
        "kind": None,
        "precedence": None,
        "since": None,
        "due_at": None,
        "why": "",
        "clause": None,
    }
    found.update(more)  # type: ignore[typeddict-item]
    return found


def in_order(needs: Iterator[Need], now: datetime) -> list[Need]:
    """By kind of need. Among equals what is urgent goes first, then what is due first, then what is older; a
    wish or a question whose time is over comes after what there is time for."""
    return sorted(needs, key=lambda each: (RANK[each["what"]], _is_over(each, now), *_soonest(each)))


def _is_over(need: Need, now: datetime) -> bool:
    over = need["due_at"] is not None and need["due_at"] < to_rfc3339(now)
    return over and need["what"] in {"estimate", "reply"}


def _soonest(need: Need) -> tuple[bool, str, str]:
    urgent = need["precedence"] is not None and Precedence[need["precedence"]].urgent
    return not urgent, need["due_at"] or "~", need["since"] or ""


def channel_needs(station: Station, channel: Channel, watched: Watched, now: datetime) -> Iterator[Need]:
    """Everything that one channel asks of this desk's officer."""
    acknowledged = _acknowledged(station, channel, watched)
    yield from _flashes(station, channel, watched, acknowledged)
    yield from _conflicts(channel)
    yield from _amendments(channel)
    for each in station.obligations(channel.id, now):
        yield from _obligation(station, channel, each, acknowledged)
    yield from _estimates(station, channel, watched, now)
    yield from _replies(station, channel, watched, now)
    yield from _gaps(channel)
    yield from _sunset(channel, now)
    yield from _unverified(station, channel)


def _acknowledged(station: Station, channel: Channel, watched: Watched) -> set[StatementId]:
    """The FLASH statements that an officer of ours has read."""
    return {each for each in watched.flashes if _replied(station, channel, each)}


def _replied(station: Station, channel: Channel, statement: StatementId) -> bool:
    """Whether one of ours said anything to it."""
    transcript = channel.transcript
    replies = (transcript.entry(each) for each in transcript.replies(statement))
    return any(each.party == station.party for each in replies)


def _flashes(
    station: Station, channel: Channel, watched: Watched, acknowledged: set[StatementId]
) -> Iterator[Need]:
    for statement in watched.flashes:
        if statement not in acknowledged:
            yield _about(station, channel, statement, "flash")


def _about(
    station: Station, channel: Channel, statement: StatementId, what: NeedWord, **more: str | None
) -> Need:
    header = channel.transcript.header(statement)
    author = author_of(station, channel, statement)
    return need(
        what,
        channel=channel.id.hex(),
        statement=statement.hex(),
        number=number_of(station, channel, statement),
        party=author.code if author else None,
        kind=header.kind,
        precedence=header.precedence.name,
        since=to_rfc3339(header.said_at),
        **more,
    )


def _conflicts(channel: Channel) -> Iterator[Need]:
    for alarm in channel.transcript.alarms():
        desk = channel.transcript.desks().get(alarm.author)
        yield need(
            "conflict",
            channel=channel.id.hex(),
            statement=alarm.statements[0].hex(),
            number=desk.names(alarm.life, alarm.seq) if desk else None,
            party=desk.code if desk else None,
            why=alarm.why,
        )


def _amendments(channel: Channel) -> Iterator[Need]:
    """Those that amend the terms in force and came into force side by side: people have to settle it."""
    known = channel.transcript.amendments()
    if len(known) < 2:
        return
    terms = channel.transcript.terms_for_next().id
    rivals = [each for each in channel.transcript.amendments_in_force() if known[each].parent == terms]
    if len(rivals) > 1:
        titles = sorted({known[each].title for each in rivals})
        yield need("amendments", channel=channel.id.hex(), why=", ".join(titles))


def _obligation(
    station: Station, channel: Channel, owed: Obligation, acknowledged: set[StatementId]
) -> Iterator[Need]:
    ours, theirs = owed.owes == station.party, owed.owed_to == station.party
    if owed.state not in UNMET or not (ours or theirs):
        return
    what = OWED_BY_US.get(owed.state, "due") if ours else CHASED.get(owed.state)
    flash = channel.transcript.header(owed.because).precedence is Precedence.FLASH
    if what is None or (ours and flash and what == "due" and owed.because not in acknowledged):
        return  # a FLASH stands above by itself
    due_at = to_rfc3339(owed.due_at) if owed.due_at else None
    why, clause = explain(owed), owed.clause
    about = _about(station, channel, owed.because, what, due_at=due_at, why=why, clause=clause)
    about["party"] = owed.owed_to_code if ours else owed.owes_code
    yield about


def _estimates(station: Station, channel: Channel, watched: Watched, now: datetime) -> Iterator[Need]:
    for question in watched.questions:
        asked = round_of(channel.transcript, question, station.party, now)
        part = asked.parts.get(station.party) if asked else None
        content = channel.transcript.entry(question).content
        if part is not None and part.state is Part.ASKED and content is not None:
            deadline = content.content()["deadline"]
            yield _about(station, channel, question, "estimate", due_at=deadline, why=content.summary())


def _replies(station: Station, channel: Channel, watched: Watched, now: datetime) -> Iterator[Need]:
    for statement, until in watched.wishes.items():
        if until is None or now - until > REPLY_ASKED_FOR or _answered(station, channel, statement):
            continue
        content = channel.transcript.entry(statement).content
        why = content.summary() if content is not None else ""
        yield _about(station, channel, statement, "reply", due_at=to_rfc3339(until), why=why)


def _answered(station: Station, channel: Channel, statement: StatementId) -> bool:
    transcript = channel.transcript
    replies = (transcript.entry(each) for each in transcript.replies(statement))
    return any(each.party == station.party and each.header.kind != "acknowledgement" for each in replies)


def _gaps(channel: Channel) -> Iterator[Need]:
    missing = sought(channel.transcript)
    if missing:
        yield need("gap", channel=channel.id.hex(), why=str(len(missing)))


def _sunset(channel: Channel, now: datetime) -> Iterator[Need]:
    sunset_at = channel.transcript.terms_for_next().sunset_at
    if sunset_at - now < SUNSET_TOLD:
        yield need("sunset", channel=channel.id.hex(), due_at=to_rfc3339(sunset_at))


def _unverified(station: Station, channel: Channel) -> Iterator[Need]:
    verified = station.memory.contacts.verified
    for party, member in channel.transcript.terms_for_next().members.items():
        if party != station.party and party not in verified:
            yield need("unverified", channel=channel.id.hex(), party=member.code, why=member.name)
