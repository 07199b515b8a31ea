"""Waits for one key, whatever it is: the new one for an action. Escape leaves the old one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import events
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static

from client.text.tongue import say
from client.ui.drawing import line, stack
from client.ui.screens.base import Dialog


class PressKey(Dialog[str]):
    """Gives the key's name."""

    DEFAULT_CSS = "PressKey Static { height: auto; }"
    BINDINGS: ClassVar = []

    def __init__(self, word: str) -> None:
        super().__init__()
        self._word = word

    def sheet(self) -> Iterable[Widget]:
        asked = line((say("Press the key for: {word}", word=self._word), "bold $strong"))
        with Vertical(classes="sheet"):
            yield Static(
                stack([asked, line(""), line(("esc", "bold $key"), f" {say('Back')}")]), markup=False
            )

    def on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        self.dismiss(None if event.key == "escape" else event.key)
