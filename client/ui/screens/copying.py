"""After a statement was handed to the terminal for its clipboard: that it was, and a file instead.

No terminal says whether it took it, and some do not; so nothing here says that it did.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input, Static

from client.engine.disk import open_new
from client.engine.exchange import typed_path
from client.engine.reading.shapes import Row
from client.text.clean import clean
from client.text.telling import told
from client.text.tongue import say
from client.ui.drawing import line, stack, wrapped
from client.ui.glyphs import glyphs
from client.ui.keys import now_shown
from client.ui.layout.statement import title_of
from client.ui.layout.wording import Codes, text_of
from client.ui.screens.base import Dialog
from hotline.errors import HotlineError

WIDTH = 68


def copied(row: Row, codes: Codes) -> str:
    """The statement as plain text: number, time, author, what was said, and its id."""
    author = row["author"]
    who = " ".join(each for each in (author["party"], author["officer"]) if each)
    head = f"{row['number']}  {row['said_at']}  {who}  {title_of(row['kind'])}  {row['precedence']}"
    exercise = ["EXERCISE EXERCISE EXERCISE"] if row["exercise"] else []
    said = text_of(row["kind"], row["body"], row["text"], codes)
    text = said or [f"[{say(row['not_shown'] or '')}]"]
    return clean("\n".join([*exercise, head, *text, f"id {row['id']}", *exercise])) + "\n"


class Copying(Dialog[str]):
    """Gives the path when it was saved to a file."""

    DEFAULT_CSS = """
    Copying Static { height: auto; }
    Copying Input, Copying Input:focus {
        border: none; background: $chosen; height: 1; padding: 0 1; margin: 1 0;
    }
    Copying #trouble { color: $red; }
    """
    BINDINGS: ClassVar = []

    def __init__(self, row: Row, text: str) -> None:
        super().__init__()
        self._row, self._text = row, text

    def sheet(self) -> Iterable[Widget]:
        title = say("{number} was handed to the terminal for its clipboard.", number=self._row["number"])
        said = say("Some terminals refuse that, and none says so. If it did not work, save it to a file:")
        warning = say("The file is not encrypted.")
        lines = [line((title, "bold $strong")), line(""), *wrapped(said, WIDTH, "$body")]
        lines += wrapped(warning, WIDTH, "$amber")
        keys = line(
            (now_shown("back"), "bold $key"),
            (f" {say('Done')}   ", "$strong"),
            (glyphs().enter, "bold $key"),
            f" {say('Save to the file')}",
        )
        with Vertical(classes="sheet"):
            yield Static(stack(lines), markup=False)
            yield Input(
                str(Path.home() / f"{self._row['number'].replace('/', '-')}.txt"), select_on_focus=False
            )
            yield Static("", id="trouble", markup=False)
            yield Static(keys, markup=False)

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    def on_input_submitted(self, submitted: Input.Submitted) -> None:
        try:
            path = typed_path(submitted.value)
        except HotlineError as error:
            self._trouble(told(error))
            return
        try:
            with open_new(path) as file:
                file.write(self._text.encode())
        except OSError as error:
            self._trouble(say("{path} cannot be written: {why}.", path=path, why=error.strerror))
            return
        self.dismiss(str(path))

    def _trouble(self, why: str) -> None:
        self.query_one("#trouble", Static).update(stack(wrapped(why, WIDTH)))
