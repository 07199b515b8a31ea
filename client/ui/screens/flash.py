"""A FLASH over everything: what was said, and the word that it was received. Received, not agreed.

It takes no key in its first second, so that a key meant for what was below cannot answer it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Literal

from textual import events, work
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from client.engine.reading.shapes import Need, Row
from client.text.tongue import say
from client.ui.drawing import line, spread, stack, wrapped
from client.ui.glyphs import glyphs
from client.ui.keys import bind
from client.ui.layout.statement import title_of
from client.ui.screens.base import Dialog
from client.ui.times import clock, moment, span
from hotline.errors import HotlineError

GUARD = 1.0  # seconds
WIDTH = 66
TEXT_LINES = 12
Answer = Literal["acknowledged", "open", "aside"]


class FlashDialog(Dialog[Answer]):
    DEFAULT_CSS = """
    FlashDialog > .sheet { border: thick $flash; background: $field; padding: 1 3; width: 78; }
    """
    BINDINGS: ClassVar = [
        *bind("back"),
        Binding("a", "acknowledge", show=False, id="flash-acknowledge"),
        Binding("o", "open", show=False, id="flash-open"),
    ]

    def __init__(self, need: Need, row: Row) -> None:
        super().__init__()
        self._need, self._row = need, row
        self._opened_at = 0.0
        self._trouble = ""

    def sheet(self) -> Iterable[Widget]:
        with Vertical(classes="sheet"):
            yield Static(id="flash", markup=False)

    def on_mount(self) -> None:
        self._opened_at = self.line_app.keeper.world.monotonic()
        self._draw()
        self.set_interval(1.0, self._draw)

    @property
    def guarded(self) -> bool:
        return self.line_app.keeper.world.monotonic() - self._opened_at < GUARD

    def on_key(self, event: events.Key) -> None:
        if self.guarded:
            event.stop()
            event.prevent_default()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return not self.guarded or action not in {"acknowledge", "open", "back"}

    def action_acknowledge(self) -> None:
        self._acknowledge()

    @work(exclusive=True)
    async def _acknowledge(self) -> None:
        desk = self.line_app.desk
        if desk is None:
            return
        try:
            await desk.acknowledge(self._row["id"])
        except HotlineError as error:
            self._trouble = str(error)
            self._draw()
            return
        self.dismiss("acknowledged")

    def action_open(self) -> None:
        self.dismiss("open")

    def action_back(self) -> None:
        self.dismiss("aside")

    def _draw(self) -> None:
        self.query_one("#flash", Static).update(stack(list(self._lines())))

    def _lines(self) -> Iterable[Content]:
        row = self._row
        party, channel = row["author"]["party"] or "?", self.line_app.channel_named(row["channel"])
        unverified = party in self.line_app.unverified(row["channel"])
        mark = (
            (f"{glyphs().unsure} {say('unverified')}", "bold $amber")
            if unverified
            else (glyphs().check + " " + say("verified"), "$green")
        )
        head = line(
            (" FLASH ", "bold $flash-text on $flash"),
            (f"  {party}", "bold $theirs"),
            (f"  {row['author']['officer'] or ''}  {channel}", "$body"),
        )
        yield spread(WIDTH, head, line(mark, (f"  {row['number']}", "$muted")))
        yield Content("")
        if row["exercise"]:
            yield line(("EXERCISE EXERCISE EXERCISE", "bold $amber"))
        yield from self._words()
        yield Content("")
        came = moment(row["arrived_at"])
        at = f"{came:%H:%M:%S}Z" if came else ""
        yield line(
            (
                say(
                    "{kind}, received {at} by way of {relay}, signature good.",
                    kind=title_of(row["kind"]),
                    at=at,
                    relay=row["by"],
                ),
                "$muted",
            )
        )
        if "history incomplete" in row["flags"]:
            yield line(
                (
                    f"{glyphs().half} {say('history incomplete: something it comes after has not come')}",
                    "$amber",
                )
            )
        yield from self._due()
        yield Content("")
        keys = line(
            ("  a  ", "bold $key on $chosen"),
            (say("Acknowledge receipt") + "  ", "bold $strong on $chosen"),
            ("    o ", "bold $key"),
            (say("Open channel"), "$body"),
            ("    esc ", "bold $key"),
            (say("Keep as a bar"), "$body"),
        )
        yield keys
        yield line((say("Acknowledging says “received”. It does not say “agreed”."), "$muted"))
        if self._trouble:
            yield from wrapped(self._trouble, WIDTH, "$red")

    def _words(self) -> Iterable[Content]:
        if self._row["not_shown"]:
            yield line((f"[{say(self._row['not_shown'])}]", "$muted"))
        lines = [each for text in self._row["text"] for each in wrapped(text, WIDTH, "bold $strong")]
        yield from lines[:TEXT_LINES]
        if len(lines) > TEXT_LINES:
            yield line((say("… {n} more lines: o opens them", n=len(lines) - TEXT_LINES), "$muted"))

    def _due(self) -> Iterable[Content]:
        now = self.line_app.now()
        for owed in self._row["owed"]:
            due = moment(owed["due_at"])
            if owed["owes"] != self.line_app.party or due is None:
                continue
            if due > now:
                text = say("Acknowledge by {at}: {left} left.", at=clock(due, now), left=span(due - now))
                yield line((f"{glyphs().clock} {text}", "$amber"))
            else:
                text = say("Acknowledgement overdue since {at}.", at=clock(due, now))
                yield line((f"{glyphs().clock} {text}", "bold $red"))
