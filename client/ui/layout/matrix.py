"""The risk matrix as lines: likelihood 1 to 5 upwards, impact 1 to 5 to the right, the score in each cell.

A cell shows the marks that were given for it instead of its score: `Mark(level=3, impact=4, text="● 12")`
is what an officer enters now, `Mark(2, 4, "○ 8")` what they said last time, `Mark(3, 4, "●A")` a party's view
of risk A on the board. Several marks in a cell stand side by side; what does not fit is counted (`●A+2`). One
mark may be `here`: its cell stands out. `Lit` makes a row and a column stand out before both are known.

It fits the room it is given: cells three, two or one lines high, four to nine wide.
Every colour has its word: `legend` says which scores are low, moderate, high and extreme.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from textual.content import Content

from client.text.clean import cells, clean_line
from client.text.tongue import say
from client.ui.drawing import Piece, line
from client.ui.glyphs import glyphs
from hotline.kinds.fields import IMPACT_WORDS
from hotline.kinds.scales import LEVEL_RANGES, cell_word

SIZE = 5
GAP = 1  # cells between two cells
NUDGE = 2  # cells that a word may stand beside its column
CELL_LEAST, CELL_MOST = 4, 9
FULL_LABEL, SHORT_LABEL = 11, 2  # `80–99 %  5`, or its number alone
WORDS = {"show": "Matrix", "hide": "Hide matrix", "list": "List"}  # what its key does now
COLOURS = {"low": "$cell-2", "moderate": "$cell-3", "high": "$cell-4", "extreme": "$cell-5"}


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that stands in a cell. `here`: the cell stands out."""

    level: int
    impact: int
    text: str
    style: str = "bold $strong"
    here: bool = False


@dataclass(frozen=True, slots=True)
class Lit:
    """What is known so far; `levels`: the rows from lowest to highest that somebody finds plausible."""

    level: int | None = None
    impact: int | None = None
    levels: tuple[int, int] | None = None


NOTHING = Lit()


@dataclass(frozen=True, slots=True)
class _Room:
    label: int
    cell: int
    height: int
    edges: bool

    @property
    def begin(self) -> int:
        """Where the first cell stands: behind the label, the range, and a blank."""
        return self.label + 2


def matrix(
    width: int, height: int, marks: Sequence[Mark] = (), lit: Lit = NOTHING, *, edges: bool = True
) -> list[Content]:
    """Lines of at most that width; no more than `height` of them, and seven at least.

    `edges`: cells end in half a line, for palettes that have colours to do it with.
    """
    room = _room(width, height, edges)
    rows = [each for level in range(SIZE, 0, -1) for each in _row(level, room, marks, lit)]
    if room.height == 3 and not edges:
        rows.pop()
    return [*rows, _numbers(room, lit), *_words(room, width, lit)]


def legend(width: int) -> list[Content]:
    """Which scores have which word: `low 1–4   moderate 5–9   high 10–16   extreme 20–25`."""
    for block, gap in ((2, 2), (1, 1)):
        words = _words_of_scores(block)
        whole = Content(" " * gap).join(words)
        if whole.cell_length <= width:
            return [whole]
    return [Content(" ").join(words[:2]), Content(" ").join(words[2:])]


def _words_of_scores(block: int) -> list[Content]:
    scores = sorted({(a * b, cell_word(a, b)) for a in range(1, SIZE + 1) for b in range(1, SIZE + 1)})
    found = []
    for word, colour in COLOURS.items():
        of = [score for score, each in scores if each == word]
        name = f"{say(word)} {of[0]}{glyphs().dash}{of[-1]}"
        found.append(line((" " * block, f"on {colour}"), (f" {name}", "$muted")))
    return found


