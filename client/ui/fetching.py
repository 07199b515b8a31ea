"""What the transcript at work shows, asked for: an end of a channel, what is around a statement, what moved.

An answer that comes when another channel is open already is let go. Not here: what is done with an answer (by
the transcript), and how it is heard that something happened (`following`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from client.engine.reading.shapes import Happened, Page, Row
from client.ui.errands import errand
from client.ui.layout.reader import Reader, reader_of
from client.ui.widgets.transcript import Edge, Transcript
from hotline.errors import Misuse

if TYPE_CHECKING:
    from client.ui.app import HotlineApp
    from client.ui.screens.main import MainScreen

WINDOW = 30  # statements fetched at once: some screens, and End within 30 ms of CPU
MOST = 400  # statements in the window after which it begins anew at its end
Needs = list[tuple[str, str | None]]


class Fetching:
    """For one transcript. `everything`: also what desks say by themselves."""

    def __init__(self, screen: MainScreen) -> None:
        self.node = self._screen = screen
        self.everything = False
        self._needs_seen: tuple[str | None, Needs] = (None, [])
        self._ticked: datetime | None = None

    @property
    def _app(self) -> HotlineApp:
        return self._screen.line_app

    @property
    def _transcript(self) -> Transcript:
        return self._screen.transcript

    # A page

    @errand("page", alone=True)
    async def load(self, around: str | None = None) -> None:
        """The end of the channel that is open, or what is around a statement."""
        where = {"around": around} if around else {}
        try:
            page = await self._page(WINDOW, **where)
        except Misuse:  # what is gone to was said by a desk, and these are not shown
            self.everything = True
            page = await self._page(WINDOW, **where)
        if page is not None:
            self._show(page, to=None if around else "last")
            if around is not None:
                self._transcript.choose(around)

    @errand("refresh", alone=True)
    async def refresh(self) -> None:
        """What is shown, with what came to stand within it and after it."""
        shown = self._transcript
        held, top = len(shown.rows), shown.top
        to_end = shown.at_end or (shown.whole_end and held < MOST)
        anchored = {} if to_end or top is None else {"around": top["id"]}
        page = await self._page(min(max(held, WINDOW), MOST), **anchored)
        if page is not None:
            self._show(page)

    @errand("more", alone=True)
    async def more(self, wanted: Transcript.Wanted) -> None:
        """What the transcript wants at one of its ends."""
        if wanted.channel != self._app.channel:
            return
        if wanted.where == "last":
            self.load()
            return
        page = await self._page(WINDOW, **{wanted.where: wanted.statement or True})
        if page is None:
            return
        match wanted.where:
            case "before":
                self._transcript.add_before(page)
            case "after":
                self._transcript.add_after(page)
            case "first":
                self._show(page, with_line=False, to="first")

    async def _page(self, count: int, **where: Any) -> Page | None:
        """None: nothing is open, or another channel was opened meanwhile."""
        desk, row = self._app.desk, self._app.channel_row
        if desk is None or row is None:
            return None
        page = await desk.page(row["id"], count, all=self.everything, **where)
        return page if row["id"] == self._app.channel else None

    def _show(self, page: Page, *, with_line: bool = True, to: Edge | None = None) -> None:
        """`with_line`: what is new since the officer was here is under a line."""
        row, reader = self._app.channel_row, self._reader()
        if row is not None and reader is not None:
            self._transcript.show(page, reader, row["looked_at"] if with_line else None, to=to)

    # Some statements

    def news(self, happened: Sequence[Happened]) -> None:
        """Draws what happened on this channel: new statements with their neighbours, others by themselves."""
        channel = self._app.channel
        mine = [each for each in happened if each.get("channel") == channel or each["what"] == "lagged"]
        if any(each["what"] in {"arrived", "said", "lagged", "body"} for each in mine):
            self.refresh()
        moved = {each["statement"] for each in mine if each["what"] == "moved"}
        shown = [each["id"] for each in self._transcript.rows if each["id"] in moved]
        if shown:
            self._update(shown)

    def look_at_owed(self) -> None:
        """Time alone has moved what is owed: those statements are read anew."""
        view, channel = self._app.overview, self._app.channel
        needs: Needs = [(each["what"], each["statement"]) for each in view["needs"]] if view else []
        if (channel, needs) != self._needs_seen:
            self._needs_seen = (channel, needs)
            self._update([each["id"] for each in self._transcript.rows if _owes(each)])

    @errand("update")
    async def _update(self, statements: Sequence[str]) -> None:
        desk, channel = self._app.desk, self._app.channel
        if desk is not None and channel is not None and statements:
            self._transcript.update_rows(await desk.rows(channel, statements))

    def tick(self) -> None:
        """What counts time is drawn anew once a minute."""
        reader, minute = self._reader(), self._app.now().replace(second=0, microsecond=0)
        if reader is not None and minute != self._ticked:
            self._ticked = minute
            self._transcript.tick(reader)

    def _reader(self) -> Reader | None:
        row = self._app.channel_row
        return reader_of(row, self._app.now()) if row is not None else None


def _owes(row: Row) -> bool:
    return any(each["state"] not in {"met", "met late", "waived"} for each in row["owed"])
