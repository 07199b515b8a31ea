"""Connection and outbox: how the line stands, its relays, what waits, and what to do if this lasts.

Offline is a state like any other: everything works here but delivery, and the screen says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget

from client.text.telling import told
from client.text.tongue import say
from client.ui.errands import errand
from client.ui.keys import bind
from client.ui.screens.base import FullScreen
from client.ui.screens.courier import CourierDialog, Way
from client.ui.widgets.column import Column
from client.ui.widgets.outage import Outage
from client.ui.widgets.side import Side
from hotline.errors import HotlineError


class OutboxScreen(FullScreen):
    DEFAULT_CSS = """
    OutboxScreen #columns { height: 1fr; }
    OutboxScreen.narrow Column { display: none; }
    OutboxScreen #outage { width: 1fr; height: 1fr; padding: 0 2; scrollbar-size-vertical: 1; }
    OutboxScreen.narrow #outage { padding: 0 1; }
    """
    BINDINGS: ClassVar = bind("try", "courier", "import", "open")
    KEYS: ClassVar = ("try", "courier", "import", "open", "help", "back")

    def body(self) -> Iterable[Widget]:
        with Horizontal(id="columns"):
            yield Side()
            yield Column()
            with VerticalScroll(id="outage", can_focus=False):
                yield Outage()

    def on_mount(self) -> None:
        self.watch(self.app, "overview", self._changed)
        self.outage.focus()

    def on_resize(self) -> None:
        super().on_resize()
        self.query_one(Side).set_class(self.size.width < 100, "narrow")

    @property
    def outage(self) -> Outage:
        return self.query_one(Outage)

    def _changed(self) -> None:
        self._look()

    @errand("connection", alone=True)
    async def _look(self) -> None:
        desk = self.line_app.desk
        if desk is None:
            return
        try:
            self.outage.show(await desk.connection())
        except HotlineError as error:
            self.outage.fail(told(error))

    def on_outage_stale(self) -> None:
        self._look()

    def on_side_opened(self, opened: Side.Opened) -> None:
        self.line_app.guide.from_side(opened)

    @errand("try")
    async def action_try(self) -> None:
        desk = self.line_app.desk
        if desk is None:
            return
        await desk.try_now()
        self.line_app.tell(say("Every relay that is down is tried now."))
        self._look()

    def action_courier(self) -> None:
        self._carry("export")

    def action_import(self) -> None:
        self._carry("import")

    @errand("courier")
    async def _carry(self, way: Way) -> None:
        done = await self.app.push_screen_wait(CourierDialog(way))
        if done:
            self.line_app.tell(done)
            self.line_app.following.look_again()

    def action_open(self) -> None:
        waiting = self.outage.chosen
        if waiting is not None:
            self.line_app.guide.show(waiting["channel"], waiting["statement"])
