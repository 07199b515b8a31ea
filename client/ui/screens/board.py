"""The joint board of risk: sealed until all have filed, then side by side in one matrix, sorted by gap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget

from client.engine.reading.shapes_board import Board
from client.text.telling import told
from client.text.tongue import say
from client.ui.drawing import line, rule, spread, wrap, wrapped
from client.ui.errands import errand, once_drawn
from client.ui.keys import bind
from client.ui.layout.board import legend, letters, marks, row, summary
from client.ui.layout.matrix import WORDS
from client.ui.layout.question import question
from client.ui.layout.reader import Reader, reader_of
from client.ui.screens.base import FullScreen
from client.ui.widgets.keybar import KeyBar
from client.ui.widgets.lines import Lines
from client.ui.widgets.matrix import Matrix
from client.ui.widgets.risks import Risks
from hotline.errors import HotlineError

MATRIX_ROWS = 19
AROUND = 7  # lines of the screen that are not the matrix: strips, bars, head, and what the shapes are


class _Part(Lines):
    """A piece of the page, made by the screen."""

    @property
    def page(self) -> BoardScreen:
        assert isinstance(self.screen, BoardScreen), "stands on no other"
        return self.screen


class Head(_Part):
    def lines(self, width: int) -> Sequence[Content]:
        page = self.page
        channel = self.line_app.channel_row
        name = channel["title"] if channel else ""
        where = "" if page.has_class("narrow") else f"   {name}"
        title = line((say("Joint board of risk"), "bold $strong"), (where, "$body"))
        counts = line((summary(page.board) if page.board else "", "$muted"))
        return [spread(width, title, counts), rule(width)]


class Shapes(_Part):
    """What the shapes in the matrix are, and what a gap is."""

    def lines(self, width: int) -> Sequence[Content]:
        board, reader = self.page.board, self.page.reader
        if board is None or reader is None or not board["questions"]:
            return []
        told = say("Gap: steps in the matrix. Two or more on one axis: far apart; else to discuss.")
        lines = [legend(board, reader), *wrap(line((told, "$muted")), width)]
        chosen = self.page.query_one(Risks).question
        if chosen is None or not self.page.has_class("narrow"):
            return lines
        return [row(board, chosen, letters(board)[chosen["id"]], True, reader, width), *lines]


class Question(_Part):
    def lines(self, width: int) -> Sequence[Content]:
        page = self.page
        if page.trouble:
            return wrapped(page.trouble, width, "$red")
        each = page.query_one(Risks).question
        if each is None or page.board is None or page.reader is None:
            return []
        letter, airy = letters(page.board)[each["id"]], not page.has_class("low")
        return question(each, letter, page.board["questions"], page.reader, width, airy=airy)


class BoardScreen(FullScreen):
    DEFAULT_CSS = """
    BoardScreen Head { margin: 0 2; }
    BoardScreen #columns { height: 1fr; margin: 1 2 0 2; }
    BoardScreen #left { width: 55; padding: 0 1 0 0; }
    BoardScreen.matrix #left { display: none; }
    BoardScreen Shapes { margin: 1 0 0 0; }
    BoardScreen #right { width: 1fr; }
    BoardScreen #list { height: auto; max-height: 45%; scrollbar-size-vertical: 1; }
    BoardScreen #detail { height: 1fr; margin: 1 0 0 0; scrollbar-size-vertical: 1; }
    BoardScreen.narrow Head { margin: 0 1; }
    BoardScreen.narrow #columns { margin: 0 1; }
    BoardScreen.narrow #left { display: none; width: 1fr; padding: 0; }
    BoardScreen.narrow.matrix #left { display: block; }
    BoardScreen.narrow.matrix #right { display: none; }
    BoardScreen.low Shapes { margin: 0; }
    """
    BINDINGS: ClassVar = [
        *bind("open", "compose", "reply", "matrix", "panel"),
        Binding("up", "choose(-1)", show=False),
        Binding("down", "choose(1)", show=False),
        Binding("pageup", "detail(-1)", show=False),
        Binding("pagedown", "detail(1)", show=False),
    ]
    KEYS: ClassVar = ("open", "compose", "reply", "matrix", "help", "back")

    def __init__(self) -> None:
        super().__init__()
        self.board: Board | None = None
        self.trouble = ""

    def body(self) -> Iterable[Widget]:
        yield Head()
        with Horizontal(id="columns"):
            with Vertical(id="left"):
                yield Matrix(MATRIX_ROWS)
                yield Shapes()
            with Vertical(id="right"):
                with VerticalScroll(id="list", can_focus=False):
                    yield Risks()
                with VerticalScroll(id="detail", can_focus=False):
                    yield Question()

    def on_mount(self) -> None:
        self.query_one(Risks).focus()
        self.watch(self.app, "overview", self._changed)  # whatever happens is in the next one

    def on_resize(self) -> None:
        super().on_resize()
        self.query_one(Matrix).allow(max(8, min(MATRIX_ROWS, self.size.height - AROUND)))
        self._call_matrix()

    @property
    def reader(self) -> Reader | None:
        channel = self.line_app.channel_row
        return reader_of(channel, self.line_app.now()) if channel is not None else None

    def _changed(self) -> None:
        self._load()

    @errand(alone=True)
    async def _load(self) -> None:
        desk, channel, reader = self.line_app.desk, self.line_app.channel, self.reader
        if desk is None or channel is None or reader is None:
            return
        try:
            self.board, self.trouble = await desk.board(channel), ""
            self.query_one(Risks).show(self.board, reader)
        except HotlineError as error:
            self.trouble = told(error)
        self._draw()

    def on_risks_chosen(self) -> None:
        self.query_one("#detail", VerticalScroll).scroll_home(animate=False)
        self._draw()

    def _draw(self) -> None:
        chosen = self.query_one(Risks).question
        if self.board is not None:
            self.query_one(Matrix).show(marks(self.board, chosen["id"] if chosen else None))
        for each in self.query(_Part):
            each.redraw()

    # Keys

    def action_panel(self) -> None:
        """On a narrow screen matrix and list take turns; on a wide one the matrix gives its room away."""
        self.toggle_class("matrix")
        self._call_matrix()
        self._draw()
        once_drawn(self, self.query_one(Risks).focus)

    def _call_matrix(self) -> None:
        """The key bar says what the key will do."""
        narrow, turned = self.has_class("narrow"), self.has_class("matrix")
        away = "list" if narrow else "hide"
        self.query_one(KeyBar).call("matrix", WORDS[away if narrow == turned else "show"])

    def action_matrix(self) -> None:
        self.action_panel()

    def action_choose(self, by: int) -> None:
        """Also while the matrix stands in the list's place."""
        self.query_one(Risks).action_move(by)

    def action_detail(self, by: int) -> None:
        detail = self.query_one("#detail", VerticalScroll)
        detail.scroll_relative(y=by * max(detail.size.height - 2, 1), animate=False)

    def action_open(self) -> None:
        each = self.query_one(Risks).question
        if each is not None and self.line_app.channel is not None:
            self.line_app.guide.open("statement", channel=self.line_app.channel, statement=each["id"])

    def action_compose(self) -> None:
        """Our estimate where it is asked for; else something new."""
        each = self.query_one(Risks).question
        if each is not None and each["ours"]:
            self.action_reply()
        else:
            self.line_app.handling.write()

    @errand("reply", alone=True)
    async def action_reply(self) -> None:
        """An estimate, or another round: what may be said about the chosen question."""
        desk, channel, each = self.line_app.desk, self.line_app.channel, self.query_one(Risks).question
        if desk is None or channel is None or each is None:
            return
        for found in await desk.rows(channel, [each["id"]]):
            self.line_app.handling.write(refers_to=found)
