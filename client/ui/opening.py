"""From the program's start to the line at work: the door, the first run's steps, the open desk.

Not here: how the vault is opened and the engine started (`client.engine.keeper`), and the way back to the
door (`locking`).
"""

from __future__ import annotations

import asyncio
from importlib import import_module
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from client.text.telling import told
from client.ui.errands import errand, once_drawn, settled
from client.ui.places import STEPS, found_at
from client.ui.screens.unlock import UnlockScreen
from hotline.errors import HotlineError

if TYPE_CHECKING:
    from client.engine.reading.shapes import Overview
    from client.ui.app import HotlineApp
    from client.ui.desk import Desk

SLOW_TO_READ = ("client.ui.desk", "client.ui.screens.main", "client.ui.screens.flash")
"""What the first screen does without: an officer who has to unlock the desk waits for none of it."""


class Opening:
    """Of one terminal; goes its way anew after every lock."""

    def __init__(self, app: HotlineApp) -> None:
        self.node = self._app = app

    @errand()
    async def begin(self) -> None:
        keeper = self._app.keeper
        if await keeper.attach() is None and keeper.made:
            await self._show(UnlockScreen())
            once_drawn(self._app, self._warm)
        else:
            self.go_on()

    @errand()
    async def _warm(self) -> None:
        """Reads what the line at work needs, while the officer still types."""
        for name in SLOW_TO_READ:
            await asyncio.to_thread(import_module, name)
        await self._app.keeper.warm()

    @errand("open", alone=True)
    async def go_on(self) -> None:
        """The line at work, or the first run's step that this desk is at; a vault that is there is open."""
        try:
            await self._next_step()
        except HotlineError as error:
            await self._app.locker.give_up(told(error))

    async def _next_step(self) -> None:
        stage = await self._app.keeper.stage()
        if stage in STEPS:
            await self._show(found_at(STEPS[stage])())
        else:
            await self._open()

    async def _open(self) -> None:
        """The frame at once; the record as soon as it is loaded. Raises HotlineError."""
        from client.ui.desk import Desk
        from client.ui.screens.main import MainScreen

        app = self._app
        main = MainScreen()
        await self._show(main)
        app.at_work = main
        verbs = await app.keeper.start()
        desk = Desk(verbs)
        view = await desk.overview()
        if app.keeper.verbs is not verbs:
            return  # it was locked before the record was there
        app.desk = desk
        self._fill(view)
        app.following.follow()
        app.following.look()
        await app.locker.back()
        await self._lead_on(desk)

    def _fill(self, view: Overview) -> None:
        """On the channel where the officer was, or on the first one."""
        app, there = self._app, self._app.locker.place.channel
        app.known_exercise = view["exercise"]
        app.overview = view
        channels = [each["id"] for each in view["channels"]]
        app.channel = there if there in channels else next(iter(channels), None)

    async def _lead_on(self, desk: Desk) -> None:
        """To the relays, where a channel is joined and nothing was done on it yet."""
        app, begun = self._app, await desk.beginning()
        unused = begun["channels"] and not (begun["verified"] or begun["spoken"])
        if app.desk is desk and app.keeper.unlocked and app.screen is app.at_work and unused:
            app.guide.open("relays")

    async def _show(self, screen: Screen[Any]) -> None:
        """Instead of what stands lowest; what is above goes."""
        app = self._app
        while len(app.screen_stack) > 2:
            await settled(app.pop_screen())
        await settled(app.switch_screen(screen) if len(app.screen_stack) > 1 else app.push_screen(screen))
