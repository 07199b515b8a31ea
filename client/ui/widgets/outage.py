"""The line itself, drawn: what `layout.outage` makes of it, with one of the waiting statements chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Region
from textual.message import Message

from client.engine.reading.shapes_line import Connection, Waiting
from client.text.tongue import say
from client.ui.drawing import line, rule, spread, wrapped
from client.ui.layout.outage import (
    aside,
    if_this_lasts,
    next_try,
    outbox_head,
    outbox_row,
    relays,
    relays_in_short,
    standing,
    unsealed,
)
from client.ui.widgets.lines import Lines


class Outage(Lines, can_focus=True):
    DEFAULT_CSS = "Outage:focus { background-tint: transparent; }"
    BINDINGS: ClassVar = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "move(-10)", show=False),
        Binding("pagedown", "move(10)", show=False),
    ]

    class Stale(Message):
        """What stands here has run out: a try is under way."""

    def __init__(self) -> None:
        super().__init__()
        self._view: Connection | None = None
        self._trouble = ""
        self._shown_at = 0.0
        self._chosen = 0
        self._moved = False  # by the officer
        self._first_row = 0

    def on_mount(self) -> None:
        self.set_interval(1.0, self._tick)

    def show(self, view: Connection) -> None:
        """As the line stands now."""
        chosen = self.chosen
        self._view, self._shown_at, self._trouble = view, self._monotonic(), ""
        ids = [each["statement"] for each in view["waiting"]]
        moved = self._moved and chosen is not None and chosen["statement"] in ids
        kept = ids.index(chosen["statement"]) if moved and chosen else 0  # else the most urgent
        self._chosen = max(0, min(kept, len(ids) - 1))
        self.redraw()

    def fail(self, trouble: str) -> None:
        """Nobody says how the line stands: what was known of it no longer stands here."""
        self._view, self._trouble = None, trouble
        self.redraw()

    @property
    def chosen(self) -> Waiting | None:
        """The statement under the mark."""
        waiting = self._view["waiting"] if self._view else []
        return waiting[self._chosen] if self._chosen < len(waiting) else None

    def lines(self, width: int) -> Sequence[Content]:
        title, view = line((say("Connection and outbox"), "bold $strong")), self._view
        trouble = self._trouble or self.line_app.following.trouble
        if view is None or trouble:
            return [title, rule(width), *(wrapped(trouble, width, "bold $red") if trouble else [])]
        now, low = self.line_app.now(), self.screen.has_class("low")
        gap = [] if low else [Content("")]
        upper = [
            spread(width, title, line((next_try(view, self._gone), "$muted"))),
            rule(width),
            *gap,
            *standing(view, now, width, low),
            *gap,
            *(relays_in_short(view, width) if low else relays(view, now, width)),
            Content(""),
            outbox_head(width),
        ]
        self._first_row = len(upper)
        rows = [
            outbox_row(each, now, width, n == self._chosen and self.has_focus)
            for n, each in enumerate(view["waiting"])
        ] or [line((f"  {say('Empty.')}", "$muted"))]
        steps = if_this_lasts(view, now, width)
        rows += unsealed(view, width)
        left = aside(view, width)
        rows += [Content(""), *left] if left else []
        return [*upper, *rows, *([Content(""), *([] if low else [rule(width)]), *steps] if steps else [])]

    def action_move(self, by: int) -> None:
        count = len(self._view["waiting"]) if self._view else 0
        there = max(0, min(self._chosen + by, count - 1))
        if count == 0 or there == self._chosen:
            self._scroll(by)  # nothing more to choose: what is below can still be read
            return
        self._chosen, self._moved = there, True
        self.redraw()
        self._reveal(there)

    def _scroll(self, by: int) -> None:
        self.screen.query_one("#outage").scroll_relative(y=by, animate=False)

    def _reveal(self, row: int) -> None:
        region = Region(0, self._first_row + row, 1, 1)
        self.screen.query_one("#outage").scroll_to_region(region, animate=False)

    def on_click(self, event: events.Click) -> None:
        place = event.get_content_offset(self)
        row = place.y - self._first_row if place is not None else -1
        if self._view is not None and 0 <= row < len(self._view["waiting"]):
            self._chosen, self._moved = row, True
            self.redraw()

    @property
    def _gone(self) -> float:
        return self._monotonic() - self._shown_at

    def _monotonic(self) -> float:
        return self.line_app.keeper.world.monotonic()

    def _tick(self) -> None:
        waits = [each["next_in"] for each in self._view["relays"]] if self._view else []
        if any(each is None or each <= self._gone for each in waits):
            self.post_message(self.Stale())
        self.redraw()
