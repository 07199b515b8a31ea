"""The keys that act here, as many as fit on one line; F1 shows the rest."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.content import Content

from client.text.tongue import say
from client.ui.drawing import line
from client.ui.keys import KEYS, shown
from client.ui.widgets.lines import Lines


class KeyBar(Lines):
    DEFAULT_CSS = "KeyBar { dock: bottom; height: 1; padding: 0 2; }"

    def __init__(self, *names: str, **words: str) -> None:
        """Names of keys, in order of use; `words`: what a key is called here, where that is another word."""
        super().__init__()
        self._names = names
        self._words = words
        self._places: list[tuple[int, int, str]] = []

    def call(self, name: str, word: str) -> None:
        """What a key is called from here on."""
        if self._words.get(name) != word:
            self._words[name] = word
            self.redraw()

    def lines(self, width: int) -> Sequence[Content]:
        found, self._places = Content(""), []
        last = self._piece(self._names[-1])
        for name in self._names[:-1]:
            piece = self._piece(name)
            if found.cell_length + piece.cell_length + last.cell_length + 4 > width:
                break
            self._places.append((found.cell_length, found.cell_length + piece.cell_length, name))
            found += piece + "  "
        self._places.append((found.cell_length, found.cell_length + last.cell_length, self._names[-1]))
        return [found + last]

    async def on_click(self, event: events.Click) -> None:
        """A click does what the key does."""
        place = event.get_content_offset(self)
        for start, end, name in self._places:
            if place is not None and start <= place.x < end:
                await self.screen.run_action(
                    name if hasattr(self.screen, f"action_{name}") else f"app.{name}"
                )

    def _piece(self, name: str) -> Content:
        word = say(self._words.get(name, KEYS[name].word))
        return line((shown(name, self.line_app.settings.keys), "bold $key"), (f" {word}", "$muted"))
