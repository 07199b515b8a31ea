"""One dialog to go anywhere: some letters of a channel, a party or a screen, or a statement's number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from client.engine.reading.shapes_record import Hit
from client.text.tongue import say
from client.ui.drawing import line
from client.ui.errands import errand
from client.ui.keys import bind
from client.ui.layout.places import Place, another_code, fitting, newest_of, of_number, place_line, places
from client.ui.places import SCREENS
from client.ui.screens.base import Dialog
from client.ui.widgets.lines import Lines
from hotline.errors import HotlineError

SHOWN = 12
_NUMBER = re.compile(r"\d+|[A-Za-z]{2,5}-\d+(/[0-9a-f]{4})?-\d+|[0-9a-f]{6,64}")


class Choices(Lines):
    """The places that fit what is typed."""

    class Picked(Message):
        """Somebody clicked on one."""

        def __init__(self, place: Place) -> None:
            super().__init__()
            self.place = place

    def __init__(self) -> None:
        super().__init__()
        self.places: Sequence[Place] = []
        self.chosen = 0

    def show(self, found: Sequence[Place]) -> None:
        self.places, self.chosen = found[:SHOWN], 0
        self.redraw()

    def move(self, by: int) -> None:
        self.chosen = min(max(self.chosen + by, 0), max(len(self.places) - 1, 0))
        self.redraw()

    def lines(self, width: int) -> Sequence[Content]:
        if not self.places:
            return [line((say("Nothing fits."), "$muted"))]
        return [place_line(each, width, n == self.chosen) for n, each in enumerate(self.places)]

    def on_click(self, event: events.Click) -> None:
        at = event.get_content_offset(self)
        if at is not None and at.y < len(self.places):
            self.post_message(Choices.Picked(self.places[at.y]))


class GotoDialog(Dialog[Place]):
    """Where to go; None: nowhere."""

    DEFAULT_CSS = """
    GotoDialog { align: center top; }
    GotoDialog > .sheet { margin: 4 0 0 0; }
    GotoDialog Input { height: 1; padding: 0 1; margin: 1 0; background: $background; }
    GotoDialog Input, GotoDialog Input:focus { border: none; }
    """
    BINDINGS: ClassVar = [
        *bind("back"),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("down", "move(1)", show=False, priority=True),
    ]

    def sheet(self) -> Iterable[Widget]:
        with Vertical(classes="sheet"):
            yield Static(line((say("Go to"), "bold $strong")), markup=False)
            example = f"{another_code(self.line_app.channel_row)}-1-17"
            yield Input(placeholder=say("channel, party, screen, or a number like {number}", number=example))
            yield Choices()

    def on_mount(self) -> None:
        self.query_one(Input).cursor_blink = False  # nothing here blinks
        self.query_one(Input).focus()
        self._show("")

    def _all(self) -> list[Place]:
        view = self.line_app.overview
        channels = view["channels"] if view else []
        return list(places(channels, self.line_app.channel, SCREENS))

    def on_input_changed(self, changed: Input.Changed) -> None:
        self._show(changed.value)

    @errand("fitting", alone=True)
    async def _show(self, typed: str) -> None:
        found = fitting(self._all(), typed)
        word = typed.strip()
        if _NUMBER.fullmatch(word):
            found = [*await self._numbered(word), *found]
        self.query_one(Choices).show(found)

    async def _numbered(self, word: str) -> list[Place]:
        """On this channel first; a whole number also elsewhere."""
        desk, channel = self.line_app.desk, self.line_app.channel
        if desk is None:
            return []
        try:
            found = await desk.numbered(word, channel) if channel is not None else []
            return [of_number(each) for each in found or await desk.numbered(word, None)]
        except HotlineError:
            return []

    def action_move(self, by: int) -> None:
        self.query_one(Choices).move(by)

    def on_input_submitted(self) -> None:
        choices = self.query_one(Choices)
        if choices.places:
            self._go(choices.places[choices.chosen])

    def on_choices_picked(self, picked: Choices.Picked) -> None:
        self._go(picked.place)

    @errand("go", alone=True)
    async def _go(self, place: Place) -> None:
        if place.party is not None:
            place = newest_of(place, await self._newest(place))
        self.dismiss(place)

    async def _newest(self, place: Place) -> Hit | None:
        """What that party said last on that channel."""
        desk = self.line_app.desk
        if desk is None:
            return None
        async for part in desk.search(f"from:{place.party}", place.channel, False):
            if part["rows"]:
                return part["rows"][0]
        return None
