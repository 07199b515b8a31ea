"""Statements by the numbers people call them by: `BRE-1-17`, or `17` alone: each desk's seventeenth."""

from __future__ import annotations

import re
from collections.abc import Iterator

from client.engine.authors import author_of, number_of
from client.engine.naming import find_statement
from client.engine.reading.shapes_record import Numbered
from client.engine.views import body_view, content_of
from client.station.channel import Channel
from client.station.station import Station
from hotline.codec import to_rfc3339
from hotline.errors import Misuse
from hotline.ids import Place, StatementId

_SEQ = re.compile(r"\d{1,13}")


def numbered(station: Station, channel: Channel | None, word: str) -> list[Numbered]:
    """On that channel; without one, on all, and then by a whole number only. Nothing found: nothing."""
    word = word.strip()
    if channel is not None and _SEQ.fullmatch(word):
        found = [_view(station, channel, each) for each in _at(channel, int(word))]
        return sorted(found, key=lambda each: each["number"])
    channels = [channel] if channel is not None else station.channels()
    return [_view(station, each, id) for each in channels for id in _named(station, each, word)]


def _at(channel: Channel, seq: int) -> Iterator[StatementId]:
    """At that place of every desk's newest incarnation."""
    transcript = channel.transcript
    for device in transcript.desks():
        for life in transcript.lives(device)[-1:]:
            yield from transcript.at(Place(device, life, seq))


def _named(station: Station, channel: Channel, word: str) -> Iterator[StatementId]:
    try:
        yield find_statement(station, word.upper() if "/" not in word else word, channel)[1]
    except Misuse:
        return


def _view(station: Station, channel: Channel, statement: StatementId) -> Numbered:
    entry, author = channel.transcript.entry(statement), author_of(station, channel, statement)
    shown = body_view(station, channel, entry)["body"] is not None
    content = content_of(station, channel, entry) if shown else None
    return {
        "id": statement.hex(),
        "channel": channel.id.hex(),
        "title": channel.transcript.terms_for_next().text.title,
        "number": number_of(station, channel, statement),
        "party": author.code if author else None,
        "kind": entry.header.kind,
        "said_at": to_rfc3339(entry.header.said_at),
        "summary": content.summary() if content is not None else "",
    }
