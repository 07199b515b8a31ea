"""One keystroke after the other: the next is let in when what had the focus has dealt with the one before.

The library gives each key to what has the focus when it arrives, though a Tab that came with it may be
still on its way from widget to widget. Over a slow line several keys come at once, and letters would go into
the field before. On a screen that is still being made they wait until it is there. It also knows which key is
the one before once more, held down or struck twice.

Not here: what any key does.
"""

from __future__ import annotations

import asyncio
from collections import deque
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import events
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer

from client.ui.screens.base import made

if TYPE_CHECKING:
    from client.ui.app import HotlineApp

PATIENCE = 0.5  # seconds: what had the focus may be gone, and then nobody tells
HELD = 1.0  # seconds: keyboards begin to repeat a key after 0.25 to 0.7, and then go on faster
Stroke = events.Key | events.Paste


class Dealt(Message, bubble=True):
    """Follows a key from widget to widget up to the app; there nothing of it is under way any more."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


class Keystrokes:
    """Of one terminal."""

    def __init__(self, app: HotlineApp) -> None:
        self._app = app
        self._waiting: deque[tuple[Stroke, bool]] = deque()
        self._last = ("", 0.0)  # the key that came last, and when
        self.repeats = False  # whether the key that is under way is the one before it once more
        self.screen: Screen[Any] | None = None  # which the key that is under way is for
        self._count = 0
        self._under_way: int | None = None
        self._timer: Timer | None = None
        self._made: asyncio.Task[None] | None = None

    def forget(self) -> None:
        """The screen that the key under way was for is gone."""
        self.screen = None

    async def take(self, stroke: Stroke) -> None:
        """It has come from the terminal."""
        self._waiting.append((stroke, self._is_repeated(stroke)))
        await self._go_on()

    def _is_repeated(self, stroke: Stroke) -> bool:
        key = stroke.key if isinstance(stroke, events.Key) else ""
        (before, at), now = self._last, self._app.keeper.world.monotonic()
        self._last = key, now
        return bool(key) and key == before and now - at < HELD

    async def dealt(self, number: int) -> None:
        """That one has done what it does, or is not to be heard of any more."""
        if number == self._under_way:
            self._under_way = None
            if self._timer is not None:
                self._timer.stop()
            await self._go_on()

    async def _go_on(self) -> None:
        while self._waiting and self._under_way is None and not self._app.ended:
            if not self._app.screen.is_mounted:
                self._go_on_later()
                return
            (stroke, self.repeats), self.screen = self._waiting.popleft(), self._app.screen
            focused = self._app.focused or self.screen
            if await self._app.let_in(stroke):
                self._count += 1
                self._under_way = self._count
                self._timer = self._app.set_timer(PATIENCE, partial(self.dealt, self._count))
                focused.post_message(Dealt(self._count))

    def _go_on_later(self) -> None:
        """No key does anything on a screen that is still being made."""
        if self._made is None or self._made.done():
            self._made = asyncio.create_task(self._once_made(self._app.screen))

    async def _once_made(self, screen: Screen[Any]) -> None:
        await made(screen)
        self._app.call_later(self._go_on)  # after the focus that this screen asked for while it was made
