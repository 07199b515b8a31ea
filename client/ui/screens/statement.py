"""One statement with everything about it, and what can be done with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget

from client.engine.reading.shapes_talk import Detail
from client.text.telling import told
from client.text.tongue import say
from client.ui.drawing import wrapped
from client.ui.errands import errand
from client.ui.keys import bind
from client.ui.layout.detail import head, whole
from client.ui.layout.reader import Reader, reader_of
from client.ui.screens.base import FullScreen
from client.ui.widgets.lines import Lines
from hotline.errors import HotlineError


class _Page(Lines):
    @property
    def page(self) -> StatementScreen:
        assert isinstance(self.screen, StatementScreen), "stands on no other"
        return self.screen


class Top(_Page):
    DEFAULT_CSS = "Top { margin: 0 2; }"

    def lines(self, width: int) -> Sequence[Content]:
        page, reader = self.page, self.page.reader
        trouble = wrapped(page.trouble, width, "bold $red") if page.trouble else []
        return trouble + (
            head(page.view, reader, width) if page.view is not None and reader is not None else []
        )


class Everything(_Page):
    DEFAULT_CSS = "Everything { margin: 0 1 0 2; }"

    def lines(self, width: int) -> Sequence[Content]:
        page, reader = self.page, self.page.reader
        if page.view is None or reader is None:
            return []
        return whole(page.view, reader, width)


class StatementScreen(FullScreen):
    DEFAULT_CSS = """
    StatementScreen VerticalScroll { height: 1fr; scrollbar-size-vertical: 1; margin: 1 0 0 0; }
    StatementScreen.low VerticalScroll { margin: 0; }
    """
    BINDINGS: ClassVar = bind("acknowledge", "reply", "next", "previous", "copy")
    KEYS: ClassVar = ("acknowledge", "reply", "previous", "next", "copy", "help", "back")

    def __init__(self, channel: str, statement: str) -> None:
        super().__init__()
        self.view: Detail | None = None
        self.trouble = ""
        self._channel, self._statement = channel, statement

    def body(self) -> Iterable[Widget]:
        yield Top()
        with VerticalScroll(id="all"):
            yield Everything()

    def on_mount(self) -> None:
        self.query_one("#all").focus()
        self.watch(self.app, "overview", self._read)  # whatever happens is in the next one

    @property
    def reader(self) -> Reader | None:
        view = self.line_app.overview
        rows = [each for each in view["channels"] if each["id"] == self._channel] if view else []
        return reader_of(rows[0], self.line_app.now()) if rows else None

    def _read(self) -> None:
        self._load()

    @errand(alone=True)
    async def _load(self) -> None:
        desk = self.line_app.desk
        if desk is None:
            return
        try:
            self.view, self.trouble = await desk.statement(self._channel, self._statement), ""
        except HotlineError as error:
            self.trouble = told(error)
        for each in self.query(_Page):
            each.redraw()

    # Keys

    def action_next(self) -> None:
        self._go(self.view["after"] if self.view else None, say("This is the newest."))

    def action_previous(self) -> None:
        self._go(self.view["before"] if self.view else None, say("This is the first."))

    def _go(self, statement: str | None, otherwise: str) -> None:
        if statement is None:
            self.line_app.tell(otherwise)
            return
        self._statement = statement
        self.query_one("#all", VerticalScroll).scroll_home(animate=False)
        self._load()

    def action_acknowledge(self) -> None:
        if self.view is not None:
            self.line_app.handling.acknowledge(self.view["row"])

    def action_reply(self) -> None:
        if self.view is not None:
            self.line_app.handling.write(refers_to=self.view["row"])

    def action_copy(self) -> None:
        if self.view is not None:
            self.line_app.handling.copy(self.view["row"])
