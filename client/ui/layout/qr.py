"""Digits as a QR picture in half lines, dark on light whatever is around it: a camera wants it so."""

from __future__ import annotations

import segno
from textual.content import Content

from client.ui.drawing import line
from client.ui.glyphs import PLAIN, glyphs

BORDER = 2  # modules of quiet around it; the paper around that is light as well
INK, PAPER = "$qr-ink", "$qr-paper"
HALVES = {(0, 0): " ", (1, 0): "▀", (0, 1): "▄", (1, 1): "█"}


def qr(digits: str) -> list[Content]:
    """Two rows of modules a line; in plain shapes one row a line and two cells a module."""
    rows = [list(row) for row in segno.make(digits, micro=False).matrix_iter(border=BORDER)]
    if glyphs() == PLAIN:
        return [line(*((("  "), f"on {INK if dark else PAPER}") for dark in row)) for row in rows]
    if len(rows) % 2:
        rows.append([0] * len(rows[0]))
    pairs = zip(rows[::2], rows[1::2], strict=True)
    return [
        line(("".join(HALVES[upper, lower] for upper, lower in zip(*pair, strict=True)), f"{INK} on {PAPER}"))
        for pair in pairs
    ]
