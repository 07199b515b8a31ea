"""A FLASH over everything: what was said, and the word that it was received. Received, not agreed.

It takes no key in its first second, so that a key meant for what was below cannot answer it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Literal

from textual import events
from textual.containers import VerticalScroll
from textual.widget import Widget

from client.engine.reading.shapes import Row
from client.text.telling import told
from client.text.tongue import say
from client.ui.errands import errand
from client.ui.glyphs import PLAIN, glyphs
from client.ui.keys import bind
from client.ui.lookup import own_party
from client.ui.screens.base import Dialog
from client.ui.times import clock
from client.ui.widgets.flash import FlashText
from hotline.errors import HotlineError

GUARD = 1.0  # seconds
Answer = Literal["acknowledged", "open", "aside"]


class FlashDialog(Dialog[Answer]):
    """Gives what the officer did with it."""

    DEFAULT_CSS = """
    FlashDialog > .sheet { border: thick $flash; background: $field; padding: 1 3; width: 78; }
    FlashDialog.plain > .sheet { border: ascii $flash; }
    FlashDialog.small > .sheet { border: none; padding: 0 1; width: 100%; max-width: 100%; }
    """
    undisturbed = True  # one at a time
    BINDINGS: ClassVar = bind("acknowledge", "channel", "back")

    def __init__(self, row: Row) -> None:
        super().__init__()
        self._row = row
        self._opened_at = 0.0
        self._saying = False

    def sheet(self) -> Iterable[Widget]:
        with VerticalScroll(classes="sheet", can_focus=False):
            yield FlashText(self._row)

    def on_mount(self) -> None:
        self._opened_at = self.line_app.keeper.world.monotonic()
        self.set_class(glyphs() is PLAIN, "plain")
        self.watch(self.app, "overview", self._changed, init=False)

    def _changed(self) -> None:
        self._look_again()

    @property
    def statement(self) -> str:
        return self._row["id"]

    @property
    def guarded(self) -> bool:
        return self.line_app.keeper.world.monotonic() - self._opened_at < GUARD

    def on_key(self, event: events.Key) -> None:
        if self.guarded:
            event.stop()
            event.prevent_default()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return not self.guarded

    def action_acknowledge(self) -> None:
        """Once, however often the key comes."""
        if not self._saying:
            self._saying = True
            self._acknowledge()

    @errand()
    async def _acknowledge(self) -> None:
        desk = self.line_app.desk
        if desk is None:
            return
        try:
            await desk.acknowledge(self.statement)
        except HotlineError as error:
            self._saying = False
            text = self.query_one(FlashText)
            text.trouble = told(error)
            text.redraw()
            return
        app, number = self.line_app, self._row["number"]
        app.tell(say("FLASH {number} acknowledged {at}.", number=number, at=clock(app.now())))
        self.dismiss("acknowledged")

    @errand("look", alone=True)
    async def _look_again(self) -> None:
        """What became of it meanwhile: by when it is owed, or that a colleague has acknowledged it."""
        app, desk = self.line_app, self.line_app.desk
        rows = await desk.rows(self._row["channel"], [self.statement]) if desk is not None else []
        for row in rows:
            self.query_one(FlashText).show(row)
            if not self._saying and any(each["party"] == own_party(app.overview) for each in row["read"]):
                app.tell(say("Your party has acknowledged this already."))
                self.dismiss("acknowledged")

    def action_channel(self) -> None:
        self.dismiss("open")

    def action_back(self) -> None:
        self.dismiss("aside")
