"""The last wall: whatever a widget lets through, nothing active reaches the terminal.

Others' text is cleaned where it enters a view (`client.text.clean`); this looks at every piece of every line
once more.
"""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from client.text.clean import clean_segment
from client.ui.glyphs import PLAIN, glyphs

NARROW = str.maketrans("“”‘’–—…×·", "\"\"''-->x-")
"""One cell for one: punctuation that some terminals draw two cells wide."""


class Wall(LineFilter):
    """Leaves out what could move a cursor, and shows what could reorder a line.

    `narrow`: nor is any punctuation left of which terminals disagree how wide it is.
    """

    def __init__(self, narrow: bool) -> None:
        super().__init__()
        self._narrow = narrow

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [
            segment if segment.control else Segment(self._harmless(segment.text), segment.style)
            for segment in segments
        ]

    def _harmless(self, text: str) -> str:
        harmless = clean_segment(text)
        return harmless.translate(NARROW) if self._narrow else harmless


_WALL, _NARROW_WALL = Wall(narrow=False), Wall(narrow=True)


def wall() -> Wall:
    """The one for the shapes in use; the same each time, for the library keeps what it filtered."""
    return _NARROW_WALL if glyphs() is PLAIN else _WALL
