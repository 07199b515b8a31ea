"""Digits three lines high, to be read across a room: groups of four side by side, as the width allows."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from client.ui.drawing import line
from client.ui.glyphs import PLAIN, glyphs

HIGH = 3
DIGIT = 3  # cells
GROUP = 4 * DIGIT
BLANK = "_"

_LINES: dict[str, tuple[str, str, str]] = {
    "0": ("┏━┓", "┃ ┃", "┗━┛"),
    "1": ("╺┓ ", " ┃ ", "╺┻╸"),
    "2": ("╺━┓", "┏━┛", "┗━╸"),
    "3": ("╺━┓", " ━┫", "╺━┛"),
    "4": ("╻ ╻", "┗━┫", "  ╹"),
    "5": ("┏━╸", "┗━┓", "╺━┛"),
    "6": ("┏━╸", "┣━┓", "┗━┛"),
    "7": ("╺━┓", "  ┃", "  ╹"),
    "8": ("┏━┓", "┣━┫", "┗━┛"),
    "9": ("┏━┓", "┗━┫", "╺━┛"),
    BLANK: ("   ", "   ", "╺━╸"),
}
_PLAIN: dict[str, tuple[str, str, str]] = {
    "0": (" _ ", "| |", "|_|"),
    "1": ("   ", "  |", "  |"),
    "2": (" _ ", " _|", "|_ "),
    "3": (" _ ", " _|", " _|"),
    "4": ("   ", "|_|", "  |"),
    "5": (" _ ", "|_ ", " _|"),
    "6": (" _ ", "|_ ", "|_|"),
    "7": (" _ ", "  |", "  |"),
    "8": (" _ ", "|_|", "|_|"),
    "9": (" _ ", "|_|", " _|"),
    BLANK: ("   ", "   ", " _ "),
}


def in_groups(digits: str) -> list[str]:
    """`012345…` as groups of four; what is not there yet is blank."""
    padded = f"{digits:{BLANK}<24}"
    return [padded[at : at + 4] for at in range(0, 24, 4)]


def fits_big(width: int) -> bool:
    """Whether three groups stand beside one another."""
    return width >= 3 * GROUP + 2 * 2


def big(groups: Sequence[str], width: int, styles: Sequence[str], *, numbered: bool) -> list[Content]:
    """All six in one row where they fit, else in two rows of three. `numbered`: each has its number below."""
    one_row = width >= 6 * GROUP + 5 * 2
    rows = [range(6)] if one_row else [range(3), range(3, 6)]
    gap = min(4, (width - len(rows[0]) * GROUP) // (len(rows[0]) - 1))
    found: list[Content] = []
    for row in rows:
        if found:
            found.append(Content(""))
        found += _row([(groups[n], styles[n], n + 1) for n in row], width, gap, numbered)
    return found


def _row(groups: Sequence[tuple[str, str, int]], width: int, gap: int, numbered: bool) -> list[Content]:
    shapes = _PLAIN if glyphs() == PLAIN else _LINES
    whole = len(groups) * GROUP + (len(groups) - 1) * gap
    begin = " " * max(0, (width - whole) // 2)
    lines = [
        line(
            begin,
            *_spaced([("".join(shapes[each][at] for each in text), style) for text, style, _ in groups], gap),
        )
        for at in range(HIGH)
    ]
    numbers = [(f"{number:^{GROUP}}", "$muted") for _, _, number in groups]
    return [*lines, line(begin, *_spaced(numbers, gap))] if numbered else lines


def _spaced(pieces: Sequence[tuple[str, str]], gap: int) -> list[tuple[str, str] | str]:
    found: list[tuple[str, str] | str] = []
    for piece in pieces:
        found += [" " * gap, piece] if found else [piece]
    return found
