"""The reading verbs by their names, over one running engine: what a screen asks for again and again."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from client.engine.engine import Engine
from client.engine.holder import Answering
from client.engine.naming import find_channel, find_statement
from client.engine.reading.board import board
from client.engine.reading.connection import connection
from client.engine.reading.detail import detail
from client.engine.reading.drafts import drafts, drop_draft, keep_draft
from client.engine.reading.following import follow
from client.engine.reading.overview import overview
from client.engine.reading.pages import MOST, Pages, Wanted
from client.engine.reading.record import RecordVerbs
from client.engine.reading.shapes import Overview, Page
from client.engine.reading.shapes_board import Board
from client.engine.reading.shapes_line import Connection
from client.engine.reading.shapes_talk import Detail, Verifying
from client.engine.reading.verification import verifying
from client.engine.reading.watchlist import Watchlist
from client.engine.reading.writing import said_before, writing
from client.engine.requests import Request, flag, optional_text, text
from client.engine.views import View
from client.links.ports import World
from client.station.station import Station
from client.vault.vault import DeskVault
from hotline.errors import Malformed, Misuse
from hotline.ids import StatementId

T = TypeVar("T")


class Reading:
    """Keeps between two calls only what can be read anew."""

    def __init__(self, engine: Engine, vault: DeskVault, world: World) -> None:
        self._engine = engine
        self._vault = vault
        self._world = world
        self._watchlist = Watchlist(vault.notes)
        self._pages = Pages(vault.notes, self._watchlist)
        self._record = RecordVerbs(engine, vault.notes, self._pages, world)

    @property
    def handlers(self) -> Mapping[str, Answering]:
        """Every verb by its name."""
        return {
            "follow": self._follow,
            "overview": self._overview,
            "urgent": self._urgent,
            "connection": self._connection,
            "page": self._page,
            "rows": self._rows,
            "statement": self._statement,
            "board": self._board,
            "verifying": self._verifying,
            "looked": self._looked,
            "unread": self._unread,
            "drafts": self._drafts,
            "draft-keep": self._keep_draft,
            "draft-drop": self._drop_draft,
            **self._record.handlers,
            "writing": self._writing,
            "said-before": self._said_before,
        }

    def _follow(self, _request: Request) -> AsyncIterator[View]:
        return follow(self._engine)

    async def _overview(self, _request: Request) -> View:
        lines = self._engine.status()

        def work(station: Station, now: datetime) -> Overview:
            return overview(station, self._vault.notes, self._watchlist, lines, now)

        return dict(await self._read(work))

    async def _connection(self, _request: Request) -> View:
        relays = self._engine.status().relays

        def work(station: Station, now: datetime) -> Connection:
            return connection(station, self._vault.notes, self._watchlist, relays, now)

        return dict(await self._read(work))

    async def _urgent(self, request: Request) -> View:
        """How many FLASH nobody here has acknowledged, and how many relays are up."""
        view = await self._overview(request)
        used = [each for each in view["relays"] if not each["retired"]]
        flash = sum(1 for each in view["needs"] if each["what"] == "flash")
        return {"flash": flash, "up": sum(1 for each in used if each["up"]), "of": len(used)}

    async def _page(self, request: Request) -> View:
        """`channel`; `limit`; `before`, `after`, `around` (ids), `first`, or none of them: the end; `all`."""
        wanted = Wanted(
            _limit(request),
            _statement(request, "before"),
            _statement(request, "after"),
            _statement(request, "around"),
            flag(request, "first"),
            flag(request, "all"),
        )

        def work(station: Station, now: datetime) -> Page:
            channel = find_channel(station, text(request, "channel"))
            return self._pages.page(station, channel, wanted, now)

        try:
            return dict(await self._read(work))
        except KeyError as error:
            raise Misuse("That statement is not shown on this channel.") from error

    async def _rows(self, request: Request) -> View:
        """`channel` and `statements` (ids): these as rows, those that are held."""
        wanted = request.get("statements")
        if not isinstance(wanted, list) or len(wanted) > MOST:
            raise Malformed("request, statements", f"needs a list of at most {MOST} ids")
        ids = [_id(each, "statements") for each in wanted]

        def work(station: Station, now: datetime) -> View:
            channel = find_channel(station, text(request, "channel"))
            held = [each for each in ids if each in channel.transcript]
            return {"rows": self._pages.rows(station, channel, held, now)}

        return await self._read(work)

    async def _statement(self, request: Request) -> View:
        """`channel` and `id`: that statement with everything about it."""

        def work(station: Station, now: datetime) -> Detail:
            channel = find_channel(station, text(request, "channel"))
            _, found = find_statement(station, text(request, "id"), channel)
            row = self._pages.rows(station, channel, [found], now)[0]
            return detail(station, channel, found, row, *self._pages.beside(channel, found))

        return dict(await self._read(work))

    async def _board(self, request: Request) -> View:
        """`channel`: its risk questions, who has filed, and what is open."""

        def work(station: Station, now: datetime) -> Board:
            channel = find_channel(station, text(request, "channel"))
            return board(station, channel, self._watchlist.of(station, channel).questions, now)

        return dict(await self._read(work))

    async def _verifying(self, request: Request) -> View:
        """`channel`; `party` (a code; none: the first that is unverified); `language` of the own words."""
        party, language = optional_text(request, "party"), optional_text(request, "language") or "english"

        def work(station: Station, _now: datetime) -> Verifying:
            channel = find_channel(station, text(request, "channel"))
            return verifying(station, channel, party, language)

        return dict(await self._read(work))

    async def _looked(self, request: Request) -> View:
        """`channel`, `arrivals`: the officer has these before their eyes; null: is done with all."""
        arrivals = request.get("arrivals")
        if arrivals is not None and not _are_numbers(arrivals):
            raise Malformed("request, arrivals", f"needs a list of at most {MOST} numbers, or null")

        def work(station: Station, now: datetime) -> View:
            channel = find_channel(station, text(request, "channel"))
            watched, looked = self._watchlist.of(station, channel), self._vault.notes.looked(channel.id)
            before = looked.number if looked else 0
            seen = watched.unread_numbers if arrivals is None else arrivals
            with self._vault.transaction():
                self._vault.notes.look(channel.id, watched.see(seen, before), now)
            return {}

        return await self._read(work)

    async def _unread(self, request: Request) -> View:
        """`channel`, `all`: the first statement in display order that nobody looked at, or null."""

        def work(station: Station, _now: datetime) -> View:
            channel = find_channel(station, text(request, "channel"))
            looked = self._vault.notes.looked(channel.id)
            unseen = set(self._watchlist.of(station, channel).unseen(looked.number if looked else 0))
            order = self._pages.order(channel, flag(request, "all")) if unseen else ()
            first = next((each for each in order if each in unseen), None)
            return {"statement": first.hex() if first is not None else None}

        return await self._read(work)

    async def _drafts(self, _request: Request) -> View:
        return {"rows": await self._read(lambda _station, _now: drafts(self._vault))}

    async def _keep_draft(self, request: Request) -> View:
        return await self._read(lambda station, now: keep_draft(station, self._vault, request, now))

    async def _drop_draft(self, request: Request) -> View:
        return await self._read(lambda _station, _now: drop_draft(self._vault, request))

    async def _writing(self, request: Request) -> View:
        return dict(await self._read(lambda station, now: writing(station, request, now)))

    async def _said_before(self, request: Request) -> View:
        return {"rows": await self._read(lambda station, _now: said_before(station, request))}

    async def _read(self, work: Callable[[Station, datetime], T]) -> T:
        """What is read is what the vault holds, also after a verb that was undone."""
        now = self._world.now()

        def read(station: Station) -> T:
            station.recover(now)
            return work(station, now)

        return await self._engine.call(read)


def _are_numbers(value: object) -> bool:
    numbers = isinstance(value, list) and all(type(each) is int for each in value)
    return numbers and isinstance(value, list) and len(value) <= MOST


def _limit(request: Request) -> int:
    limit: Any = request.get("limit", 100)
    if not isinstance(limit, int) or isinstance(limit, bool) or not 1 <= limit <= MOST:
        raise Malformed("request, limit", f"needs a number from 1 to {MOST}")
    return limit


def _statement(request: Request, name: str) -> StatementId | None:
    word = optional_text(request, name)
    return None if word is None else _id(word, name)


def _id(word: object, name: str) -> StatementId:
    try:
        raw = bytes.fromhex(word) if isinstance(word, str) else b""
    except ValueError:
        raw = b""
    if len(raw) != 32:
        raise Malformed(f"request, {name}", "needs a statement's id in hex")
    return StatementId(raw)
