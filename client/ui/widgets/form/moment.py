"""A time as people write it, with what it means beside it. Once left, it stands as what it means."""

from __future__ import annotations

from typing import Any

from textual.app import ComposeResult
from textual.widgets import Input, Static

from client.ui.drawing import line
from client.ui.glyphs import glyphs
from client.ui.times import moment
from client.ui.when import away, read_time, short_forms, write_time
from client.ui.widgets.form.control import Control
from client.ui.widgets.form.line import Typed
from client.ui.widgets.form.setting import Setting
from hotline.codec import to_rfc3339
from hotline.kinds.entries import Entry


class MomentControl(Control):
    DEFAULT_CSS = """
    MomentControl { layout: horizontal; }
    MomentControl Typed { width: 20; }
    MomentControl Static { width: 1fr; height: 1; padding: 0 0 0 1; }
    """

    def __init__(self, entry: Entry, setting: Setting) -> None:
        super().__init__(entry, setting)
        self._typed = Typed(placeholder=short_forms(setting.now()))
        self._beside = Static(markup=False)

    def compose(self) -> ComposeResult:
        yield self._typed
        yield self._beside

    def on_mount(self) -> None:
        self._draw()

    @property
    def value(self) -> Any:
        """As the wire has it; as it was typed, where that is no time."""
        typed = self._typed.value.strip()
        at = read_time(typed, self.setting.now())
        return typed if at is None else to_rfc3339(at)

    def put(self, value: Any) -> None:
        self._write(_shown(value, self))
        self._draw()

    def begin(self) -> None:
        self._typed.focus()

    def leave(self) -> None:
        now = self.setting.now()
        at = read_time(self._typed.value, now)
        if at is not None and self._typed.value != write_time(at, now):
            self._write(write_time(at, now))
            self._draw()
            self.changed()

    def _write(self, text: str) -> None:
        with self.prevent(Input.Changed):
            self._typed.value = text

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._draw()
        self.changed()

    def _draw(self) -> None:
        now = self.setting.now()
        at = read_time(self._typed.value, now)
        if at is None:
            self._beside.update("")
            return
        written = write_time(at, now)
        same = self._typed.value.strip() == written
        meant = away(at, now) if same else f"{written} {glyphs().dot} {away(at, now)}"
        self._beside.update(line((f"= {meant}" if not same else meant, "$muted")))


def _shown(value: Any, control: MomentControl) -> str:
    try:
        at = moment(value) if isinstance(value, str) and value else None
    except ValueError:
        at = None
    return str(value or "") if at is None else write_time(at, control.setting.now())
