"""Where a courier file is to be written, or which one is to be taken in."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar, Literal

from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from client.engine.exchange import typed_path
from client.text.telling import told
from client.text.tongue import say
from client.ui.drawing import line, stack, wrapped
from client.ui.errands import errand
from client.ui.glyphs import glyphs
from client.ui.keys import now_shown
from client.ui.lookup import own_party
from client.ui.screens.base import Dialog
from hotline.errors import HotlineError

WIDTH = 68
Way = Literal["export", "import"]
TITLES = {"export": "Courier export", "import": "Courier import"}
SENTENCES = {
    "export": "Every envelope that some desk may still lack, sealed, in one file. "
    "It stays queued for the relays as well; whoever carries the file can read nothing.",
    "import": "What a courier file brings for this desk is taken in. Twice does no harm.",
}


class CourierDialog(Dialog[str]):
    """Gives a sentence about what was done; None when nothing was."""

    DEFAULT_CSS = """
    CourierDialog Input, CourierDialog Input:focus {
        border: none; background: $chosen; height: 1; padding: 0 1; margin: 1 0;
    }
    CourierDialog Static { height: auto; }
    CourierDialog #trouble { color: $red; }
    """
    BINDINGS: ClassVar = []

    def __init__(self, way: Way) -> None:
        super().__init__()
        self._way = way

    def sheet(self) -> Iterable[Widget]:
        said = wrapped(say(SENTENCES[self._way]), WIDTH, "$body")
        title = line((say(TITLES[self._way]), "bold $strong"))
        with Vertical(classes="sheet"):
            yield Static(stack([title, line(""), *said]), markup=False)
            yield Input(self._proposed(), placeholder=say("Path of the file"), select_on_focus=False)
            yield Static("", id="trouble", markup=False)
            yield Static(self._keys(), markup=False)

    def _proposed(self) -> str:
        if self._way == "import":
            return ""
        party, now = own_party(self.line_app.overview), self.line_app.now()
        return str(Path.home() / f"hotline-{party}-{now:%d%H%MZ}.courier")

    def _keys(self) -> Content:
        word = say("Write the file") if self._way == "export" else say("Take it in")
        return line(
            (glyphs().enter, "bold $key"),
            (f" {word}   ", "$strong"),
            (now_shown("back"), "bold $key"),
            f" {say('Back')}",
        )

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    def on_input_submitted(self, submitted: Input.Submitted) -> None:
        if submitted.value.strip():
            self._carry(submitted.value)

    @errand(alone=True)
    async def _carry(self, typed: str) -> None:
        desk = self.line_app.desk
        if desk is None:
            return
        self.query_one("#trouble", Static).update("")
        try:
            path = str(typed_path(typed))
            done = await (desk.export_courier(path) if self._way == "export" else desk.import_courier(path))
        except HotlineError as error:
            self.query_one("#trouble", Static).update(stack(wrapped(told(error), WIDTH)))
            return
        self.dismiss(self._sentence(done))

    def _sentence(self, done: dict[str, object]) -> str:
        if self._way == "export":
            return say("Written: {path}, {n} envelopes.", path=done["path"], n=done["envelopes"])
        return say(
            "Taken in: {n} envelopes for this desk, {m} for others only.",
            n=done["envelopes"],
            m=done["for_others"],
        )
