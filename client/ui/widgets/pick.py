"""One of a few words on a line: arrows, a digit or a first letter chooses. It begins with none chosen."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.message import Message

from client.text.tongue import say
from client.ui.drawing import line
from client.ui.glyphs import glyphs
from client.ui.widgets.lines import Lines


class Pick(Lines, can_focus=True):
    """`options`: value and word. `value` is None before one is chosen."""

    class Picked(Message):
        """Another one is chosen."""

        def __init__(self, pick: Pick) -> None:
            super().__init__()
            self.pick = pick

    def __init__(self, options: Sequence[tuple[str, str]], id: str | None = None) -> None:
        super().__init__(id=id)
        self._options = options
        self._chosen: int | None = None

    @property
    def value(self) -> str | None:
        return None if self._chosen is None else self._options[self._chosen][0]

    def choose(self, place: int) -> None:
        self._chosen = max(0, min(place, len(self._options) - 1))
        self.redraw()
        self.post_message(self.Picked(self))

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Letters are for the words here."""
        return character is not None and character.isprintable()

    def on_key(self, event: events.Key) -> None:
        place = self._meant(event)
        if place is not None:
            event.stop()
            event.prevent_default()
            self.choose(place)

    def _meant(self, event: events.Key) -> int | None:
        if event.key in {"left", "right", "space"}:
            by = -1 if event.key == "left" else 1
            return 0 if self._chosen is None else self._chosen + by
        letter = (event.character or "").lower()
        if letter.isdigit() and 1 <= int(letter) <= len(self._options):
            return int(letter) - 1
        words = [say(word).lower() for _, word in self._options]
        return next((n for n, word in enumerate(words) if letter.strip() and word.startswith(letter)), None)

    def on_click(self, event: events.Click) -> None:
        at = event.get_content_offset(self)
        if at is None:
            return
        for place, (row, start, end) in enumerate(self._places(self.size.width)):
            if row == at.y and start <= at.x < end:
                self.choose(place)

    def _places(self, width: int) -> Sequence[tuple[int, int, int]]:
        """Row, first and last cell of each."""
        found, row, at = [], 0, 0
        for place in range(len(self._options)):
            size = self._piece(place).cell_length
            if at and at + size > width:
                row, at = row + 1, 0
            found.append((row, at, at + size))
            at += size + 2
        return found

    def lines(self, width: int) -> Sequence[Content]:
        rows: list[Content] = []
        for place, (row, start, _) in enumerate(self._places(width)):
            if row == len(rows):
                rows.append(Content(""))
            rows[row] = rows[row].pad_right(start - rows[row].cell_length) + self._piece(place)
        return rows

    def _piece(self, place: int) -> Content:
        word = say(self._options[place][1])
        if place == self._chosen:
            return line(
                (f"{glyphs().full} {word}", "bold $background on $key" if self.has_focus else "bold $strong")
            )
        return line((f"{glyphs().empty} {word}", "$body" if self.has_focus else "$muted"))

    def on_focus(self) -> None:
        self.redraw()

    def on_blur(self) -> None:
        self.redraw()
