"""Writing what has a place in the risk matrix: the matrix stands beside the form and follows it.

Not here: what the others estimate. No desk has it before all have filed.
"""

from __future__ import annotations

from typing import ClassVar

from textual.widget import Widget

from client.engine.reading.shapes_writing import Before
from client.ui.checking import Checked
from client.ui.errands import errand
from client.ui.keys import bind
from client.ui.layout.estimate import Standing, standing
from client.ui.layout.matrix import WORDS
from client.ui.screens.compose import ComposeScreen
from client.ui.times import day, moment
from client.ui.widgets.keybar import KeyBar
from client.ui.widgets.standing import StandingPanel


class EstimateScreen(ComposeScreen):
    DEFAULT_CSS = """
    EstimateScreen #right { width: 55; }
    EstimateScreen.narrow #right { width: 31; padding: 0 0 0 1; }
    """
    BINDINGS: ClassVar = bind("matrix")
    KEYS: ClassVar = ("send", "kind", "matrix", "help", "back")

    _matrix = True
    _before: Before | None = None

    def _panel(self) -> Widget:
        return StandingPanel(self._composed.scale, self._composed.held)

    def _place(self) -> None:
        self.set_class(not self._matrix, "alone")
        self.query_one(KeyBar).call("matrix", WORDS["hide" if self._matrix else "show"])

    def action_matrix(self) -> None:
        """Away with it, or back again: the form takes its room."""
        self._matrix = not self._matrix
        self._place()

    def _begin(self) -> None:
        super()._begin()
        self._look_back()

    def _read(self, everything: bool = False) -> Checked:
        checked = super()._read(everything)
        form = self._composed.form.fields
        self.query_one(StandingPanel).show(standing(form, self._fields.values), *self._last())
        return checked

    def _last(self) -> tuple[Standing | None, str]:
        """Where the own party's last one stood, and on which day it was said."""
        if self._before is None:
            return None, ""
        at = moment(self._before["said_at"])
        return standing(self._composed.form.fields, self._before["content"]), day(at) if at else ""

    @errand("before")
    async def _look_back(self) -> None:
        desk, about = self.line_app.desk, self._begun.about
        found = (
            await desk.said_before(self._begun.channel, self._begun.kind, about["id"])
            if desk and about
            else []
        )
        if found:
            self._before = found[0]
            self._read()
