"""What is new since the officer came back to a channel: where the line stands, what came late, what was seen.

A visit begins when the transcript is looked at again. What is new and stands last is under one line, "New
since"; what came late, to a place above what was here already, is marked by itself. Both stay until the visit
ends. Pure: it is told which rows there are, and which of them stand on screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import inf
from typing import Literal

from client.engine.reading.shapes import Row

Mark = Literal["", "since", "in place"]


class Visit:
    """Of one channel."""

    def __init__(self) -> None:
        self._since: str | None = None
        self._in_place: set[str] = set()
        self._seen: set[str] = set()

    def begin(self) -> None:
        """What is new from now on is new since now. What was seen stays seen."""
        self._since, self._in_place = None, set()

    def take(self, rows: Sequence[Row], with_line: bool) -> None:
        """These are shown, in display order. `with_line`: the officer was here before."""
        known: float = inf  # the first to come of those below that are not new themselves
        for row in reversed(rows):
            if not self.is_unseen(row):
                known = min(known, row["arrived"])
            elif known < row["arrived"]:
                self._in_place.add(row["id"])
        if with_line:
            self._since = self._line_above(rows)

    def _line_above(self, rows: Sequence[Row]) -> str | None:
        """The first new one that did not come late. A line that is not among these stays where it is."""
        if self._since is not None and all(each["id"] != self._since for each in rows):
            return self._since
        return next((each["id"] for each in rows if each["id"] == self._since or self._is_fresh(each)), None)

    def _is_fresh(self, row: Row) -> bool:
        return self.is_unseen(row) and row["id"] not in self._in_place

    def see(self, shown: Iterable[Row]) -> list[int]:
        """These stand on screen; gives the arrival numbers of those that are seen for the first time."""
        fresh = [each for each in shown if self.is_unseen(each)]
        self._seen.update(each["id"] for each in fresh)
        return [each["arrived"] for each in fresh]

    def is_unseen(self, row: Row) -> bool:
        return row["new"] and row["id"] not in self._seen

    def mark(self, row: Row) -> Mark:
        """How it is told to be new."""
        if row["id"] == self._since:
            return "since"
        return "in place" if row["id"] in self._in_place else ""
