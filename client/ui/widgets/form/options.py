"""Options side by side on as many lines as they need: drawn, and reached by arrows, digits and first letters.

Not here: what being chosen means; one of them (`choices`), or some (`toggles`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size

from client.text.clean import clean_line
from client.ui.drawing import Piece, line, stack, wrap
from client.ui.widgets.form.control import Control
from client.ui.widgets.form.setting import Setting
from hotline.kinds.entries import Entry

BETWEEN = 1  # besides the blank that each option ends with, which the cursor covers
BEHIND = 3
CURSOR = "bold $cell-here-text on $key"


@dataclass(frozen=True, slots=True)
class Option:
    """A value, and the word that is shown for it."""

    value: str
    word: str


class Options(Control, can_focus=True):
    """Subclasses say how one is drawn (`piece`) and what pressing means (`move`, `press`)."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move(-1)", show=False),
        Binding("right", "move(1)", show=False),
        Binding("down,enter", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(self, entry: Entry, setting: Setting, options: Sequence[Option]) -> None:
        super().__init__(entry, setting)
        self.options = options

    def piece(self, place: int) -> Piece:
        raise NotImplementedError

    def move(self, by: int) -> None:
        raise NotImplementedError

    def press(self, place: int) -> None:
        raise NotImplementedError

    def meaning(self) -> str:
        """What stands behind the options: what the chosen one means."""
        return ""

    # Keys

    def action_move(self, by: int) -> None:
        self.move(by)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Letters and digits are for this, not for what they do elsewhere."""
        return character is not None and character.isprintable()

    def on_key(self, event: events.Key) -> None:
        if event.character is None or not event.character.isprintable():
            return
        event.stop()
        place = self._found(event.character)
        if place is not None:
            self.press(place)

    def _found(self, character: str) -> int | None:
        """The option that a digit or a letter means."""
        exact = [n for n, each in enumerate(self.options) if each.value == character]
        if exact:
            return exact[0]
        if character.isdigit() and not any(each.value.isdigit() for each in self.options):
            place = int(character) - 1
            return place if 0 <= place < len(self.options) else None
        begun = [
            n for n, each in enumerate(self.options) if each.word.casefold().startswith(character.casefold())
        ]
        return begun[0] if begun else None

    def begin(self) -> None:
        self.focus()

    # Drawing

    def lines(self, width: int) -> Sequence[Content]:
        """The options, and the meaning behind them where it fits, else under them."""
        rows: list[list[Piece | str]] = [[]]
        used = 0
        for place in range(len(self.options)):
            text, style = self.piece(place)
            text = clean_line(text, width)
            length = Content(text).cell_length
            if used and used + BETWEEN + length - 1 > width:
                rows.append([])
                used = 0
            rows[-1] += [" " * BETWEEN if used else "", (text, style)]
            used += (BETWEEN if used else 0) + length
        found = [line(*each) for each in rows]
        meaning = self.meaning()
        if meaning:
            free = width - found[-1].cell_length - Content(clean_line(meaning)).cell_length
            if free >= 1:
                found[-1] += line((" " * min(free, BEHIND) + meaning, "$body"))
            else:
                found += wrap(line((meaning, "$body")), width)
        return found

    def render(self) -> Content:
        return stack(self.lines(max(self.size.width, 1)))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return max(len(self.lines(max(width, 1))), 1)

    def on_click(self, event: events.Click) -> None:
        place = self._at(event.x, event.y)
        if place is not None:
            self.press(place)

    def _at(self, x: int, y: int) -> int | None:
        """The option that is drawn there."""
        column = row = 0
        for place in range(len(self.options)):
            length = Content(clean_line(self.piece(place)[0], self.size.width)).cell_length
            if column and column + BETWEEN + length - 1 > self.size.width:
                column, row = 0, row + 1
            begin = column + (BETWEEN if column else 0)
            if row == y and begin <= x < begin + length:
                return place
            column = begin + length
        return None

    def chosen_anew(self) -> None:
        """Drawn again, and told."""
        self.refresh(layout=True)
        self.changed()

    def watch_has_focus(self, _has: bool) -> None:
        super().watch_has_focus(_has)
        self.refresh()

    def put(self, value: Any) -> None:
        raise NotImplementedError
