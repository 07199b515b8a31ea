"""The passphrase of this desk's vault; and, while it is locked, that something urgent waits, without what."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import work
from textual.containers import Center, Vertical
from textual.widget import Widget
from textual.widgets import Input, Static

from client.text.tongue import say
from client.ui.screens.base import FullScreen
from hotline.errors import HotlineError


class UnlockScreen(FullScreen):
    DEFAULT_CSS = """
    UnlockScreen #door { width: 64; height: auto; margin: 4 0; }
    UnlockScreen Input { border: none; background: $field; height: 1; padding: 0 1; margin: 1 0; }
    UnlockScreen #why { color: $red; height: auto; }
    UnlockScreen #hint { color: $muted; height: auto; }
    """
    KEYS: ClassVar = ("quit",)

    def body(self) -> Iterable[Widget]:
        with Center(), Vertical(id="door"):
            yield Static(say("{name} is locked.", name=self.line_app.keeper.profile.name), markup=False)
            yield Input(password=True, placeholder=say("Passphrase"))
            yield Static("", id="why", markup=False)
            yield Static(say("Enter opens it. Nothing leaves this desk before."), id="hint", markup=False)

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    def on_input_submitted(self, submitted: Input.Submitted) -> None:
        self._tell(say("The vault is being opened."))
        self._unlock(submitted.value)

    @work(exclusive=True)
    async def _unlock(self, passphrase: str) -> None:
        entry = self.query_one(Input)
        entry.disabled = True
        try:
            await self.line_app.unlock(passphrase)
        except HotlineError as error:
            entry.disabled = False
            entry.value = ""
            entry.focus()
            self._tell(str(error))

    def _tell(self, text: str) -> None:
        self.query_one("#why", Static).update(text)

    def action_back(self) -> None:
        """There is nowhere to go back to."""
