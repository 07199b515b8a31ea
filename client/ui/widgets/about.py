"""What the field that one is in is for, and which keys set it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from client.text.numbers import whole
from client.text.tongue import say
from client.ui.drawing import fit, line, spread, wrap
from client.ui.glyphs import glyphs
from client.ui.widgets.lines import Lines
from hotline.kinds.entries import Entry, Input


class About(Lines):
    DEFAULT_CSS = "About { height: 2; } About.low { height: 1; }"

    def __init__(self) -> None:
        super().__init__()
        self._entry: Entry | None = None
        self._hint = ""

    def show(self, entry: Entry, hint: str) -> None:
        self._entry, self._hint = entry, hint
        self.redraw()

    def lines(self, width: int) -> Sequence[Content]:
        found = self._shown(self._entry, width) if self._entry is not None else []
        return [*found, Content(""), Content("")][: max(self.size.height, 1)]

    def _shown(self, entry: Entry, width: int) -> list[Content]:
        words = [each for each in (say(entry.help), *self._limits(entry)) if each]
        left = line(("  ".join(words), "$muted"))
        hint = line((say(self._hint), "$muted") if self._hint else "")
        if left.cell_length + hint.cell_length + 2 <= width:
            return [spread(width, left, hint)]
        if self.size.height < 2:
            return [fit(left, width)]
        first, *rest = wrap(left, width)
        return [first, spread(width, Content(" ").join(rest), hint)]

    def _limits(self, entry: Entry) -> list[str]:
        found = []
        if entry.input in {Input.LINE, Input.TEXT} and entry.most is not None:
            found.append(say("At most {n} characters.", n=whole(entry.most)))
        elif entry.input is Input.NUMBER and entry.most is not None and not entry.words:
            found.append(f"{entry.least}{glyphs().dash}{entry.most}.")
        if not entry.required:
            found.append(say("May be left out."))
        return found
