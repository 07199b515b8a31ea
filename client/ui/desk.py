"""The desk's verbs with their types: the one way from the screens to the engine.

Not here: what is done with the answers. Every method raises what the verb raises, and Unavailable when the
process that holds the vault went away.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any, cast

from client.engine.reading.shapes import Happened, Overview, Page, Row
from client.engine.reading.shapes_board import Board
from client.engine.reading.shapes_first import Beginning, Looked
from client.engine.reading.shapes_line import Connection
from client.engine.reading.shapes_record import Check, Found, Judging, Numbered, Terms
from client.engine.reading.shapes_talk import Detail, Verifying
from client.engine.reading.shapes_writing import Before, Draft, Writing
from client.engine.verbs import Answer, Verbs
from client.text.tongue import spoken


class Desk:
    """One desk that is open."""

    def __init__(self, verbs: Verbs) -> None:
        self._verbs = verbs

    async def ask(self, do: str, **what: Any) -> Answer:
        """Any verb, as the command line asks it."""
        return await self._verbs.ask(do, what)

    async def happened(self) -> AsyncIterator[list[Happened]]:
        """What happens from now on; an empty list first, once it listens."""
        async for part in self._verbs.stream("follow", {}):
            yield part.get("happened", [])

    async def overview(self) -> Overview:
        return cast(Overview, await self.ask("overview"))

    async def connection(self) -> Connection:
        return cast(Connection, await self.ask("connection"))

    async def try_now(self) -> None:
        """All relays at once."""
        await self.ask("try-now")

    async def export_courier(self, path: str) -> Answer:
        return await self.ask("courier-export", path=path)

    async def import_courier(self, path: str) -> Answer:
        return await self.ask("courier-import", path=path)

    async def check(self, channel: str) -> Check:
        return cast(Check, await self.ask("check", channel=channel))

    async def judge(self, channel: str) -> AsyncIterator[Judging]:
        """Every statement looked at again, piece by piece; ends early when nobody iterates."""
        async for part in self._verbs.stream("judge", {"channel": channel}):
            yield cast(Judging, part)

    async def evidence(self, channel: str, path: str) -> Sequence[str]:
        """Writes the record and both copies of every conflict into a new folder; the names of its files."""
        return cast(Sequence[str], (await self.ask("evidence", channel=channel, path=path))["files"])

    async def search(self, query: str, channel: str | None, everything: bool) -> AsyncIterator[Found]:
        """Hits, the newest first, piece by piece; ends early when nobody iterates."""
        what = {"query": query, "channel": channel, "all": everything, "language": spoken()}
        async for part in self._verbs.stream("search", what):
            yield cast(Found, part)

    async def numbered(self, word: str, channel: str | None) -> list[Numbered]:
        answer = await self.ask("numbered", word=word, channel=channel)
        return cast(list[Numbered], answer["rows"])

    async def terms(self, channel: str) -> Terms:
        return cast(Terms, await self.ask("terms", channel=channel))

    async def page(self, channel: str, limit: int, **where: Any) -> Page:
        """`before`, `after` or `around` a statement; none: the end. `all`: also what desks say."""
        return cast(Page, await self.ask("page", channel=channel, limit=limit, **where))

    async def rows(self, channel: str, statements: Sequence[str]) -> list[Row]:
        answer = await self.ask("rows", channel=channel, statements=list(statements))
        return cast(list[Row], answer["rows"])

    async def statement(self, channel: str, statement: str) -> Detail:
        return cast(Detail, await self.ask("statement", channel=channel, id=statement))

    async def board(self, channel: str) -> Board:
        return cast(Board, await self.ask("board", channel=channel))

    async def verifying(self, channel: str, party: str | None, language: str) -> Verifying:
        """`party`: a code; none: the first that is unverified."""
        who = {"party": party} if party else {}
        return cast(Verifying, await self.ask("verifying", channel=channel, language=language, **who))

    async def verify(self, party: str, digits: str, who: str, how: str) -> Answer:
        """Raises Malformed when these are not 24 digits, NotTrusted when they are not that party's."""
        return await self.ask("verify", party=party, digits=digits, who=who, how=how)

    async def writing(self, channel: str) -> Writing:
        """What may be said on it now."""
        return cast(Writing, await self.ask("writing", channel=channel))

    async def said_before(self, channel: str, kind: str, statement: str) -> list[Before]:
        """What the own party said of that kind about that statement, the newest first."""
        answer = await self.ask("said-before", channel=channel, kind=kind, re=statement)
        return cast(list[Before], answer["rows"])

    async def drafts(self) -> list[Draft]:
        """The newest first."""
        return cast(list[Draft], (await self.ask("drafts"))["rows"])

    async def keep_draft(
        self, channel: str, kind: str, fields: Mapping[str, Any], draft: int | None
    ) -> Answer:
        """In the vault when it returns: `draft`, its number, and `changed_at`."""
        return await self.ask("draft-keep", channel=channel, kind=kind, fields=dict(fields), draft=draft)

    async def drop_draft(self, draft: int) -> None:
        await self.ask("draft-drop", draft=draft)

    async def look(self, raw: bytes) -> Looked:
        """What a file is; nothing is taken in."""
        return cast(Looked, await self.ask("look", file=b64encode(raw).decode()))

    async def beginning(self) -> Beginning:
        """How far this desk is on its way to a channel."""
        return cast(Beginning, await self.ask("beginning"))

    async def looked(self, channel: str, arrivals: Sequence[int] | None) -> None:
        """The officer has these before their eyes; None: has done with all that there are."""
        await self.ask("looked", channel=channel, arrivals=None if arrivals is None else list(arrivals))

    async def unread(self, channel: str, everything: bool) -> str | None:
        """The first statement in display order that nobody looked at."""
        return cast(str | None, (await self.ask("unread", channel=channel, all=everything))["statement"])

    async def say(self, channel: str, kind: str, fields: Mapping[str, Any], **more: Any) -> Answer:
        """Kept and queued when it returns; a relay may have it a moment later."""
        return await self.ask("say", channel=channel, kind=kind, fields=dict(fields), wait=0, **more)

    async def acknowledge(self, statement: str, note: str | None = None) -> Answer:
        return await self.ask("ack", id=statement, note=note, wait=0)
