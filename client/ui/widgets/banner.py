"""An exercise says so, on every screen and over every dialog; a real line has no such strip."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from client.text.clean import cells, clean_line
from client.text.tongue import say
from client.ui.glyphs import glyphs
from client.ui.widgets.lines import Lines

WORD = "EXERCISE"


class Banner(Lines):
    DEFAULT_CSS = """
    Banner { height: 1; background: $banner; color: $banner-text; text-style: bold; }
    Banner { display: none; }
    Banner.exercise { display: block; }
    """

    def on_mount(self) -> None:
        self.watch(self.app, "overview", self._look)

    def _look(self) -> None:
        self.set_class(self.line_app.exercise, "exercise")
        self.redraw()

    def lines(self, width: int) -> Sequence[Content]:
        row = self.line_app.channel_row
        title = clean_line(row["title"]) if row is not None else ""
        middle = f"{title} {glyphs().dash} {say('NOT REAL EVENTS')}" if title else say("NOT REAL EVENTS")
        side = "   ".join([WORD] * 3) if width >= 100 else WORD
        room = width - 2 * cells(side) - 6
        if cells(middle) > room:
            middle = clean_line(middle, max(room, 0))
        gap = max(width - 2 * cells(side) - cells(middle) - 4, 2)
        left = gap // 2
        return [Content(f"  {side}{' ' * left}{middle}{' ' * (gap - left)}{side}  ")]
