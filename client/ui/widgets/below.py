"""Under a transcript: that something new stands below what is on screen, and the key to the first of it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from client.text.tongue import say
from client.ui.drawing import line, spread
from client.ui.glyphs import glyphs
from client.ui.keys import now_shown
from client.ui.widgets.lines import Lines


class Below(Lines):
    """So many further down; where the window ends before the record, how many are unread in all.

    With nothing to say it is the blank under the last statement: nothing moves when it comes and goes.
    """

    DEFAULT_CSS = "Below { height: 1; }"

    def __init__(self) -> None:
        super().__init__()
        self._new = 0
        self._cut_off = False

    def on_mount(self) -> None:
        self.watch(self.app, "overview", self.redraw)
        self.watch(self.app, "channel", self.redraw)

    def show(self, new: int, cut_off: bool) -> None:
        """`cut_off`: the window does not reach to the newest statement."""
        self._new, self._cut_off = new, cut_off
        self.redraw()

    @property
    def _unread(self) -> int:
        """In the whole channel, where what is below is not in the window."""
        row = self.line_app.channel_row
        return row["unread"] if row is not None and self._cut_off else 0

    def lines(self, width: int) -> Sequence[Content]:
        if not (self._new or self._unread):
            return [Content("")]
        below = f"{glyphs().below} {say('{n} new below', n=self._new)}"
        text = say("{n} unread", n=self._unread) if self._unread else below
        key = line((f"{now_shown('unread')} ", "$key"), (say("First unread"), "$muted"))
        return [spread(width, line((text, "bold $ours")), key)]
