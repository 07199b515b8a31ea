"""What the others will read, as it stands now; or what is still needed before there is anything to read."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from client.text.tongue import say
from client.ui.drawing import line, spread, wrapped
from client.ui.glyphs import glyphs
from client.ui.widgets.lines import Lines
from hotline import limits
from hotline.kinds.catalogue import UrgentLength


class Sentence(Lines):
    """`rows`: the lines it may take; 0: as many as it needs."""

    DEFAULT_CSS = "Sentence { height: auto; }"

    def __init__(self, rows: int = 0) -> None:
        super().__init__()
        self._rows = rows
        self._readers: Sequence[str] = ()
        self._text: Sequence[str] = ()
        self._needed: Sequence[str] = ()
        self._to_mend: Sequence[str] = ()
        self._length: UrgentLength | None = None

    def show(
        self,
        readers: Sequence[str],
        text: Sequence[str],
        needed: Sequence[str],
        to_mend: Sequence[str],
        length: UrgentLength | None,
    ) -> None:
        """`length`: of an urgent text; None: it is not counted."""
        self._readers, self._text, self._length = readers, text, length
        self._needed, self._to_mend = needed, to_mend
        self.redraw()

    def allow(self, rows: int) -> None:
        """It has so many lines from here on."""
        if rows != self._rows:
            self._rows = rows
            self.redraw()

    def lines(self, width: int) -> Sequence[Content]:
        who = ", ".join(self._readers)
        head = line((say("{who} WILL READ", who=who) if who else say("THE OTHERS WILL READ"), "bold $muted"))
        found = [spread(width, head, self._count()), *self._advice(width)]
        for each in self._text:
            found += wrapped(each, width, "$body")
        if self._needed:
            found += wrapped(say("Still needed: {what}", what=", ".join(self._needed)), width, "$muted")
        if self._to_mend:
            found += wrapped(say("To mend: {what}", what=", ".join(self._to_mend)), width, "$amber")
        return self._cut(found, width)

    def _count(self) -> Content:
        length = self._length
        if length is None:
            return Content("")
        if length.by_characters:
            text = say("{n} of {most} characters", n=length.characters, most=limits.URGENT_CHARACTERS)
        else:
            text = say("{n} of {most} words", n=length.words, most=limits.URGENT_WORDS)
        return line((f"{glyphs().alert} {text}", "bold $red") if length.too_long else (text, "$muted"))

    def _advice(self, width: int) -> list[Content]:
        if self._length is None or not self._length.too_long:
            return []
        return wrapped(
            say("Too long to be urgent. Say the urgent part now, and the rest as a second statement."),
            width,
            "$red",
        )

    def _cut(self, lines: list[Content], width: int) -> list[Content]:
        if not self._rows or len(lines) <= self._rows:
            return lines
        more = line((f"{glyphs().ellipsis} {say('^s shows all of it')}", "$muted"))
        return [*lines[: self._rows - 1], more]
