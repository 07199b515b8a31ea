"""A channel's name, whether its parties are verified, its agreement, and whether its record is whole."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from textual.content import Content

from client.engine.reading.shapes import ChannelRow
from client.text.tongue import say
from client.ui.drawing import line, rule, spread
from client.ui.glyphs import glyphs
from client.ui.times import moment, span
from client.ui.widgets.lines import Lines
from client.ui.widgets.side import intact

SOON = timedelta(days=7)  # as what needs the officer


class ChannelHead(Lines):
    DEFAULT_CSS = "ChannelHead { height: auto; }"

    def on_mount(self) -> None:
        self.watch(self.app, "overview", self.redraw)
        self.watch(self.app, "channel", self.redraw)

    def lines(self, width: int) -> Sequence[Content]:
        row = self.line_app.channel_row
        if row is None:
            return [line((say("No channel yet."), "$muted")), rule(width)]
        names = ", ".join(each["name"] for each in row["parties"] if not each["own"])
        title = line((row["title"], "bold $strong"), (f"   {names}", "$body"))
        ends = self._ends(row)
        whole = intact(row, names=True) + line((f"  {say('{n} statements', n=row['statements'])}", "$muted"))
        if self.screen.has_class("low") and not self._ends_soon(row):
            return [spread(width, title, intact(row) + "  " + _verified(row)), rule(width)]
        return [spread(width, title, _verified(row)), spread(width, ends, whole), rule(width)]

    def _ends_soon(self, row: ChannelRow) -> bool:
        sunset = moment(row["sunset_at"])
        return sunset is not None and sunset - self.line_app.now() < SOON

    def _ends(self, row: ChannelRow) -> Content:
        sunset, now = moment(row["sunset_at"]), self.line_app.now()
        assert sunset is not None, "every agreement has a sunset"
        if sunset <= now:
            return line(
                (f"{glyphs().alert} {say('The agreement has ended; the line itself goes on')}", "bold $red")
            )
        soon = self._ends_soon(row)
        text = say(
            "Agreement signed by all {n} parties, sunset in {t}", n=len(row["parties"]), t=span(sunset - now)
        )
        return line((text, "$amber" if soon else "$muted"))


def _verified(row: ChannelRow) -> Content:
    missing = [each["code"] for each in row["parties"] if not each["own"] and not each["verified"]]
    if missing:
        text = say("{who} not verified", who=", ".join(missing))
        return line((f"{glyphs().unsure} {text}", "bold $amber"))
    return line((f"{glyphs().check} {say('all parties verified')}", "$green"))
