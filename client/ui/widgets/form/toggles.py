"""Some of a few, such as the parties that are asked: a digit, a letter or space puts each in or out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from client.text.tongue import say
from client.ui.drawing import Piece
from client.ui.glyphs import glyphs
from client.ui.widgets.form.choices import options_of
from client.ui.widgets.form.options import CURSOR, Option, Options
from client.ui.widgets.form.setting import Setting
from hotline.kinds.entries import Entry, Input


class Toggles(Options):
    HINT: ClassVar[str] = "arrows, space puts in or out"

    def __init__(self, entry: Entry, setting: Setting, options: Sequence[Option] | None = None) -> None:
        super().__init__(entry, setting, options_of(entry, setting) if options is None else options)
        self._in: set[int] = set()
        self._cursor = 0

    @property
    def value(self) -> Any:
        return [self.options[each].value for each in sorted(self._in)]

    def put(self, value: Any) -> None:
        wanted = {str(each) for each in value} if isinstance(value, list | tuple) else {str(value)}
        self._in = {n for n, each in enumerate(self.options) if each.value in wanted}
        self.refresh(layout=True)

    def move(self, by: int) -> None:
        self._cursor = min(max(self._cursor + by, 0), max(len(self.options) - 1, 0))
        self.refresh()

    def press(self, place: int) -> None:
        self._cursor = place
        self._in ^= {place}
        self.chosen_anew()

    def _found(self, character: str) -> int | None:
        if character == " ":
            return self._cursor if self.options else None
        return super()._found(character)

    def piece(self, place: int) -> Piece:
        inside = place in self._in
        mark = glyphs().check if inside else glyphs().empty
        if self.has_focus and place == self._cursor:
            return f"{mark} {self.options[place].word} ", CURSOR
        quiet = "$body" if self.has_focus else "$muted"
        return f"{mark} {self.options[place].word} ", "bold $strong" if inside else quiet

    def meaning(self) -> str:
        if self.entry.input is not Input.PARTY:
            return ""
        names = dict(self.setting.parties)
        return ", ".join(names.get(each, each) for each in self.value) or say("nobody yet")
