"""A long text that is read by scrolling: lines that a function of the width makes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content

from client.ui.widgets.lines import Lines

Make = Callable[[int], Iterable[Content]]


class Sheet(Lines):
    """The lines themselves."""

    def __init__(self) -> None:
        super().__init__()
        self._make: Make = lambda _width: ()
        self._made: tuple[int, Sequence[Content]] | None = None

    def show(self, make: Make) -> None:
        self._make, self._made = make, None
        self.redraw()

    def lines(self, width: int) -> Sequence[Content]:
        """Made once for a width: both its height and its picture ask."""
        if self._made is None or self._made[0] != width:
            self._made = (width, list(self._make(width)))
        return self._made[1]


class Report(VerticalScroll, can_focus=True):
    """Arrows, page keys, Home and End move in it."""

    SCOPED_CSS = False  # it stands closer where the screen is narrow or low
    DEFAULT_CSS = """
    Report { height: 1fr; padding: 0 2; scrollbar-size-vertical: 1; overflow-x: hidden; }
    Report:focus { background-tint: transparent; }
    Screen.narrow Report { padding: 0 1; }
    """
    BINDINGS: ClassVar = [
        Binding("space", "page_down", show=False),
    ]

    def compose(self) -> ComposeResult:
        yield Sheet()

    def show(self, make: Make) -> None:
        """Where one reads stays where it is."""
        self.query_one(Sheet).show(make)
