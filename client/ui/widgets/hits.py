"""What a search has found: as many hits as there is room for, around the chosen one."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.message import Message

from client.engine.reading.shapes_record import Hit
from client.ui.drawing import text_width
from client.ui.layout.hits import HEIGHT, hit_lines, when
from client.ui.layout.reader import reader_of
from client.ui.widgets.lines import Lines

APART = 30  # rows from which on a blank line stands between two hits


class Hits(Lines):
    DEFAULT_CSS = """
    Hits { height: 1fr; padding: 0 2; overflow-y: hidden; }
    """

    class Opened(Message):
        """Somebody clicked on one."""

        def __init__(self, hit: Hit) -> None:
            super().__init__()
            self.hit = hit

    def __init__(self) -> None:
        super().__init__()
        self._hits: list[Hit] = []
        self._chosen = self._top = 0
        self._with_channel = False

    @property
    def hit(self) -> Hit | None:
        """The chosen one."""
        return self._hits[self._chosen] if self._hits else None

    @property
    def place(self) -> tuple[int, int]:
        """Which one is chosen, counted from 1, and of how many."""
        return (self._chosen + 1 if self._hits else 0), len(self._hits)

    def begin(self, with_channel: bool) -> None:
        """Another search."""
        self._hits, self._chosen, self._top, self._with_channel = [], 0, 0, with_channel
        self.redraw()

    def add(self, hits: Sequence[Hit]) -> None:
        self._hits += hits
        self.redraw()

    def move(self, by: int) -> None:
        self._chosen = min(max(self._chosen + by, 0), max(len(self._hits) - 1, 0))
        self._top = min(self._top, self._chosen)
        self._top = max(self._top, self._chosen - self.fitting + 1)
        self.redraw()

    @property
    def fitting(self) -> int:
        return max(self.size.height // self._high, 1)

    @property
    def _high(self) -> int:
        return HEIGHT + (self.app.size.height >= APART)

    def lines(self, width: int) -> Sequence[Content]:
        row = self.line_app.channel_row
        if row is None:
            return []
        reader = reader_of(row, self.line_app.now())
        found: list[Content] = []
        shown = self._hits[self._top : self._top + self.fitting]
        date = text_width(when(each, reader) for each in shown)
        for place, hit in enumerate(shown, self._top):
            chosen = place == self._chosen
            for each in hit_lines(hit, reader, width, date, chosen, self._with_channel):
                found.append(_marked(each, width) if chosen else each)
            found += [Content("")] * (self._high - HEIGHT)
        return found

    def on_click(self, event: events.Click) -> None:
        place = event.get_content_offset(self)
        row = self._top + place.y // self._high if place is not None else len(self._hits)
        if row < len(self._hits):
            self.post_message(Hits.Opened(self._hits[row]))


def _marked(content: Content, width: int) -> Content:
    return content.pad_right(max(0, width - content.cell_length)).stylize_before("on $chosen")
