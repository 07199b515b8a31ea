"""The agreement of the channel that is open, clause by clause, and amendments under way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from textual.content import Content
from textual.widget import Widget

from client.engine.reading.shapes_record import Terms
from client.text.telling import told
from client.text.tongue import say
from client.ui.errands import errand
from client.ui.keys import bind
from client.ui.layout.agreement import agreement_lines
from client.ui.layout.reader import reader_of
from client.ui.screens.base import FullScreen
from client.ui.widgets.report import Report
from client.ui.widgets.title import Title
from hotline.errors import HotlineError


class AgreementScreen(FullScreen):
    BINDINGS: ClassVar = bind("verify", "record")
    KEYS: ClassVar = ("verify", "record", "help", "back")

    def __init__(self) -> None:
        super().__init__()
        self._terms: Terms | None = None
        self._state: object = None

    def body(self) -> Iterable[Widget]:
        yield Title(say("Agreement"))
        yield Report()

    def on_mount(self) -> None:
        self.query_one(Report).focus()
        self.watch(self.app, "overview", self._changed)
        self.set_interval(20.0, self._draw)

    def _changed(self) -> None:
        """Asks anew when something came, or a root was verified."""
        row = self.line_app.channel_row
        if row is None:
            return
        verified = [each["verified"] for each in row["parties"]]
        state = (row["id"], row["statements"], verified)
        if state != self._state:
            self._state = state
            self._load(row["id"])

    @errand(alone=True)
    async def _load(self, channel: str) -> None:
        desk = self.line_app.desk
        if desk is None:
            return
        try:
            self._terms = await desk.terms(channel)
        except HotlineError as error:
            self.line_app.tell(told(error), severity="error")
        self._draw()

    def _draw(self) -> None:
        self.query_one(Report).show(self._lines)

    def _lines(self, width: int) -> Iterator[Content]:
        row = self.line_app.channel_row
        if self._terms is not None and row is not None:
            yield from agreement_lines(self._terms, reader_of(row, self.line_app.now()), width)

    def action_verify(self) -> None:
        self.line_app.guide.open("verify")

    def action_record(self) -> None:
        self.line_app.guide.open("record")
