"""The verbs about a channel's record: the check of it, search, numbers, the agreement, evidence.

What takes long runs in pieces and is told piece by piece; it ends when nobody listens any more.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from datetime import datetime
from heapq import merge
from typing import Any, TypeVar

from client.engine.engine import Engine
from client.engine.holder import Answering
from client.engine.naming import find_channel
from client.engine.reading.check import check
from client.engine.reading.evidence import write_evidence
from client.engine.reading.judging import Looked, judge_all, judging
from client.engine.reading.numbered import numbered
from client.engine.reading.pages import Pages
from client.engine.reading.pieces import in_pieces
from client.engine.reading.search import ENGLISH, HITS_MOST, Query, Search, read_query
from client.engine.reading.shapes_record import Found, Hit
from client.engine.reading.terms import terms
from client.engine.requests import Request, flag, optional_text, text
from client.engine.views import View
from client.links.ports import World
from client.station.channel import Channel
from client.station.station import Station
from client.vault.notes import NotesShelf
from hotline.ids import StatementId

T = TypeVar("T")


class RecordVerbs:
    """Keeps between two calls only what can be read anew."""

    def __init__(self, engine: Engine, notes: NotesShelf, pages: Pages, world: World) -> None:
        self._engine = engine
        self._notes = notes
        self._pages = pages
        self._world = world
        self._search = Search()

    @property
    def handlers(self) -> Mapping[str, Answering]:
        """Every verb by its name."""
        return {
            "check": self._check,
            "judge": self._judge,
            "search": self._find,
            "numbered": self._numbered,
            "terms": self._terms,
            "evidence": self._evidence,
        }

    async def _check(self, request: Request) -> View:
        """`channel`: how whole and how current its record is, and what contradicts itself."""

        def work(station: Station, now: datetime) -> View:
            channel = find_channel(station, text(request, "channel"))
            return dict(check(station, channel, self._pages, self._notes, now))

        return await self._read(work)

    async def _judge(self, request: Request) -> AsyncIterator[View]:
        """`channel`: every statement looked at again; in pieces, how far it is, and what does not count."""
        word, total, looked = text(request, "channel"), 0, 0

        def begin(station: Station) -> Iterator[Looked]:
            nonlocal total
            channel = find_channel(station, word)
            total = len(channel.transcript)
            return judge_all(station, channel)

        async for piece in in_pieces(self._engine, self._world, begin):
            looked += len(piece)
            yield dict(judging(piece, looked, total))

    async def _find(self, request: Request) -> AsyncIterator[View]:
        """`query`; `channel`, or null: all; `all`: also what desks say, as with `kind:`. `language`:
        of our own words.

        Newest first, at most 200 hits.
        """
        query = read_query(text(request, "query"), optional_text(request, "language") or ENGLISH)
        everything = flag(request, "all") or query.kind is not None
        word, total, looked, hits = optional_text(request, "channel"), 0, 0, 0

        def begin(station: Station) -> Iterator[Hit | None]:
            nonlocal total
            channels = station.channels() if word is None else [find_channel(station, word)]
            orders = [(each, self._pages.order(each, everything)) for each in channels]
            total = sum(len(order) for _, order in orders)
            return self._newest_first(station, orders, query)

        async for piece in in_pieces(self._engine, self._world, begin):
            looked += len(piece)
            found = [each for each in piece if each is not None][: HITS_MOST - hits]
            hits += len(found)
            part: Found = {"rows": found, "looked": looked, "total": total}
            yield dict(part)
            if hits >= HITS_MOST:
                return

    def _newest_first(
        self, station: Station, orders: Sequence[tuple[Channel, Sequence[StatementId]]], query: Query
    ) -> Iterator[Hit | None]:
        if query.empty:
            return iter(())
        ways = [_backwards(channel, order) for channel, order in orders]
        places = (
            (channel, id) for _, _, channel, id in merge(*ways, key=lambda each: each[:2], reverse=True)
        )
        return (self._search.find(station, channel, id, query) for channel, id in places)

    async def _numbered(self, request: Request) -> View:
        """`word`: BRE-1-17, or with `channel` also 17; the statements of that number."""
        word, on = text(request, "word"), optional_text(request, "channel")

        def work(station: Station, _now: datetime) -> View:
            channel = find_channel(station, on) if on is not None else None
            return {"rows": numbered(station, channel, word)}

        return await self._read(work)

    async def _terms(self, request: Request) -> View:
        """`channel`: the terms in force, who signed them, and amendments under way."""
        return await self._read(
            lambda station, _now: dict(terms(station, find_channel(station, text(request, "channel"))))
        )

    async def _evidence(self, request: Request) -> View:
        return await write_evidence(self._engine, request)

    async def _read(self, work: Callable[[Station, datetime], T]) -> T:
        now = self._world.now()
        return await self._engine.call(lambda station: work(station, now))


def _backwards(
    channel: Channel, order: Sequence[StatementId]
) -> Iterator[tuple[datetime, int, Any, StatementId]]:
    """From the end; times are what several channels' statements are merged by."""
    for place in range(len(order) - 1, -1, -1):
        yield channel.transcript.header(order[place]).said_at, place, channel, order[place]
