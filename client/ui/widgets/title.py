"""What a screen about a channel is called, which channel it is, and whether its record is whole."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from client.ui.drawing import line, rule, spread
from client.ui.widgets.lines import Lines
from client.ui.widgets.side import intact


class Title(Lines):
    SCOPED_CSS = False  # it stands closer where the screen is narrow or low
    DEFAULT_CSS = """
    Title { height: auto; padding: 0 2; margin: 0 0 1 0; }
    Screen.narrow Title { padding: 0 1; }
    Screen.low Title { margin: 0; }
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def on_mount(self) -> None:
        self.watch(self.app, "overview", self.redraw)

    def lines(self, width: int) -> Sequence[Content]:
        row = self.line_app.channel_row
        head = line((self._text, "bold $strong"), (f"   {row['title']}" if row else "", "$body"))
        return [spread(width, head, intact(row, names=True) if row else None), rule(width)]
