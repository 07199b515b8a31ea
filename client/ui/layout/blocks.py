"""Statements laid out one beneath another: which line of them all is which line of which statement.

Not here: how a statement is laid out (`statement`), and which part of it all is on screen (the transcript).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.strip import Strip

from client.engine.reading.shapes import Row
from client.ui.visit import Mark


@dataclass(slots=True)
class Block:
    """One statement, laid out, under its day where that is another than the day of the one before; its strips
    are made when they are first seen. `above`: so many of its lines stand over the statement itself."""

    row: Row
    lines: list[Content]
    mark: Mark = ""
    day: str = ""
    above: int = 0
    strips: list[Strip] | None = None


class Blocks:
    """In display order. A place is an index; lines are counted from the first line of the first one."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._tops = [0]

    def __len__(self) -> int:
        return len(self._blocks)

    def __iter__(self) -> Iterator[Block]:
        return iter(self._blocks)

    def __getitem__(self, place: int) -> Block:
        return self._blocks[place]

    def set(self, blocks: Sequence[Block]) -> None:
        """These and no others, with as many lines as they have now."""
        self._blocks = list(blocks)
        self._tops = [0]
        for each in self._blocks:
            self._tops.append(self._tops[-1] + len(each.lines))

    @property
    def height(self) -> int:
        """In lines, without the blank after the last one."""
        return max(self._tops[-1] - 1, 0)

    def place_at(self, y: int) -> int | None:
        """Of the statement that this line belongs to."""
        place = bisect_right(self._tops, y) - 1
        return place if 0 <= place < len(self._blocks) else None

    def place_of(self, statement: str | None) -> int | None:
        return next((n for n, each in enumerate(self._blocks) if each.row["id"] == statement), None)

    def span(self, place: int) -> tuple[int, int]:
        """Its first line, and its last."""
        return self._tops[place], self._tops[place + 1] - 1

    def between(self, first: int, last: int) -> Sequence[Block]:
        """Those of which a line from `first` to `last` can be seen."""
        return self._blocks[max(bisect_right(self._tops, first) - 1, 0) : bisect_right(self._tops, last)]
