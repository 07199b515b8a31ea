"""A few lines to write in, as high as what stands in them; or one long line, which wraps."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import TextArea

from client.ui.widgets.form.control import Control
from client.ui.widgets.form.setting import Setting
from hotline.kinds.entries import Entry, Input


class Area(TextArea):
    """The lines themselves."""

    DEFAULT_CSS = """
    Area, Area:focus { border: none; padding: 0 1; background: $field; color: $body; width: 1fr; }
    Area { height: auto; min-height: 2; max-height: 8; }
    Area:focus { background: $chosen; color: $strong; }
    Area .text-area--cursor-line { background: transparent; }
    Area.one-line { min-height: 1; max-height: 4; }
    """


class OneLine(Area):
    """Enter goes on to the next field."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "app.focus_next", show=False, priority=True)]


class TextControl(Control):
    """Takes the text of an entry of either sort."""

    def __init__(self, entry: Entry, setting: Setting) -> None:
        super().__init__(entry, setting)
        self._one = entry.input is Input.LINE
        made = OneLine if self._one else Area
        self._area = made(tab_behavior="focus", show_line_numbers=False, compact=True)
        self._area.set_class(self._one, "one-line")

    def compose(self) -> ComposeResult:
        yield self._area

    @property
    def value(self) -> Any:
        text = self._area.text.strip()
        return " ".join(text.split("\n")) if self._one else text

    def put(self, value: Any) -> None:
        with self.prevent(TextArea.Changed):
            self._area.text = str(value)

    def begin(self) -> None:
        self._area.focus()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        event.stop()
        self.changed()
