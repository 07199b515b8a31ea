"""From one screen to another: to a statement, a need, a channel, or a screen by its name.

Not here: in which file a screen is (`places`), and how the desk is opened (`opening`) and left (`locking`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from textual.screen import Screen

from client.ui.errands import errand
from client.ui.places import SCREENS, found_at

if TYPE_CHECKING:
    from client.engine.reading.shapes import Need
    from client.ui.app import HotlineApp
    from client.ui.widgets.side import Side

Opened = tuple[str, Mapping[str, Any]]

FOR_LINE: Mapping[str, str] = {"offline": "outbox", "queue": "outbox", "store": "outbox"}
"""The screen where something can be done about a need of the whole desk."""

FOR_CHANNEL: Mapping[str, str] = {"conflict": "record", "gap": "record", "amendments": "agreement"}
"""That for a need of a channel; for any other the statement itself is shown."""


class Guide:
    """Of one terminal. Remembers by what name, and with what, each screen was opened."""

    def __init__(self, app: HotlineApp) -> None:
        self.node = self._app = app
        self._opened: WeakKeyDictionary[Screen[Any], Opened] = WeakKeyDictionary()

    @property
    def standing(self) -> list[Opened]:
        """The screens over the line at work, as they were opened."""
        return [self._opened[each] for each in self._app.screen_stack if each in self._opened]

    def open(self, name: str, **about: Any) -> None:
        """One of the other screens; its file is read now. `about`: what it is made with."""
        if self._app.at_door:
            return  # a click may come before the lock, and arrive after it
        opened = found_at(SCREENS[name])(**about)
        self._opened[opened] = (name, about)
        self._app.push_screen(opened)

    def show(self, channel: str, statement: str) -> None:
        """The line at work with that statement."""
        self.to_main()
        main = self._app.at_work
        if main is not None and self._app.screen is main:
            main.show_statement(channel, statement)

    def to_main(self) -> None:
        """Back to the line at work; what asked over it gets no answer."""
        while len(self._app.screen_stack) > 2:
            self._app.screen.dismiss(None)

    def to_need(self, need: Need) -> None:
        """Where something can be done about it."""
        what, channel = need["what"], need["channel"]
        if what == "flash":
            self._app.alarms.open(need)
        elif what == "unverified":
            self.open("verify", channel=channel, party=need["party"])
        elif what in FOR_LINE:
            self.open(FOR_LINE[what])
        elif channel is not None and what in FOR_CHANNEL:
            self._app.channel = channel
            self.open(FOR_CHANNEL[what])
        elif channel is not None and need["statement"] is not None:
            self.show(channel, need["statement"])

    def from_side(self, opened: Side.Opened) -> None:
        """To what was clicked on in the left column, from whatever screen."""
        if self._app.at_door:
            return
        self.to_main()
        if opened.channel is not None:
            self._app.channel = opened.channel
        elif opened.need is not None:
            self.to_need(opened.need)
        else:
            self.open(opened.what)

    @errand("goto", alone=True)
    async def anywhere(self) -> None:
        """One dialog to go anywhere."""
        from client.ui.screens.goto import GotoDialog

        place = await self._app.push_screen_wait(GotoDialog())
        if place is None:
            return
        if place.channel is not None and place.statement is not None:
            self.show(place.channel, place.statement)
        elif place.channel is not None:
            self.to_main()
            self._app.channel = place.channel
        elif place.screen is not None:
            self.to_main()
            self.open(place.screen)
