"""One line to write in: words, or digits with their unit and the word that the agreed scale has for them."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input as InputWidget
from textual.widgets import Static

from client.text.tongue import say
from client.ui.drawing import line
from client.ui.layout.estimate import is_likelihood
from client.ui.widgets.form.control import Control
from client.ui.widgets.form.setting import Setting
from hotline.kinds.entries import Entry, Input
from hotline.kinds.scales import likelihood_word

UNITS = {"percent": "%"}


class Typed(InputWidget):
    """The line itself. Enter and the arrows up and down go from field to field."""

    DEFAULT_CSS = """
    Typed, Typed:focus { border: none; height: 1; padding: 0 1; background: $field; color: $body; }
    Typed:focus { background: $chosen; color: $strong; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]


class LineControl(Control):
    DEFAULT_CSS = """
    LineControl { layout: horizontal; }
    LineControl.digits Typed { width: 7; }
    LineControl Static { width: 1fr; height: auto; padding: 0 0 0 1; color: $muted; }
    """

    def __init__(self, entry: Entry, setting: Setting) -> None:
        super().__init__(entry, setting)
        digits = entry.input is Input.NUMBER
        self.set_class(digits, "digits")
        self._typed = Typed(
            type="integer" if digits else "text", max_length=6 if digits else 0, valid_empty=True
        )
        self._beside = Static(markup=False)

    def compose(self) -> ComposeResult:
        yield self._typed
        if self.entry.input is Input.NUMBER:
            yield self._beside

    def on_mount(self) -> None:
        self._draw()

    @property
    def value(self) -> Any:
        return self._typed.value.strip()

    def put(self, value: Any) -> None:
        with self.prevent(InputWidget.Changed):
            self._typed.value = str(value)
        self._draw()

    def begin(self) -> None:
        self._typed.focus()

    def on_input_changed(self, event: InputWidget.Changed) -> None:
        event.stop()
        self._draw()
        self.changed()

    def _draw(self) -> None:
        if self.entry.input is Input.NUMBER:
            unit = UNITS.get(self.entry.unit, say(self.entry.unit))
            self._beside.update(line((f"{unit}  ", "$muted"), (self._word(), "bold $strong")))

    def _word(self) -> str:
        """For a likelihood, what the agreed scale calls it."""
        if not is_likelihood(self.entry) or not self.value.isdigit() or not 1 <= int(self.value) <= 99:
            return ""
        return say(likelihood_word(int(self.value), self.setting.scale))
