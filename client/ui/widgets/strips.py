"""What stands on top of every screen and dialog: that this is an exercise, and a FLASH that waits."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical

from client.ui.widgets.banner import Banner
from client.ui.widgets.flashbar import FlashBar


class Strips(Vertical):
    DEFAULT_CSS = "Strips { dock: top; height: auto; }"

    def compose(self) -> ComposeResult:
        yield Banner()
        yield FlashBar()
