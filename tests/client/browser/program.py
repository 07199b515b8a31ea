"""A small Textual program to serve: it shows its size, keys, mouse, and the symbols of our screens."""

from __future__ import annotations

import os
from typing import ClassVar

from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Input, Static

SYMBOLS = """\
┌──────────┬──────────┐  ╭─────────╮  ━━━━━━━━━━  ╌╌╌╌╌╌╌╌╌╌
│ ● ○ ◐ ◷  │ █████░░░ │  │ aligned │  ┃ ┃ ┃ ┃ ┃   ▁▂▃▄▅▆▇█
├──────────┼──────────┤  ╰─────────╯  ┃ ┃ ┃ ┃ ┃   ▲ ▼ ◆ ✓ ✗
│ abcdefgh │ 01234567 │  → ← ↑ ↓ …    ┗━┻━┻━┻━┛   éüßñ ЖДЯ
└──────────┴──────────┘"""


class Program(App[None]):
    """What happens to it, it shows."""

    CSS = "Screen { border: round $accent; } #typed { height: 3; } #pressed { dock: bottom; height: 1; }"
    BINDINGS: ClassVar = [("f2", "copy", "Copy"), ("f3", "bell", "Bell"), ("f4", "flood", "Flood")]

    def compose(self) -> ComposeResult:
        yield Static("The line is open.", id="greeting")
        yield Static(SYMBOLS)
        yield Input(id="typed")
        yield Static("nothing yet", id="told")
        yield Static("no size yet", id="size")
        yield Static("", id="looked")
        yield Static("", id="pressed")

    def on_mount(self) -> None:
        self.query_one("#pressed", Static).update(f"process {os.getpid()}")
        self.query_one(Input).focus()

    def on_resize(self, event: events.Resize) -> None:
        self.query_one("#size", Static).update(f"size {event.size.width}x{event.size.height}")

    def on_app_blur(self) -> None:
        self.query_one("#looked", Static).update("nobody looks")

    def on_app_focus(self) -> None:
        self.query_one("#looked", Static).update("somebody looks")

    def on_click(self, event: events.Click) -> None:
        self.query_one("#told", Static).update(f"clicked {event.screen_x},{event.screen_y}")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        if event.value == "quit":
            self.exit()
        self.query_one("#told", Static).update(f"told: {event.value}")
        event.input.clear()

    def action_copy(self) -> None:
        self.copy_to_clipboard("copied by the program ●")

    def action_flood(self) -> None:
        """More than a tab is sent ahead, all over the screen."""
        assert self._driver is not None
        for _ in range(400):
            self._driver.write("\x1b[1;1H" + "flood " * 2000)


if __name__ == "__main__":
    Program().run()
