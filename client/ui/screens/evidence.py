"""Where the record and both copies of a conflict are to be written: a folder that is not there yet."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from client.engine.exchange import typed_path
from client.text.telling import told
from client.text.tongue import say
from client.ui.drawing import line, stack, wrapped
from client.ui.errands import errand
from client.ui.glyphs import glyphs
from client.ui.keys import bind, now_shown
from client.ui.screens.base import Dialog
from hotline.errors import HotlineError

WIDTH = 68
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9]+")


class EvidenceDialog(Dialog[str]):
    """The folder that was written; None when it was left. What was written is never written over."""

    DEFAULT_CSS = """
    EvidenceDialog Input { height: 1; padding: 0 1; margin: 1 0; background: $background; }
    EvidenceDialog Input, EvidenceDialog Input:focus { border: none; }
    EvidenceDialog #trouble { color: $red; height: auto; }
    """
    BINDINGS: ClassVar = bind("back")

    def __init__(self, channel: str, title: str, conflicts: int) -> None:
        super().__init__()
        self._channel = channel
        self._title = title
        self._conflicts = conflicts

    def sheet(self) -> Iterable[Widget]:
        with VerticalScroll(classes="sheet", can_focus=False):
            yield Static(self._head(), markup=False)
            yield Input(str(self._suggested()), id="path", select_on_focus=False)
            yield Static(id="trouble", markup=False)
            yield Static(
                line(
                    (glyphs().enter, "bold $key"),
                    (f" {say('Write')}   ", "$strong"),
                    (now_shown("back"), "bold $key"),
                    f" {say('Leave')}",
                ),
                markup=False,
            )

    def _head(self) -> Content:
        what = (
            say(
                "The record of {title} and both signed copies of each conflict, in a new folder.",
                title=self._title,
            )
            if self._conflicts
            else say("The record of {title}, in a new folder.", title=self._title)
        )
        warning = say("It is not encrypted: whoever has it can read what this desk can read.")
        return stack(
            [
                line((say("Export evidence"), "bold $strong")),
                *wrapped(what, WIDTH, "$body"),
                *wrapped(warning, WIDTH, "$amber"),
            ]
        )

    def _suggested(self) -> Path:
        """In the profile's own folder, which nobody else may look into."""
        name = _NOT_IN_NAMES.sub("-", self._title.lower()).strip("-")[:40] or "record"
        return self.line_app.keeper.profile.folder / f"evidence-{name}-{self.line_app.now():%Y%m%dT%H%M%SZ}"

    def on_mount(self) -> None:
        self.query_one(Input).cursor_blink = False  # nothing here blinks
        self.query_one(Input).focus()

    def on_input_submitted(self, submitted: Input.Submitted) -> None:
        if submitted.value.strip():
            self._write(submitted.value)

    @errand(alone=True)
    async def _write(self, typed: str) -> None:
        desk = self.line_app.desk
        if desk is None:
            return
        try:
            path = str(typed_path(typed))
            await desk.evidence(self._channel, path)
        except HotlineError as error:
            self.query_one("#trouble", Static).update(stack(wrapped(told(error), WIDTH)))
            return
        self.dismiss(path)
