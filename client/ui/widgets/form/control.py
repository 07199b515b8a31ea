"""What all controls have: a value as a form holds it, and a message when the officer changed it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from textual.message import Message
from textual.widget import Widget

from client.ui.checking import Path
from client.ui.widgets.form.setting import Setting
from hotline.kinds.entries import Entry


class Control(Widget):
    """Subclasses give `value`, take one with `put`, and say `changed` when the officer changed it."""

    DEFAULT_CSS = "Control { height: auto; width: 1fr; }"
    HOLDS_FIELDS: ClassVar[bool] = False
    HINT: ClassVar[str] = ""
    """Which keys set it, for the line that explains the field one is in."""

    class Changed(Message):
        """Its value is another one now."""

    def __init__(self, entry: Entry, setting: Setting) -> None:
        super().__init__()
        self.entry = entry
        self.setting = setting

    @property
    def value(self) -> Any:
        """Text, a list or a mapping of such; empty where nothing was entered."""
        raise NotImplementedError

    def put(self, value: Any) -> None:
        """As `value` gave it once, or as a draft that was kept elsewhere has it: anything."""
        raise NotImplementedError

    def begin(self) -> None:
        """The officer is here now."""
        raise NotImplementedError

    def leave(self) -> None:
        """The officer has left it: what was written may be put in order."""

    def begin_at_fault(self) -> None:
        """The officer is where something is wrong."""
        self.begin()

    def show(self, faults: Mapping[Path, str], everything: bool) -> str:
        """What is wrong with it, in words; `faults` are those within it. Groups show theirs inside."""
        if not faults:
            return ""
        path, words = next(iter(faults.items()))
        return f"({path[0] + 1}) {words}" if path and isinstance(path[0], int) else words

    def changed(self) -> None:
        self.post_message(self.Changed())
