"""Somebody who presses whatever there is, as fast as it goes, while the others speak and the line breaks.

For one thing only: that nothing of it ends the terminal, and that it can be used afterwards. What a key does
is in the other tests.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from datetime import timedelta
from random import Random

from textual.events import Event, Key, MouseDown, MouseMove, MouseScrollDown, MouseScrollUp, MouseUp, Paste

from client.ui.keys import KEYS
from client.ui.screens.unlock import UnlockScreen
from hotline.ids import Precedence
from tests.client.ui.door import PASSPHRASE, Door
from tests.client.ui.room import WITHIN, Terminal

RARE = {"ctrl+q", "ctrl+l"}  # at the door, and once it has ended, there is little to see
OURS = [each for key in KEYS.values() for each in key.keys.split(",") if each not in RARE]
MOVES = ("up", "down", "left", "right", "home", "end", "pageup", "pagedown")
EDITS = ("tab", "shift+tab", "space", "backspace")
LETTERS = "abcdefghijklmnopqrstuvwxyzAQZ0123456789"
SAID = ("Hold fire.", "دعونا نتحدث", "a\u202eb", "two\nlines")
PASTED = ("Hold fire.", "دعونا نتحدث", "a\u202eb\x1b[31m", "x" * 3000, "two\nlines", "12", "K5, at 14:09Z")
SIZES = ((120, 36), (80, 24), (200, 60), (79, 10), (1, 1), (100, 24))
MOUSE = (MouseDown, MouseUp, MouseMove, MouseScrollDown, MouseScrollUp)
REMEMBERED = 30


class Monkey:
    """One, with its own chances. `seed` says what it does, not what comes in between."""

    _terminal: Terminal

    def __init__(self, room: Door, seed: int) -> None:
        self._room = room
        self._chance = Random(seed)
        self._relay_up = True
        self._one_relay = asyncio.Lock()
        self.done: deque[str] = deque(maxlen=REMEMBERED)
        """What it did last, for whoever has to find out."""

    async def plays(self, terminal: Terminal, rounds: int) -> int:
        """One to three things at once, so many times; gives in how many of them it found the way out."""
        self._terminal = terminal
        for n in range(rounds):
            if not terminal.app.is_running:
                return n
            doing = self._chance.choices(*zip(*self._doings, strict=True), k=self._chance.randint(1, 3))
            if self._terminal.app.at_door and self._chance.random() < 0.7:
                doing = [self._passphrase]
            self.done.append(", ".join(each.__name__.strip("_") for each in doing))
            await asyncio.gather(*(each() for each in doing))
        return rounds

    async def becomes_calm(self) -> None:
        """It goes away; an officer finds a terminal that shows what is said."""
        if not self._relay_up:
            await self._relay()
        await self._terminal.pilot.resize_terminal(120, 36)
        said = await self._room.brevia.say("Is anybody there?")
        async with asyncio.timeout(WITHIN * 2):
            while said["number"] not in self._terminal.text():
                await self._passphrase()
                await self._terminal.press("escape", "end")
                await self._terminal.pilot.pause(0.2)

    # What it does

    @property
    def _doings(self) -> list[tuple[Callable[[], Awaitable[object]], int]]:
        return [
            (self._keys_of_ours, 40),
            (self._letters, 10),
            (self._mouse, 6),
            (self._another_size, 4),
            (self._pasted, 6),
            (self._locked, 3),
            (self._left, 1),
            (self._others_speak, 8),
            (self._time_passes, 3),
            (self._relay, 1),
            (self._rest, 6),
        ]

    async def _keys_of_ours(self) -> None:
        keys = [*OURS, *MOVES, *EDITS, *["enter", "escape"] * 2]
        await self._press(*self._chance.choices(keys, k=self._chance.randint(1, 6)))

    async def _letters(self) -> None:
        await self._press(*self._chance.choices([*LETTERS, *MOVES, *EDITS], k=self._chance.randint(1, 4)))

    async def _press(self, *keys: str) -> None:
        """Faster than anybody: now and then the next comes before the one before it was taken."""
        for each in keys:
            self._send(Key(each, each if len(each) == 1 else None))
            await asyncio.sleep(self._chance.choice((0.0, 0.0, 0.02)))

    async def _mouse(self) -> None:
        """On whatever is there."""
        x, y = (self._chance.randrange(side) for side in self._terminal.app.size)
        for kind in self._chance.sample(MOUSE, 2):
            self._send(kind(None, x, y, 0, 0, 1, False, False, False, x, y))

    async def _another_size(self) -> None:
        await self._terminal.pilot.resize_terminal(*self._chance.choice(SIZES))

    async def _pasted(self) -> None:
        self._send(Paste(self._chance.choice(PASTED)))

    async def _passphrase(self) -> None:
        """At the door, in place of what was written there; what stands over it goes first."""
        screen = self._terminal.app.screen
        if isinstance(screen, UnlockScreen):
            if not screen.opening:
                await self._press("end", "ctrl+u")
                self._send(Paste(PASSPHRASE))
                await self._press("enter")
        elif self._terminal.app.at_door:
            await self._press("escape")

    async def _locked(self) -> None:
        await self._press("ctrl+l")

    async def _left(self) -> None:
        await self._press("ctrl+q")

    async def _others_speak(self) -> None:
        precedence = self._chance.choices(list(Precedence), (4, 2, 1, 1))[0].name
        await self._room.brevia.say(self._chance.choice(SAID), precedence)

    async def _time_passes(self) -> None:
        self._room.pass_time(timedelta(minutes=self._chance.choice((1, 5, 20))))

    async def _relay(self) -> None:
        async with self._one_relay:
            self._relay_up = not self._relay_up
            act = self._room.start_relay if self._relay_up else self._room.stop_relay
            await asyncio.to_thread(act, "Geneva")

    async def _rest(self) -> None:
        await self._terminal.pilot.pause(self._chance.choice((0.0, 0.1, 0.5)))

    def _send(self, event: Event) -> None:
        driver = self._terminal.app._driver
        if driver is not None:
            driver.send_message(event)
