"""Everything that can be done where one is, found by its name; with the key that does it at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input

from client.text.tongue import say
from client.ui.commands import Command, matching
from client.ui.drawing import fit, line, spread
from client.ui.screens.base import Dialog
from client.ui.widgets.choices import Choices


class Palette(Dialog[Command]):
    """Gives the command that was chosen."""

    DEFAULT_CSS = """
    Palette Input, Palette Input:focus {
        border: none; background: $chosen; height: 1; padding: 0 1; margin: 0 0 1 0;
    }
    Palette Choices { max-height: 18; }
    """
    BINDINGS: ClassVar = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "move(-10)", show=False),
        Binding("pagedown", "move(10)", show=False),
    ]

    def __init__(self, commands: Sequence[Command]) -> None:
        super().__init__()
        self._commands = commands
        self._found = list(commands)

    def sheet(self) -> Iterable[Widget]:
        with Vertical(classes="sheet"):
            yield Input(placeholder=say("What do you want to do?"))
            yield Choices(self._rows)

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    def on_input_changed(self, changed: Input.Changed) -> None:
        self._found = matching(self._commands, changed.value)
        self.query_one(Choices).choose(0)

    def on_input_submitted(self) -> None:
        self._take()

    def on_choices_taken(self) -> None:
        self._take()

    def action_move(self, by: int) -> None:
        self.query_one(Choices).move(by)

    def _take(self) -> None:
        chosen = self.query_one(Choices).chosen
        if chosen < len(self._found):
            self.dismiss(self._found[chosen])

    def _rows(self, width: int) -> Sequence[Content]:
        if not self._found:
            return [line((say("Nothing of that name here."), "$muted"))]
        return [self._row(each, width) for each in self._found]

    def _row(self, command: Command, width: int) -> Content:
        word = fit(line((command.word, "$strong")), 20).pad_right(max(0, 20 - len(command.word)))
        return spread(width, word + line((command.meaning, "$muted")), line((command.key, "bold $key")))
