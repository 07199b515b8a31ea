"""Leaving the desk: what goes when it is locked, where the officer was, and when nobody has touched a key.

Not here: how the vault is closed (`client.engine.keeper`), and the lock's screen. Of the place only ids are
remembered, nothing that anybody said.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from client.ui.begun import PRECEDENCE, Begun, values_of
from client.ui.drafts import Drafted
from client.ui.errands import settled
from client.ui.screens.unlock import UnlockScreen
from hotline.errors import HotlineError

if TYPE_CHECKING:
    from client.ui.app import HotlineApp

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
        self._closed = asyncio.Event()
        self._closed.set()
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
        app, keeper = self._app, self._app.keeper
        there = app.desk is not None or keeper.unlocked or keeper.verbs is not None
        return there and not self.closing and not app.at_door

    @property
    def closing(self) -> bool:
        """Whether the screen is empty already, and the vault not yet closed."""
        return not self._closed.is_set()

    async def closed(self) -> None:
        """Once nothing is being closed."""
        await self._closed.wait()

    async def lock(self) -> None:
        """What a key and idle time do. Nothing where it is locked, or being locked, already."""
        if self._can_lock:
            await self._leave("lock", UnlockScreen(self._app.now()), self._app.keeper.lock)

    async def give_up(self, trouble: str) -> None:
        """The desk could not be opened to its end: it is closed, and its door says why."""
        await self._leave("open", UnlockScreen(trouble=trouble), self._app.keeper.close)

    async def _leave(self, errand: str, door: UnlockScreen, close: Callable[[], Awaitable[None]]) -> None:
        """The one way for content to leave the screen: at once. Only then the vault is asked for anything.

        `errand`: the app's own that does this; every other that is under way ends.
        """
        self._closed.clear()
        try:
            self.place = self._here()
            notes = self.keep_notes()
            await self._empty(errand, door)
            await self._app.leftovers.kept()
            if notes:
                numbers = [each.number for each in notes if each.number is not None]
                self.place = replace(self.place, notes=numbers)
            await close()
        finally:
            self._closed.set()

    async def _empty(self, errand: str, door: UnlockScreen) -> None:
        """No step of it waits before the door stands there alone."""
        app = self._app
        for worker in [each for each in app.workers if each.node is not app or each.group != errand]:
            worker.cancel()
        going = [app.pop_screen() for _ in app.screen_stack[1:]]
        coming = app.push_screen(door)
        app.forget()
        await settled(coming)
        for each in going:
            await settled(each)
        app.let_go()

    async def back(self) -> None:
        """Where the officer was, after the desk was opened again."""
        place, self.place = self.place, Place()
        if place.channel is None:
            return
        if place.statement is not None:
            self._app.guide.show(place.channel, place.statement)
        for number in place.notes:
            await self._write_on(number)
        for name, about in place.screens:
            self._app.guide.open(name, **about)

    def _here(self) -> Place:
        app = self._app
        if app.desk is None:
            return self.place  # nobody came back to it yet
        chosen = app.at_work.transcript.row if app.at_work is not None else None
        above = app.guide.standing
        plain = [each for each in above if all(isinstance(value, str | None) for value in each[1].values())]
        return Place(app.channel, chosen["id"] if chosen is not None else None, plain)

    # What stood in the line to write in

    def keep_notes(self) -> Sequence[Drafted]:
        """Into the vault, and back from there: they are the officer's, and leaving loses nothing."""
        app, kept = self._app, []
        if app.desk is None or app.at_work is None:
            return ()
        for channel, note in app.at_work.composer.notes.items():
            drafted = Drafted(app.desk, Begun(channel, "message"))
            drafted.begins({})
            app.leftovers.keep(drafted, {"text": note.text, PRECEDENCE: note.precedence.name})
            kept.append(drafted)
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
