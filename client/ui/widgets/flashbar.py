"""A FLASH that waits while somebody writes: a red line on every screen, which no typed letter can answer."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from client.text.tongue import say
from client.ui.drawing import line, spread
from client.ui.keys import shown
from client.ui.widgets.lines import Lines


class FlashBar(Lines):
    DEFAULT_CSS = """
    FlashBar { height: 1; background: $flash; color: $flash-text; text-style: bold; padding: 0 2; }
    FlashBar { display: none; }
    FlashBar.waiting { display: block; }
    """

    def on_mount(self) -> None:
        self.watch(self.app, "overview", self._look)

    def on_click(self) -> None:
        self.line_app.action_flash()

    def _look(self) -> None:
        self.set_class(bool(self.line_app.alarms.waiting), "waiting")
        self.redraw()

    def lines(self, width: int) -> Sequence[Content]:
        flashes = self.line_app.alarms.waiting
        if not flashes:
            return [Content("")]
        first = flashes[0]
        who = f"FLASH  {first['party'] or ''}  {first['number'] or ''}"
        key = f"{shown('flash', self.line_app.settings.keys)} {say('Open').lower()}"
        return [spread(width, line(who), line(key))]
