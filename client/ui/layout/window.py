"""The window of a channel's record that is held: some hundred statements, laid out one beneath another.

Each statement is laid out once, and anew when it, its mark, its day or the width is another. Not here: which
part of the window is on screen and what is chosen (the transcript), and fetching (the screen does).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from client.engine.reading.shapes import Page, Row
from client.text.tongue import say
from client.ui.drawing import line
from client.ui.glyphs import glyphs
from client.ui.layout.blocks import Block, Blocks
from client.ui.layout.reader import Reader
from client.ui.layout.statement import GUTTER, TIME, lay_out
from client.ui.times import clock, moment
from client.ui.times import day as day_of
from client.ui.visit import Visit

LEAST = 20  # columns: narrower is drawn as if it were so wide


class Window(Blocks):
    """Of one channel, for one officer's visit to it."""

    def __init__(self) -> None:
        super().__init__()
        self._first = self._total = 0  # the place of the first one held in the record, and how many there are
        self._visit = Visit()
        self._looked_at: str | None = None
        self._reader: Reader | None = None
        self._width = LEAST

    @property
    def rows(self) -> Sequence[Row]:
        return [each.row for each in self]

    @property
    def channel(self) -> str | None:
        """Whose statements these are."""
        return self[0].row["channel"] if self else None

    @property
    def whole_start(self) -> bool:
        """Whether it reaches to the first statement of the record."""
        return not self._first

    @property
    def whole_end(self) -> bool:
        """Whether it reaches to the newest one."""
        return self._first + len(self) >= self._total

    # What is held

    def show(self, page: Page, reader: Reader, looked_at: str | None) -> None:
        """These and no others."""
        self._reader, self._looked_at = reader, looked_at
        self._first, self._total = page["first"], page["total"]
        self._visit.take(page["rows"], with_line=looked_at is not None)
        self._hold(page["rows"])

    def add_before(self, page: Page) -> None:
        """What comes before it."""
        self._first, self._total = page["first"], page["total"]
        self._hold([*self._others(page), *self.rows])

    def add_after(self, page: Page) -> None:
        """What comes after it."""
        self._total = page["total"]
        self._hold([*self.rows, *self._others(page)])

    def update(self, rows: Sequence[Row]) -> None:
        """Some statements came further."""
        newer = {each["id"]: each for each in rows}
        self._hold([newer.get(each["id"], each) for each in self.rows])

    def _others(self, page: Page) -> list[Row]:
        held = {each.row["id"] for each in self}
        return [each for each in page["rows"] if each["id"] not in held]

    # What is new

    def begin_visit(self) -> None:
        """The officer looks at it again."""
        self._visit.begin()
        self._hold(self.rows)

    def see(self, shown: Sequence[Row]) -> list[int]:
        """These stand on screen; gives the arrival numbers of those that are seen for the first time."""
        return self._visit.see(shown)

    def new_below(self, y: int) -> int:
        """How many that the officer has not seen come after the one at this line."""
        place = self.place_at(y)
        after = range(len(self) if place is None else place + 1, len(self))
        return sum(self._visit.is_unseen(self[each].row) for each in after)

    # How it is laid out

    def fit(self, width: int) -> None:
        """At that width from now on, in cells of the screen."""
        if max(width - 2, LEAST) != self._width:
            self._width = max(width - 2, LEAST)
            self.lay_out()

    def tick(self, reader: Reader) -> None:
        """Time has passed: what counts it is laid out anew; on another day all, as today's bear no date."""
        before, self._reader = self._reader, reader
        if before is not None and before.now.date() != reader.now.date():
            self.lay_out()
            return
        self.set([self._laid(each.row, each.day) if _tells_time(each.row) else each for each in self])

    def lay_out(self) -> None:
        """All of it anew."""
        rows = self.rows
        self.set([self._laid(row, day) for row, day in zip(rows, self._days(rows), strict=True)])

    def _hold(self, rows: Sequence[Row]) -> None:
        known = {each.row["id"]: each for each in self}
        days = self._days(rows)
        self.set([self._block(row, day, known.get(row["id"])) for row, day in zip(rows, days, strict=True)])

    def _block(self, row: Row, day: str, known: Block | None) -> Block:
        now = row, self._visit.mark(row), day
        return (
            known if known is not None and (known.row, known.mark, known.day) == now else self._laid(row, day)
        )

    def _days(self, rows: Sequence[Row]) -> Iterator[str]:
        """Each one's day, where it is another than that of the one before; of the first, than today."""
        assert self._reader is not None or not rows, "there is a reader before there is a row"
        before = self._reader.now.date() if self._reader else None
        for row in rows:
            at = moment(row["said_at"])
            assert at is not None, "every statement has its time"
            yield day_of(at) if at.date() != before else ""
            before = at.date()

    def _laid(self, row: Row, day: str) -> Block:
        assert self._reader is not None, "there is a reader before there is a row"
        mark = self._visit.mark(row)
        lines = lay_out(row, self._reader, self._width, new=mark == "in place")
        above = [_under(day, self._width), Content("")] if day else []
        above += [_since(self._looked_at, self._reader, self._width), Content("")] if mark == "since" else []
        return Block(row, [*above, *lines, Content("")], mark, day, len(above))


def _since(looked_at: str | None, reader: Reader, width: int) -> Content:
    """The line above what is new since the officer was here."""
    at = moment(looked_at)
    word = say("New since {at}", at=clock(at, reader.now)) if at else say("New")
    rest = glyphs().rule * max(0, width - 16 - len(word))
    return line((glyphs().rule * 12, "$ours"), (f"  {word}  ", "$ours"), (rest, "$ours"))


def _under(day: str, width: int) -> Content:
    """The thin line above what was said on that day."""
    rest = glyphs().rule * max(0, width - TIME - GUTTER - len(day) - 2)
    return line((" " * TIME, "$faint"), (f"{day}  ", "$muted"), (rest, "$faint"))


def _tells_time(row: Row) -> bool:
    """Whether it reads otherwise when time has passed."""
    wish = row["body"].get("reply_by") if row["body"] else None
    return bool(wish) or any(
        each["due_at"] and each["state"] not in {"met", "waived"} for each in row["owed"]
    )
