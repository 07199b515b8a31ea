"""One of a few: a choice, a level, yes or no, a party. Arrows set it, or its digit, or its first letter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from client.text.tongue import say
from client.ui.drawing import Piece
from client.ui.glyphs import glyphs
from client.ui.widgets.form.options import CURSOR, Option, Options
from client.ui.widgets.form.setting import Setting
from hotline.kinds.entries import Entry, Input


class Choices(Options):
    HINT: ClassVar[str] = "arrows, digit or first letter"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("backspace,delete", "clear", show=False),
        Binding("home", "press_at(0)", show=False),
        Binding("end", "press_at(-1)", show=False),
    ]

    def __init__(self, entry: Entry, setting: Setting, options: Sequence[Option] | None = None) -> None:
        super().__init__(entry, setting, options_of(entry, setting) if options is None else options)
        self._chosen: int | None = None

    @property
    def value(self) -> Any:
        return "" if self._chosen is None else self.options[self._chosen].value

    def put(self, value: Any) -> None:
        word = (
            {True: "true", False: "false"}.get(value, str(value)) if isinstance(value, bool) else str(value)
        )
        self._chosen = next((n for n, each in enumerate(self.options) if each.value == word), None)
        self.refresh(layout=True)

    def move(self, by: int) -> None:
        place = 0 if self._chosen is None else self._chosen + by
        self.press(min(max(place, 0), len(self.options) - 1))

    def press(self, place: int) -> None:
        if place != self._chosen and self.options:
            self._chosen = place
            self.chosen_anew()

    def action_press_at(self, place: int) -> None:
        self.press(place % max(len(self.options), 1))

    def action_clear(self) -> None:
        if self._chosen is not None and not self.entry.required:
            self._chosen = None
            self.chosen_anew()

    def piece(self, place: int) -> Piece:
        word = self.options[place].word
        if place != self._chosen:
            return f"{glyphs().empty} {word} ", "$body" if self.has_focus else "$muted"
        return f"{glyphs().full} {word} ", CURSOR if self.has_focus else "bold $strong"

    def meaning(self) -> str:
        return say(dict(self.entry.words).get(self.value, "")) if self.value else ""


def options_of(entry: Entry, setting: Setting) -> list[Option]:
    """What may be chosen in an entry."""
    match entry.input:
        case Input.YES_NO:
            return [Option("true", say("Yes")), Option("false", say("No"))]
        case Input.PARTY:
            return [Option(code, code) for code, _name in setting.parties]
        case Input.NUMBER:
            numbers = range(entry.least or 0, (entry.most or 0) + 1)
            return [Option(str(each), str(each)) for each in numbers]
    return [Option(value, _word(value)) for value, _meaning in entry.words]


def _word(value: str) -> str:
    """A coded value as a word: it begins with a capital, so that its letter is seen."""
    said = say(value.replace("_", " "))
    return said.upper() if any(map(str.isdigit, said)) else said[:1].upper() + said[1:]
