"""Leaving the desk: what goes when it is locked, where the officer was, and when nobody has touched a key.

Not here: how the vault is closed (`client.engine.keeper`), and the lock's screen. Of the place only ids are
remembered, nothing that anybody said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from textual.worker import get_current_worker

from client.ui.screens.main import MainScreen
from client.ui.screens.unlock import UnlockScreen

if TYPE_CHECKING:
    from client.ui.app import HotlineApp

IDLE_LOOK = 2.0  # seconds between two looks whether nobody is there


@dataclass(frozen=True, slots=True)
class Place:
    """Where the officer was: the channel, the statement that was chosen, and the screens above."""

    channel: str | None = None
    statement: str | None = None
    screens: Sequence[tuple[str, Mapping[str, Any]]] = field(default=())


class Locker:
    """Counts idle time by both clocks: a machine that slept was left alone as well."""

    def __init__(self, app: HotlineApp) -> None:
        self._app = app
        self.place = Place()
        self.since: datetime | None = None  # while it is locked
        self._touched = (app.keeper.world.now(), app.keeper.world.monotonic())

    def touched(self) -> None:
        """A key was pressed, or the mouse was moved."""
        self._touched = (self._app.keeper.world.now(), self._app.keeper.world.monotonic())

    @property
    def idle(self) -> timedelta:
        world, (at, seconds) = self._app.keeper.world, self._touched
        return max(world.now() - at, timedelta(seconds=world.monotonic() - seconds))

    @property
    def due(self) -> bool:
        """Whether nobody has been there for as long as the settings allow."""
        after = self._app.settings.lock_after
        return after > 0 and self._app.desk is not None and self.idle >= timedelta(minutes=after)

    async def lock(self) -> None:
        """The record leaves screen and memory at once; then the vault is closed."""
        app = self._app
        if app.desk is None or self.since is not None:
            return
        self.since = app.now()
        self.place = self._here()
        mine = get_current_worker()
        for worker in [each for each in app.workers if each is not mine]:
            worker.cancel()
        with app.batch_update():
            while len(app.screen_stack) > 1:
                await app.pop_screen()
            app.forget()
            await app.push_screen(UnlockScreen(self.since))
        await app.keeper.lock()

    async def back(self) -> None:
        """Where the officer was, after the desk was opened again."""
        place, self.place, self.since = self.place, Place(), None
        if place.channel is None:
            return
        if place.statement is not None:
            self._app.show_statement(place.channel, place.statement)
        for name, about in place.screens:
            self._app.open_screen(name, **about)

    def _here(self) -> Place:
        app = self._app
        main = next((each for each in app.screen_stack if isinstance(each, MainScreen)), None)
        chosen = main.transcript.row if main is not None else None
        above = [app.opened[each] for each in app.screen_stack if each in app.opened]
        plain = [each for each in above if all(isinstance(value, str | None) for value in each[1].values())]
        return Place(app.channel, chosen["id"] if chosen is not None else None, plain)
