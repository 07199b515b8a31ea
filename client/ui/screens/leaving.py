"""Before leaving with a full outbox: what that means for what waits. Then one more key."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static

from client.text.tongue import say
from client.ui.drawing import line, stack, wrapped
from client.ui.keys import bind, now_shown
from client.ui.screens.base import Dialog

WIDTH = 68


class Leaving(Dialog[bool]):
    """True: leave all the same."""

    DEFAULT_CSS = "Leaving Static { height: auto; }"
    BINDINGS: ClassVar = bind("leave", priority=True)

    def __init__(self, count: int) -> None:
        super().__init__()
        self._count = count

    def sheet(self) -> Iterable[Widget]:
        said = say(
            "Waiting for a relay: {n}. All of it is signed and kept, and goes out when this desk "
            "runs again: in the terminal, or as `hotline run`.",
            n=self._count,
        )
        keys = line(
            (now_shown("leave"), "bold $key"),
            (f" {say('Leave')}   ", "$strong"),
            (now_shown("back"), "bold $key"),
            f" {say('Stay')}",
        )
        title = line((say("The outbox is not empty"), "bold $amber"))
        with Vertical(classes="sheet"):
            yield Static(
                stack([title, line(""), *wrapped(said, WIDTH, "$body"), line(""), keys]), markup=False
            )

    def action_leave(self) -> None:
        self.dismiss(True)

    def action_back(self) -> None:
        self.dismiss(False)
