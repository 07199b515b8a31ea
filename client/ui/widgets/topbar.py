"""Who this is, how many relays are up, what waits in the outbox, and the time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from textual.content import Content

from client.engine.reading.shapes import Overview
from client.text.tongue import say
from client.ui.drawing import line, spread
from client.ui.glyphs import glyphs
from client.ui.times import clock, moment, span
from client.ui.widgets.lines import Lines

TEN = timedelta(seconds=10)


class TopBar(Lines):
    DEFAULT_CSS = "TopBar { height: auto; }"

    def on_mount(self) -> None:
        self.watch(self.app, "overview", self.redraw)
        self.set_interval(1.0, self.redraw)

    def lines(self, width: int) -> Sequence[Content]:
        app = self.line_app
        view = app.overview
        narrow = width < 96
        time = line((self._clock(narrow), "$strong"))
        if view is None:
            return [spread(width, line(("HOTLINE", "bold $strong")), time)]
        line_now = [self._silent()] if app.following.trouble else [self._relays(), self._outbox(narrow)]
        parts = [each for each in (self._flash(), *line_now) if each.plain]
        right = Content("  " if narrow else "    ").join([*parts, time])
        who = self._who(view, narrow)
        if not narrow and who.cell_length + right.cell_length + 2 > width:
            who = self._who(view, narrow, role=False)  # the name is not cut for it
        return [spread(width, who, right)]

    def _who(self, view: Overview, narrow: bool, role: bool = True) -> Content:
        what = f"{say(view['role'].replace('-', ' '))} " if role else ""
        return line(
            ("HOTLINE", "bold $strong"),
            (f"  {view['party_name']}" if narrow else f"   {view['party_name']}", "$body"),
            ("" if narrow else f"   {what}{view['officer']}", "$muted"),
        )

    def _clock(self, narrow: bool) -> str:
        now = self.line_app.now()
        if narrow:
            return f"{now:%H:%M}Z"
        return f"   {now:%H:%M}Z" if self._covered else f"{now:%H:%M:%S}Z"  # as wide

    @property
    def _covered(self) -> bool:
        """Under a dialog no single seconds count: for each of them all that is dimmed would be drawn anew."""
        return self.app.screen is not self.screen

    def _flash(self) -> Content:
        count = len(self.line_app.alarms.flashes)
        return line((f" FLASH {count} ", "bold $flash-text on $flash")) if count else Content("")

    def _silent(self) -> Content:
        """Instead of relays and outbox: nobody here knows how they are."""
        since = clock(self.line_app.following.as_of, self.line_app.now())
        return line((f"{glyphs().alert} {say('No answer since {at}', at=since)}", "bold $amber"))

    def _relays(self) -> Content:
        app, view = self.line_app, self.line_app.overview
        assert view is not None, "asked for when there is one"
        used = [each for each in view["relays"] if not each["retired"]]
        up = sum(each["up"] for each in used)
        marks = glyphs().full * up + glyphs().empty * (len(used) - up)
        since = moment(view["offline_since"])
        if since is not None:
            length = app.now() - since
            gone = length - length % TEN if self._covered else length
            return line((marks + " ", "$amber"), (say("Offline {t}", t=span(gone)), "bold $amber"))
        if not used:
            return line((say("no relay yet"), "$muted"))
        text = say("{up} of {n} relays", up=up, n=len(used))
        style = "$green" if up == len(used) else "$amber"
        return line((marks + " ", style), (text, "$body" if up == len(used) else "$amber"))

    def _outbox(self, narrow: bool) -> Content:
        """On a narrow screen only while something waits there."""
        app, view = self.line_app, self.line_app.overview
        assert view is not None, "asked for when there is one"
        queue = view["queue"]
        oldest = moment(queue["oldest_at"])
        if not queue["count"] or oldest is None:
            return line(("" if narrow else say("Outbox empty"), "$body"))
        waiting, age = say("{n} waiting", n=queue["count"]), span(app.now() - oldest)
        long = (app.now() - oldest).total_seconds() >= 60 and not narrow
        return line((waiting + (", " + say("oldest {t}", t=age) if long else ""), "$amber"))
