"""The list of risks: one is chosen, and what is chosen is told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Region
from textual.message import Message

from client.engine.reading.shapes_board import Board, QuestionView
from client.text.tongue import say
from client.ui.drawing import line, wrapped
from client.ui.keys import now_shown
from client.ui.layout.board import header, in_order, letters, row
from client.ui.layout.reader import Reader
from client.ui.widgets.lines import Lines

HEADER = 1  # line


class Risks(Lines, can_focus=True):
    BINDINGS: ClassVar = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("home", "move(-9999)", show=False),
        Binding("end", "move(9999)", show=False),
    ]

    class Chosen(Message):
        """Another risk is chosen."""

    def __init__(self) -> None:
        super().__init__()
        self._board: Board | None = None
        self._reader: Reader | None = None
        self._order: list[QuestionView] = []
        self._chosen: str | None = None

    @property
    def question(self) -> QuestionView | None:
        """The chosen one."""
        return next((each for each in self._order if each["id"] == self._chosen), None)

    def show(self, board: Board, reader: Reader) -> None:
        """What is chosen stays chosen, wherever it stands now."""
        self._board, self._reader, self._order = board, reader, in_order(board)
        if self.question is None:
            self._chosen = self._order[0]["id"] if self._order else None
        self.redraw()

    def lines(self, width: int) -> Sequence[Content]:
        board, reader = self._board, self._reader
        if board is None or reader is None:
            return []
        if not self._order:
            text = say(
                "No risk question yet. {key} asks one: who is asked files a sealed estimate.",
                key=now_shown("compose"),
            )
            return wrapped(text, width, "$muted") + _hidden(board)
        named = letters(board)
        rows = [
            row(board, each, named[each["id"]], each["id"] == self._chosen, reader, width)
            for each in self._order
        ]
        return [header(board, reader, width), *rows, *_hidden(board)]

    def action_move(self, by: int) -> None:
        place = next((n for n, each in enumerate(self._order) if each["id"] == self._chosen), 0)
        self._choose(min(max(place + by, 0), len(self._order) - 1))

    def on_click(self, event: events.Click) -> None:
        if 0 <= event.y - HEADER < len(self._order):
            self._choose(event.y - HEADER)

    def _choose(self, place: int) -> None:
        if not self._order or self._order[place]["id"] == self._chosen:
            return
        self._chosen = self._order[place]["id"]
        self.refresh()
        self.post_message(self.Chosen())
        if self.parent is not None and hasattr(self.parent, "scroll_to_region"):
            self.parent.scroll_to_region(Region(0, place + HEADER, 1, 1), animate=False, force=True)


def _hidden(board: Board) -> list[Content]:
    if not board["hidden"]:
        return []
    return [line((say("{n} questions are not for your party.", n=board["hidden"]), "$muted"))]
