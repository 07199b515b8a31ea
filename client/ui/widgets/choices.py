"""Rows of which one is chosen, moved through with the arrows; the chosen one stays in sight.

Not here: what is done with it (`Taken` goes up).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.message import Message

from client.ui.drawing import line
from client.ui.glyphs import glyphs
from client.ui.widgets.lines import Lines

Draw = Callable[[int], Sequence[Content]]
"""Every row at that width."""


class Choices(VerticalScroll, can_focus=False):
    """Moved by whoever has the keys: `move`, `take`."""

    DEFAULT_CSS = "Choices { height: auto; max-height: 100%; scrollbar-size-vertical: 1; }"

    class Taken(Message):
        """The chosen row was clicked on."""

    def __init__(self, draw: Draw) -> None:
        super().__init__()
        self.chosen = 0
        self._rows = Rows(draw)

    def compose(self) -> Sequence[Lines]:
        return [self._rows]

    def redraw(self) -> None:
        """Other rows, or others in them."""
        self._rows.redraw()

    def move(self, by: int) -> None:
        """Up or down, as far as there are rows."""
        self.choose(self.chosen + by)

    def choose(self, row: int) -> None:
        self.chosen = max(0, min(row, self._rows.count - 1))
        self._rows.redraw()
        self.scroll_to_region(Region(0, self.chosen, 1, 1), animate=False)


class Rows(Lines):
    """The rows themselves."""

    def __init__(self, draw: Draw) -> None:
        super().__init__()
        self._draw = draw
        self.count = 0

    def lines(self, width: int) -> Sequence[Content]:
        rows = self._draw(width - 2)
        self.count = len(rows)
        chosen = self._choices.chosen
        return [self._row(each, width, n == chosen) for n, each in enumerate(rows)]

    def _row(self, content: Content, width: int, chosen: bool) -> Content:
        whole = line((f"{glyphs().arrow if chosen else ' '} ", "bold $key")) + content
        if not chosen:
            return whole
        return whole.pad_right(max(0, width - whole.cell_length)).stylize_before("on $chosen")

    def on_click(self, event: events.Click) -> None:
        place = event.get_content_offset(self)
        if place is not None and 0 <= place.y < self.count:
            self._choices.choose(place.y)
            self._choices.post_message(Choices.Taken())

    @property
    def _choices(self) -> Choices:
        assert isinstance(self.parent, Choices)
        return self.parent
