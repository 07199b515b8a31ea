"""A thin line from top to bottom between two parts of a screen."""

from __future__ import annotations

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from client.ui.glyphs import glyphs


class Column(Widget):
    DEFAULT_CSS = "Column { width: 1; height: 1fr; color: $faint; }"

    def render_line(self, y: int) -> Strip:
        return Strip([Segment(glyphs().column, self.rich_style)])
