"""Lets in what happens at the desk, and knows how old it is what the screens show.

What happens comes in pieces; the overview is asked for again so seldom that asking costs a tenth of the time,
and so often that on the slowest machine it is a second old. The process that holds the desk may go away and
come back: both are tried again until it answers, and meanwhile nothing old passes for new.
Not here: what is drawn of it.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from client.text.telling import told
from client.text.tongue import say
from client.ui.errands import errand
from hotline.errors import HotlineError

if TYPE_CHECKING:
    from client.engine.reading.shapes import Overview
    from client.ui.app import HotlineApp
    from client.ui.desk import Desk

LOOK_LEAST, LOOK_PAUSE = 0.15, 1.0  # seconds between two overviews, at least and at most
LOOK_SHARE = 9  # times as long as the last one took is waited before the next, within these
LOOK_MOST = 5.0  # seconds: time alone changes what is due
AGAIN = 1.0  # seconds between two tries to listen
SILENT = 10.0  # seconds without an answer: a slow machine has one within, a process that hangs has none


class Following:
    """Of one terminal. `as_of`: when all that stands on its screens was so."""

    def __init__(self, app: HotlineApp) -> None:
        self.node = self._app = app
        self._again = asyncio.Event()
        self.forget()

    def forget(self) -> None:
        """The desk is closed."""
        self.as_of = self._app.keeper.world.now()
        self._silent: dict[str, str] = {}  # what gives no answer, and why

    @property
    def trouble(self) -> str:
        """Why nothing new is known; nothing while the desk answers."""
        return next(iter(self._silent.values()), "")

    def look_again(self) -> None:
        """The overview is made anew soon."""
        self._again.set()

    @errand("follow", alone=True)
    async def follow(self) -> None:
        """What happened while nobody listened is looked up when somebody does again."""
        missed = False
        while (desk := self._app.desk) is not None:
            try:
                async for happened in desk.happened():
                    self._heard("follow")
                    self._app.news([{"what": "lagged"}, *happened] if missed else happened)
                    self.look_again()
                    missed = False
            except HotlineError as error:
                self._lost("follow", told(error))
            missed = True
            await asyncio.sleep(AGAIN)

    @errand("look", alone=True)
    async def look(self) -> None:
        """The overview, again and again."""
        app, world = self._app, self._app.keeper.world
        self.as_of = app.now()  # it was opened with one
        while app.desk is not None:
            self._again.clear()
            began = world.monotonic()
            try:
                view = await self._overview(app.desk)
            except HotlineError as error:
                self._lost("look", told(error))
            else:
                app.overview = view
                self._heard("look")
                self.as_of = self.as_of if self._silent else app.now()
            app.alarms.look()
            took = world.monotonic() - began
            await asyncio.sleep(min(max(LOOK_LEAST, LOOK_SHARE * took), LOOK_PAUSE))
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_MOST):
                    await self._again.wait()

    async def _overview(self, desk: Desk) -> Overview:
        """However long it takes; what takes too long is told meanwhile."""
        asked = asyncio.create_task(desk.overview())
        try:
            if not (await asyncio.wait({asked}, timeout=SILENT))[0]:
                self._lost("look", say("Nothing came within {n} s.", n=round(SILENT)))
            return await asked
        finally:
            asked.cancel()

    def _heard(self, what: str) -> None:
        if self._silent.pop(what, None) is not None:
            self._draw()

    def _lost(self, what: str, why: str) -> None:
        """Told once; drawn as long as it lasts."""
        told = self.trouble
        if self._silent.get(what) != why:
            self._silent[what] = why
            self._draw()
        if not told:
            self._app.tell(why, severity="error")

    def _draw(self) -> None:
        self._app.overview = self._app.overview  # whoever draws how things stand draws it anew
