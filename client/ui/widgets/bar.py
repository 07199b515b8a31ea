"""A scroll bar of whole cells: parts of one are characters that some terminals draw two cells wide."""

from __future__ import annotations

from typing import ClassVar

from textual.scrollbar import ScrollBarRender


class Bar(ScrollBarRender):
    VERTICAL_BARS: ClassVar[list[str]] = [" "] * 8
    HORIZONTAL_BARS: ClassVar[list[str]] = [" "] * 8
