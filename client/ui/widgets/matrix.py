"""The risk matrix with what stands in it, as large as its room, and what its colours are called."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from client.ui.layout.matrix import NOTHING, Lit, Mark, legend, matrix
from client.ui.widgets.lines import Lines

LEGEND_ROWS = 9  # below so many rows the cells come first


class Matrix(Lines):
    """`show` says what stands in it. `rows`: how many lines it may take, its legend within them."""

    DEFAULT_CSS = "Matrix { height: auto; }"

    def __init__(self, rows: int = 19) -> None:
        super().__init__()
        self._rows = rows
        self._marks: Sequence[Mark] = ()
        self._lit = NOTHING

    def show(self, marks: Sequence[Mark], lit: Lit = NOTHING) -> None:
        self._marks, self._lit = marks, lit
        self.redraw()

    def allow(self, rows: int) -> None:
        """It has so many lines from here on."""
        if rows != self._rows:
            self._rows = rows
            self.redraw()

    def lines(self, width: int) -> Sequence[Content]:
        words = legend(width) if self._rows >= LEGEND_ROWS else []
        edges = not self.app.current_theme.ansi
        return [*matrix(width, self._rows - len(words), self._marks, self._lit, edges=edges), *words]
