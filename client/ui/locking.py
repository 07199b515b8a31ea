"""Leaving the desk: what goes when it is locked, where the officer was, and when nobody has touched a key.

Not here: how the vault is closed (`client.engine.keeper`), and the lock's screen. Of the place only ids are
remembered, nothing that anybody said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from client.ui.begun import PRECEDENCE, Begun, values_of
from client.ui.screens.unlock import UnlockScreen
from hotline.errors import HotlineError

if TYPE_CHECKING:
    from client.ui.app import HotlineApp
    from client.ui.screens.main import MainScreen

FOLLOWING = frozenset({"follow", "look", "flash"})  # what draws the record again and again
IDLE_LOOK = 2.0  # seconds between two looks whether nobody is there


@dataclass(frozen=True, slots=True)
class Place:
    """Where the officer was: the channel, the statement that was chosen, and the screens above."""

    channel: str | None = None
    statement: str | None = None
    screens: Sequence[tuple[str, Mapping[str, Any]]] = field(default=())
    notes: Sequence[int] = ()  # the drafts in the vault that hold what stood in the line to write in


class Locker:
    """Counts idle time by both clocks: a machine that slept was left alone as well."""

    def __init__(self, app: HotlineApp) -> None:
        self._app = app
        self.place = Place()
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
        return after > 0 and self._can_lock and self.idle >= timedelta(minutes=after)

    @property
    def _can_lock(self) -> bool:
        app = self._app
        return (app.desk is not None or app.keeper.unlocked) and not isinstance(app.screen, UnlockScreen)

    async def lock(self) -> None:
        """The record leaves screen and memory at once; then the vault is closed."""
        app = self._app
        if not self._can_lock:
            return
        since = app.now()
        self.place = await self._here() if app.desk is not None else self.place
        for worker in [each for each in app.workers if each.group in FOLLOWING]:
            worker.cancel()  # those of a screen end with it
        with app.batch_update():
            while len(app.screen_stack) > 1:
                await app.pop_screen()
            app.forget()
            await app.push_screen(UnlockScreen(since))
        await app.keeper.lock()

    async def back(self) -> None:
        """Where the officer was, after the desk was opened again."""
        place, self.place = self.place, Place()
        if place.channel is None:
            return
        if place.statement is not None:
            self._app.show_statement(place.channel, place.statement)
        for number in place.notes:
            await self._write_on(number)
        for name, about in place.screens:
            self._app.open_screen(name, **about)

    async def _here(self) -> Place:
        app = self._app
        main = app.at_work
        chosen = main.transcript.row if main is not None else None
        above = [app.opened[each] for each in app.screen_stack if each in app.opened]
        plain = [each for each in above if all(isinstance(value, str | None) for value in each[1].values())]
        notes = await self._keep_notes(main) if main is not None else ()
        return Place(app.channel, chosen["id"] if chosen is not None else None, plain, notes)

    # What stood in the line to write in

    async def _keep_notes(self, main: MainScreen) -> Sequence[int]:
        """Into the vault: they are the officer's, and locking loses nothing."""
        desk, kept = self._app.desk, []
        for channel, note in main.composer.notes.items():
            begun = Begun(channel, "message", values={"text": note.text, PRECEDENCE: note.precedence.name})
            with suppress(HotlineError):
                if desk is not None:
                    answer = await desk.keep_draft(channel, begun.kind, begun.kept(begun.values), None)
                    kept.append(int(answer["draft"]))
        return kept

    async def _write_on(self, number: int) -> None:
        desk, main = self._app.desk, self._app.at_work
        if desk is None or main is None:
            return
        with suppress(HotlineError):
            found = [each for each in await desk.drafts() if each["draft"] == number]
            for each in found:
                values = values_of(each)
                text, precedence = str(values.get("text", "")), str(values.get(PRECEDENCE, ""))
                main.composer.begin(each["channel"], text, precedence)
                await desk.drop_draft(number)
