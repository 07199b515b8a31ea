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


class Narrow(LineFilter):
    """Where plain shapes are chosen, no punctuation is left of which terminals disagree how wide it is."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        if glyphs() is not PLAIN:
            return segments
        return [
            segment if segment.control else Segment(segment.text.translate(NARROW), segment.style)
            for segment in segments
        ]


class Harmless(LineFilter):
    """Leaves out what could move a cursor, and shows what could reorder a line."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [
            segment if segment.control else Segment(clean_segment(segment.text), segment.style)
            for segment in segments
        ]
