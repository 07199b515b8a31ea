"""A piece of a transcript in display order, with what a reader must be told beside each statement.

The order of what people said is kept from one page to the next; what desks say by themselves is left out
unless it is asked for. Bodies are looked at for the page alone.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from client.engine.authors import author_of
from client.engine.reading.shapes import Owed, Page, Read, Row
from client.engine.reading.watchlist import BY_MACHINES, SILENT, Watchlist, by_machine
from client.engine.views import content_of, obligation_view, statement_view
from client.station.channel import Channel
from client.station.station import Station
from client.vault.notes import NotesShelf
from hotline.codec import to_rfc3339
from hotline.delivery.proofs import proofs
from hotline.ids import ChannelId, PartyId, StatementId
from hotline.kinds.line import Acknowledgement
from hotline.transcript.transcript import Transcript

MOST = 500  # statements a page


@dataclass(frozen=True, slots=True)
class Wanted:
    """`before`, `after` and `around` name a statement; `from_first`: the beginning; none of them: the end."""

    limit: int
    before: StatementId | None = None
    after: StatementId | None = None
    around: StatementId | None = None
    from_first: bool = False
    everything: bool = False


Shown = tuple[Transcript | None, int, Sequence[StatementId]]
"""The order of what is shown, and of which transcript when it held so many: a vault may be read anew."""


class Pages:
    """Of all channels of one desk."""

    def __init__(self, notes: NotesShelf, watchlist: Watchlist) -> None:
        self._notes = notes
        self._watchlist = watchlist
        self._shown: dict[tuple[ChannelId, bool], Shown] = {}

    def page(self, station: Station, channel: Channel, wanted: Wanted, now: datetime) -> Page:
        """Raises KeyError when a statement that is named is not shown."""
        order = self.order(channel, wanted.everything)
        first, last = _bounds(order, wanted)
        ids = order[first:last]
        watched = self._watchlist.of(station, channel)
        return {
            "rows": self.rows(station, channel, ids, now),
            "first": first,
            "total": len(order),
            "last_arrival": watched.last,
        }

    def rows(
        self, station: Station, channel: Channel, ids: Sequence[StatementId], now: datetime
    ) -> list[Row]:
        """These statements as rows."""
        looked = self._notes.looked(channel.id)
        before, seen = looked.number if looked else 0, self._watchlist.of(station, channel).seen
        came = self._notes.carriers(ids)
        owed = _owed(station, channel, ids, now)
        relays = {line.key.hex(): line.name for line in channel.transcript.terms_for_next().text.relays}
        found: list[Any] = [
            _row(station, channel, each, owed.get(each, ()))
            | _came(station, channel, each, came, before, seen, relays)
            for each in ids
        ]
        return found

    def beside(
        self, channel: Channel, statement: StatementId
    ) -> tuple[StatementId | None, StatementId | None]:
        """What officers said before and after it in display order; after what a desk said by itself: all."""
        order = self.order(channel, _by_desk(channel, statement))
        place = _place(order, statement)
        before = order[place - 1] if place else None
        return before, order[place + 1] if place + 1 < len(order) else None

    def order(self, channel: Channel, everything: bool) -> Sequence[StatementId]:
        """All that is shown, in display order."""
        of, held, shown = self._shown.get((channel.id, everything), (None, -1, []))
        if of is not channel.transcript or held != len(channel.transcript):
            order = channel.transcript.order()
            by_desks = {each for kind in BY_MACHINES for each in channel.transcript.of_kind(kind)}
            shown = order if everything else [each for each in order if each not in by_desks]
            self._shown[channel.id, everything] = (channel.transcript, len(channel.transcript), shown)
        return shown


def _by_desk(channel: Channel, statement: StatementId) -> bool:
    return by_machine(channel.transcript.header(statement).kind)


def _bounds(order: Sequence[StatementId], wanted: Wanted) -> tuple[int, int]:
    limit = min(wanted.limit, MOST)
    if wanted.from_first:
        return 0, min(len(order), limit)
    if wanted.around is not None:
        middle = _place(order, wanted.around)
        first = max(0, middle - limit // 2)
        return first, min(len(order), first + limit)
    if wanted.after is not None:
        first = _place(order, wanted.after) + 1
        return first, min(len(order), first + limit)
    last = _place(order, wanted.before) if wanted.before is not None else len(order)
    return max(0, last - limit), last


def _place(order: Sequence[StatementId], statement: StatementId) -> int:
    """From the end: what people look at is mostly there."""
    for place in range(len(order) - 1, -1, -1):
        if order[place] == statement:
            return place
    raise KeyError(statement)


def _owed(
    station: Station, channel: Channel, ids: Sequence[StatementId], now: datetime
) -> Mapping[StatementId, list[Owed]]:
    wanted, found = set(ids), dict[StatementId, list[Owed]]()
    for each in station.obligations(channel.id, now):
        if each.because in wanted:
            view: Any = obligation_view(channel, each)
            found.setdefault(each.because, []).append(view)
    return found


def _row(station: Station, channel: Channel, statement: StatementId, owed: Sequence[Owed]) -> dict[str, Any]:
    entry = channel.transcript.entry(statement)
    header = entry.header
    view, content = statement_view(station, channel.id, statement), content_of(station, channel, entry)
    return view | {
        "own": header.author == station.me,
        "summary": content.summary() if content is not None and view["body"] else None,
        "refers_to_id": header.refers_to.hex() if header.refers_to else None,
        "owed": list(owed),
        "read": _read(station, channel, statement),
        "delivered_at": _delivered_at(station, channel, statement),
    }


def _came(
    station: Station,
    channel: Channel,
    statement: StatementId,
    came: Mapping[StatementId, Any],
    before: int,
    seen: Container[int],
    relays: Mapping[str, str],
) -> dict[str, Any]:
    """How it came. What arrived up to `before` was looked at, and of what came after that `seen`."""
    arrived, carrier = came[statement]
    header = channel.transcript.header(statement)
    told = header.author != station.me and header.kind not in SILENT and not by_machine(header.kind)
    return {
        "arrived": arrived.number,
        "arrived_at": to_rfc3339(arrived.at),
        "by": relays.get(carrier, carrier if carrier in {"self", "courier"} else "relay"),
        "new": told and arrived.number > before and arrived.number not in seen,
    }


def _read(station: Station, channel: Channel, statement: StatementId) -> list[Read]:
    """Who acknowledged it, the first of each party first."""
    transcript = channel.transcript
    entries = (transcript.entry(each) for each in transcript.replies(statement))
    found: list[Read] = []
    for entry in sorted(entries, key=lambda each: (each.header.said_at, each.id)):
        if isinstance(entry.content, Acknowledgement):
            author = author_of(station, channel, entry.id)
            at = to_rfc3339(entry.header.said_at)
            found.append(
                {"party": author.code if author else None, "officer": entry.content.officer, "at": at}
            )
    return found


def _delivered_at(station: Station, channel: Channel, statement: StatementId) -> str | None:
    """Since when a desk of each party whom it is for has it, as the record dates it; None until all have."""
    first: dict[PartyId, datetime] = {}
    for each in proofs(channel.transcript, statement).delivered:
        first[each.party] = min(each.have_at, first.get(each.party, each.have_at))
    asked = station.state(channel.id, statement).parties
    return (
        to_rfc3339(max(first[party] for party in asked)) if asked and asked.keys() <= first.keys() else None
    )
