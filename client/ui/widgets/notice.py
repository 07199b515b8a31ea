"""Above a channel on a narrow screen: what needs the officer, in a line."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from client.text.tongue import say
from client.ui.drawing import line, spread
from client.ui.keys import shown
from client.ui.layout.needs import need_line
from client.ui.widgets.lines import Lines

URGENT = frozenset({"flash", "conflict", "amendments", "overdue"})


class Notice(Lines):
    DEFAULT_CSS = """
    Notice { height: auto; display: none; }
    .narrow Notice, Notice.opening { display: block; }
    """

    def on_mount(self) -> None:
        self.watch(self.app, "overview", self._look)

    def _look(self) -> None:
        self.set_class(self.line_app.overview is None, "opening")
        self.redraw()

    def lines(self, width: int) -> Sequence[Content]:
        view = self.line_app.overview
        if view is None:
            return [line((say("The record is being opened."), "$muted"))]
        return [self._needs(width)]

    def _needs(self, width: int) -> Content:
        view = self.line_app.overview
        needs = view["needs"] if view else []
        if not needs:
            return line((say("Nothing needs you now."), "$muted"))
        now = self.line_app.now()
        words = [
            " ".join(each for each in (one.word, one.left) if each)
            for one in (need_line(n, now) for n in needs)
        ]
        urgent = needs[0]["what"] in {"flash", "conflict", "amendments", "overdue"}
        style = "bold $red" if urgent else "$amber"
        what = ", ".join(words[:3])
        many = len(needs) > 1
        said = (
            say("{n} need you: {what}", n=len(needs), what=what)
            if many
            else say("1 needs you: {what}", what=what)
        )
        key = line((shown("next", self.line_app.settings.keys), "$key"), (f" {say('next')}", "$muted"))
        return spread(width, line((said, style)), key)
