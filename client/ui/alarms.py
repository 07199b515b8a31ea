"""What does not wait to be looked for: the bell, and FLASH, which stands over everything until answered.

Not here: when the bell rings (`paging`), and what the dialog looks like (`screens.flash`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from client.ui.errands import errand
from client.ui.paging import Pager
from client.ui.screens.base import Going

if TYPE_CHECKING:
    from client.engine.reading.shapes import Need
    from client.ui.app import HotlineApp


class Alarms:
    """Of one terminal."""

    def __init__(self, app: HotlineApp) -> None:
        self.node = self._app = app
        self.forget()

    def forget(self) -> None:
        """The desk is locked: what comes back rings and stands there again."""
        self._pager = Pager()
        self._shown: str | None = None
        self._put_aside: set[str] = set()  # FLASH that is kept as a bar

    @property
    def flashes(self) -> list[Need]:
        """Every FLASH that nobody here has acknowledged."""
        view = self._app.overview
        return [each for each in view["needs"] if each["what"] == "flash"] if view else []

    @property
    def waiting(self) -> list[Need]:
        """Those of them that are not before the officer's eyes in a dialog."""
        return [each for each in self.flashes if each["statement"] != self._shown]

    def look(self) -> None:
        """The overview is another: rings, and opens what nobody has put aside, once nobody writes."""
        app = self._app
        if app.overview is None:
            return
        if self._pager.rings(app.overview, app.now()) and app.settings.bell:
            app.bell()
        fresh = [each for each in self.flashes if each["statement"] not in self._put_aside]
        if fresh and not self._writing:
            self.open(fresh[0])

    def open(self, need: Need) -> None:
        """Before the officer's eyes; where one is there already, the next comes after it."""
        if not self._waits:
            self._show(need)

    @errand("flash", alone=True)
    async def _show(self, need: Need) -> None:
        """Over everything, until it is answered or put aside."""
        from client.ui.screens.flash import FlashDialog

        app, channel, statement = self._app, need["channel"], need["statement"]
        if app.desk is None or channel is None or statement is None:
            return
        rows = await app.desk.rows(channel, [statement])
        if not rows or self._waits:
            return
        self._now_shown(statement)
        try:
            answer = await app.push_screen_wait(FlashDialog(rows[0]))
        finally:
            self._now_shown(None)
        self._put_aside.add(statement)
        if answer == "open":
            app.guide.show(channel, statement)
        app.following.look_again()

    def _now_shown(self, statement: str | None) -> None:
        self._shown = statement
        self._app.overview = self._app.overview  # whoever draws what waits draws it now

    @property
    def _waits(self) -> bool:
        """Whether another FLASH is there, or something is being said this moment: until then it is a bar."""
        return any(isinstance(each, Going) and each.undisturbed for each in self._app.screen_stack)

    @property
    def _writing(self) -> bool:
        """Whether a key that is under way is meant for a text, or for digits."""
        focused = self._app.focused
        return focused is not None and any(focused.check_consume_key(each, each) for each in "a1")
