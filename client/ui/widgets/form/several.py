"""Some short entries, one a line."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.widgets import TextArea

from client.ui.widgets.form.control import Control
from client.ui.widgets.form.setting import Setting
from client.ui.widgets.form.text import Area
from hotline.kinds.entries import Entry


class SeveralControl(Control):
    HINT: ClassVar[str] = "one a line"

    def __init__(self, entry: Entry, setting: Setting) -> None:
        super().__init__(entry, setting)
        self._area = Area(tab_behavior="focus", show_line_numbers=False, compact=True)

    def compose(self) -> ComposeResult:
        yield self._area

    @property
    def value(self) -> Any:
        return [each.strip() for each in self._area.text.split("\n") if each.strip()]

    def put(self, value: Any) -> None:
        lines = value if isinstance(value, list | tuple) else [value]
        with self.prevent(TextArea.Changed):
            self._area.text = "\n".join(" ".join(str(each).split("\n")) for each in lines)

    def begin(self) -> None:
        self._area.focus()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        event.stop()
        self.changed()
