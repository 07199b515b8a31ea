"""Every statement of a record looked at again: its signature, its body's hash, and what it counts for.

Validity and standing are functions of what is held, so this tells what holds now; signatures were verified
when statements came, and are verified again because a check should rest on the bytes that are kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from client.engine.authors import author_of, number_of
from client.engine.reading.shapes_record import Judged, Judging
from client.station.channel import Channel
from client.station.station import Station
from hotline.codec import to_rfc3339
from hotline.errors import Rejected
from hotline.ids import StatementId
from hotline.statements.body import matches
from hotline.statements.header import open_statement
from hotline.transcript.entry import Entry
from hotline.transcript.standing import Standing, Word


@dataclass(frozen=True, slots=True)
class Looked:
    """One statement; `damaged`: its number, if its bytes are not what was signed."""

    damaged: str | None = None
    judged: Judged | None = None


def judge_all(station: Station, channel: Channel) -> Iterator[Looked]:
    """In display order. What comes meanwhile is not among them."""
    for each in channel.transcript.order():
        entry = channel.transcript.entry(each)
        damaged = None if _sound(entry) else number_of(station, channel, each)
        standing = channel.transcript.standing(each)
        judged = None if standing.counts else _judged(station, channel, entry, standing)
        yield Looked(damaged, judged)


def judging(found: list[Looked], looked: int, total: int) -> Judging:
    """One piece, as it is told."""
    return {
        "looked": looked,
        "total": total,
        "damaged": [each.damaged for each in found if each.damaged is not None],
        "rows": [each.judged for each in found if each.judged is not None],
    }


def _sound(entry: Entry) -> bool:
    statement = entry.statement
    try:
        again = open_statement(statement.payload, statement.signature)
    except Rejected:
        return False
    return again.id == entry.id and (entry.body is None or matches(again.header, entry.body))


def _judged(station: Station, channel: Channel, entry: Entry, standing: Standing) -> Judged | None:
    """None for what waits only because its history has not come: the gaps say so."""
    if standing.word is Word.WAITING and not entry.complete:
        return None
    author = author_of(station, channel, entry.id)
    return {
        "id": entry.id.hex(),
        "number": number_of(station, channel, entry.id),
        "party": author.code if author else None,
        "device": entry.header.author.hex(),
        "kind": entry.header.kind,
        "said_at": to_rfc3339(entry.header.said_at),
        "standing": str(standing.word),
        "why": standing.why or entry.verdict.why,
        "clause": entry.verdict.clause or None,
        "because": _because(station, channel, standing.because),
    }


def _because(station: Station, channel: Channel, statement: StatementId | None) -> str | None:
    held = statement is not None and statement in channel.transcript
    return number_of(station, channel, statement) if held and statement is not None else None
