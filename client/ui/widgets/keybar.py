"""The keys that act here, as many as fit on one line; F1 shows the rest."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from client.text.tongue import say
from client.ui.drawing import line
from client.ui.keys import KEYS, shown
from client.ui.widgets.lines import Lines


class KeyBar(Lines):
    DEFAULT_CSS = "KeyBar { dock: bottom; height: 1; margin: 0 2; }"

    def __init__(self, *names: str, **words: str) -> None:
        """Names of keys, in order of use; `words`: what a key is called here, where that is another word."""
        super().__init__()
        self._names = names
        self._words = words

    def lines(self, width: int) -> Sequence[Content]:
        found = Content("")
        last = self._piece(self._names[-1])
        for name in self._names[:-1]:
            piece = self._piece(name)
            if found.cell_length + piece.cell_length + last.cell_length + 4 > width:
                break
            found += piece + "  "
        return [found + last]

    def _piece(self, name: str) -> Content:
        word = say(self._words.get(name, KEYS[name].word))
        return line((shown(name, self.line_app.settings.keys), "bold $key"), (f" {word}", "$muted"))