def _room(width: int, height: int, edges: bool) -> _Room:
    label = FULL_LABEL if width >= FULL_LABEL + 2 + SIZE * (CELL_LEAST + 1 + GAP) else SHORT_LABEL
    cell = min(CELL_MOST, max(CELL_LEAST, (width - label - 2 + GAP) // SIZE - GAP))
    tall = 3 if height >= 3 * SIZE + 2 else 2 if height >= 2 * SIZE + 2 else 1
    return _Room(label, cell, tall, edges and bool(glyphs().lower))


# Rows


def _row(level: int, room: _Room, marks: Sequence[Mark], lit: Lit) -> Iterator[Content]:
    cells_ = [_Cell(level, impact, marks, lit) for impact in range(1, SIZE + 1)]
    empty = " " * room.label + _gutter(level, lit)
    if room.height == 3:
        yield line(empty, *_spaced([each.blank(room.cell) for each in cells_]))
    yield line(*_label(level, room, lit), *_spaced([each.text(room.cell) for each in cells_]))
    if room.height == 1:
        return
    joint = _gutter(level, lit) if level > 1 and _in_range(level - 1, lit) else " "
    if room.edges:
        yield line(" " * room.label + joint, *_spaced([each.edge(room.cell) for each in cells_]))
    else:
        yield line(" " * room.label + joint)


def _spaced(pieces: Sequence[Piece]) -> Iterator[Piece | str]:
    for piece in pieces:
        yield " " * GAP
        yield piece


def _label(level: int, room: _Room, lit: Lit) -> Iterator[Piece | str]:
    low, high = LEVEL_RANGES[level - 1]
    text = f"{low}{glyphs().dash}{high} %  {level}" if room.label == FULL_LABEL else str(level)
    yield f"{text:>{room.label}}", "bold $strong" if lit.level == level else "$muted"
    yield _gutter(level, lit), "$strong"


def _gutter(level: int, lit: Lit) -> str:
    return glyphs().column if _in_range(level, lit) else " "


def _in_range(level: int, lit: Lit) -> bool:
    return lit.levels is not None and lit.levels[0] <= level <= lit.levels[1]


class _Cell:
    def __init__(self, level: int, impact: int, marks: Sequence[Mark], lit: Lit) -> None:
        self._marks = [each for each in marks if (each.level, each.impact) == (level, impact)]
        self._score = f"{level * impact:>2}"
        self._lit = lit.level == level or lit.impact == impact
        self._here = any(each.here for each in self._marks)
        self._colour = "$cell-here" if self._here else COLOURS[cell_word(level, impact)]

    def blank(self, width: int) -> Piece:
        return " " * width, f"on {self._colour}"

    def edge(self, width: int) -> Piece:
        """The lower half of the line is the screen's own."""
        return glyphs().lower * width, f"$background on {self._colour}"

    def text(self, width: int) -> Piece:
        shown = self._shown(width)
        if self._here:
            return _centred(shown, width), f"bold $cell-here-text on {self._colour}"
        if self._marks:
            return _centred(shown, width), f"{self._marks[0].style} on {self._colour}"
        style = "bold $strong" if self._lit else "$body"
        return _centred(self._score, width), f"{style} on {self._colour}"

    def _shown(self, width: int) -> str:
        texts = [clean_line(each.text) for each in self._marks]
        for joined in (" ".join(texts), "".join(texts)):
            if cells(joined) <= width:
                return joined
        fewer = next((n for n in range(len(texts) - 1, 0, -1) if _counted(texts, n) <= width), 0)
        rest = len(texts) - fewer
        return f"{''.join(texts[:fewer])}+{rest}" if fewer and rest else clean_line("".join(texts), width)


def _counted(texts: Sequence[str], shown: int) -> int:
    return cells("".join(texts[:shown])) + cells(f"+{len(texts) - shown}")


def _centred(text: str, width: int) -> str:
    free = max(0, width - cells(text))
    return " " * (free // 2) + text + " " * (free - free // 2)


# Under the rows


def _numbers(room: _Room, lit: Lit) -> Content:
    pieces = [
        (_centred(f"{each:>2}", room.cell), "bold $strong" if lit.impact == each else "$muted")
        for each in range(1, SIZE + 1)
    ]
    return line(" " * (room.label + 1), *_spaced(pieces))


def _words(room: _Room, width: int, lit: Lit) -> Iterator[Content]:
    """The words of the impacts under their columns; where they would touch, only the one that is lit."""
    words = [say(each) for each in IMPACT_WORDS.values()]
    placed = _apart([_place(n, each, room, width) for n, each in enumerate(words)], words)
    apart = all(a + cells(word) < b for (a, b), word in zip(pairwise(placed), words, strict=False))
    chosen = range(SIZE) if apart else ([lit.impact - 1] if lit.impact else [])
    pieces: list[Piece | str] = []
    used = 0
    for n in chosen:
        pieces += [
            " " * (placed[n] - used),
            (words[n], "bold $strong" if lit.impact == n + 1 else "$muted"),
        ]
        used = placed[n] + cells(words[n])
    yield line(*pieces)


def _apart(placed: Sequence[int], words: Sequence[str]) -> list[int]:
    """Those that touch the next one a little to the left; beside the labels there is room."""
    found = list(placed)
    for n in range(len(found) - 2, -1, -1):
        least = found[n + 1] - 1 - cells(words[n])
        found[n] = min(found[n], max(least, found[n] - NUDGE, 0))
    return found


def _place(column: int, word: str, room: _Room, width: int) -> int:
    middle = room.begin + column * (room.cell + GAP) + room.cell / 2
    if column == 0:
        middle -= 1  # beside the labels there is room, and this word is the longest
    return max(0, min(width - cells(word), round(middle - cells(word) / 2)))
