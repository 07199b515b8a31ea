"""The transcript check: what is whole, what is missing, what contradicts itself, and what to do then.

What is known at once is drawn at once; looking at every statement again goes on behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from textual.content import Content
from textual.widget import Widget

from client.engine.reading.shapes_record import Check
from client.text.tongue import say
from client.ui.errands import errand
from client.ui.keys import bind
from client.ui.layout.check import check_lines
from client.ui.layout.reader import reader_of
from client.ui.layout.wrong import Looked
from client.ui.screens.base import FullScreen
from client.ui.screens.evidence import EvidenceDialog
from client.ui.widgets.report import Report
from client.ui.widgets.title import Title


class RecordScreen(FullScreen):
    BINDINGS: ClassVar = bind("export", "agreement", "verify", "outbox")
    KEYS: ClassVar = ("export", "verify", "agreement", "outbox", "help", "back")

    def __init__(self) -> None:
        super().__init__()
        self._check: Check | None = None
        self._looked = Looked()
        self._state: object = None

    def body(self) -> Iterable[Widget]:
        yield Title(say("Transcript check"))
        yield Report()

    def on_mount(self) -> None:
        self.query_one(Report).focus()
        self.watch(self.app, "overview", self._changed)
        self.set_interval(10.0, self._draw)

    def _changed(self) -> None:
        """Asks anew when the record is another one than it was."""
        row = self.line_app.channel_row
        if row is None:
            return
        state = (row["id"], row["statements"], row["missing"], row["alarms"], row["unproven"])
        if state != self._state:
            self._state = state
            self._load(row["id"])

    @errand("check", alone=True)
    async def _load(self, channel: str) -> None:
        desk = self.line_app.desk
        if desk is None:
            return
        self._check = await desk.check(channel)
        self._draw()
        looked = Looked()
        async for part in desk.judge(channel):
            looked.take(part)
            if looked.done or not self._looked.done:
                self._looked = looked  # what was found before stands until it is found again
                self._draw()

    def _draw(self) -> None:
        self.query_one(Report).show(self._lines)

    def _lines(self, width: int) -> Iterator[Content]:
        row = self.line_app.channel_row
        if self._check is not None and row is not None:
            yield from check_lines(self._check, self._looked, reader_of(row, self.line_app.now()), width)

    # Keys

    def action_export(self) -> None:
        self._export()

    @errand("export", alone=True)
    async def _export(self) -> None:
        check = self._check
        if check is None:
            return
        dialog = EvidenceDialog(check["channel"], check["title"], len(check["conflicts"]))
        path = await self.app.push_screen_wait(dialog)
        if path is not None:
            self.line_app.tell(say("Written: {path}", path=path))

    def action_agreement(self) -> None:
        self.line_app.guide.open("agreement")

    def action_verify(self) -> None:
        self.line_app.guide.open("verify")

    def action_outbox(self) -> None:
        self.line_app.guide.open("outbox")
