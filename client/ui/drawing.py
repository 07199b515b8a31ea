"""Pieces of a line with their styles, and how they stand on it: from the left, from the right, cut to fit.

Styles are names of theme colours (`$muted`, `bold $ours`). All text is cleaned here, whoever wrote it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.content import Content

from client.text.clean import cells, clean_line
from client.ui.glyphs import glyphs

Piece = tuple[str, str]
"""Text and style."""

UNBREAKABLE = "\u00a0"
_TIE = "\ue000"  # stands for it while lines are broken; no cleaned text has one of its own


def line(*pieces: Piece | str) -> Content:
    """One line of these pieces."""
    return Content.assemble(*(_clean(each) for each in pieces))


def _clean(piece: Piece | str) -> tuple[str, str]:
    text, style = (piece, "") if isinstance(piece, str) else piece
    return clean_line(text), style


def spread(width: int, left: Content, right: Content | None = None, gap: int = 2) -> Content:
    """Left and right on one line of that width; the left gives way."""
    if right is None or not right.plain:
        return fit(left, width)
    room = max(0, width - right.cell_length - gap)
    if room == 0:
        return fit(right, width)
    begun = fit(left, room)
    return begun + " " * max(gap, width - begun.cell_length - right.cell_length) + right


def fit(content: Content, width: int) -> Content:
    """Cut with an ellipsis where it is too long."""
    if content.cell_length <= width:
        return content
    mark = glyphs().ellipsis
    if width <= len(mark):
        return Content(mark[: max(width, 0)])
    return content.truncate(width - len(mark)).rstrip() + mark


def indent(content: Content, by: int) -> Content:
    return " " * by + content


def columns(width: int, *cells_: tuple[Content, int, bool]) -> Content:
    """Cells side by side: content, cells wide, whether it stands to the right. Two blanks between."""
    parts = [
        (fit(content, room).pad_left(max(0, room - fit(content, room).cell_length)))
        if right
        else fit(content, room).pad_right(max(0, room - fit(content, room).cell_length))
        for content, room, right in cells_
    ]
    return fit(Content("  ").join(parts), width)


def wrapped(text: str, width: int, style: str = "") -> list[Content]:
    """Others' or our own text in as many lines as it needs; its own line breaks stay."""
    found: list[Content] = []
    for paragraph in text.split("\n"):
        cleaned = clean_line(paragraph)
        found += _wrap(Content.styled(cleaned, style), width) if cleaned else [Content("")]
    return found


def wrap(content: Content, width: int) -> list[Content]:
    """One styled paragraph in as many lines as it needs."""
    return _wrap(content, width)


def _wrap(content: Content, width: int) -> list[Content]:
    if content.cell_length <= width:
        return [content]
    broken = _swapped(content, UNBREAKABLE, _TIE).wrap(max(width, 1))
    return [_swapped(each, _TIE, UNBREAKABLE).rstrip() for each in broken]


def _swapped(content: Content, one: str, other: str) -> Content:
    if one not in content.plain:
        return content
    return Content(content.plain.replace(one, other), list(content.spans))


def rule(width: int, style: str = "$faint") -> Content:
    return Content.styled(glyphs().rule * width, style)


def bar(width: int, share: float, style: str) -> Content:
    """How much of something is over: `━━━╌╌`."""
    done = min(width, max(0, round(width * share)))
    return Content.assemble((glyphs().done * done, style), (glyphs().left * (width - done), "$muted"))


def text_width(texts: Iterable[str], least: int = 0) -> int:
    """The widest of these, in cells."""
    return max((cells(clean_line(each)) for each in texts), default=least)


def stack(lines: Sequence[Content]) -> Content:
    """Lines under one another, as one content."""
    return Content("\n").join(lines)
