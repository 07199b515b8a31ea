"""The passphrase of this desk's vault; and, while it is locked, that something urgent waits, without what."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import ClassVar

from textual.containers import Center, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input

from client.text.telling import told
from client.text.tongue import say
from client.ui.drawing import line, wrapped
from client.ui.errands import errand, once_drawn
from client.ui.glyphs import glyphs
from client.ui.screens.base import FullScreen
from client.ui.times import clock, span
from client.ui.widgets.lines import Lines
from client.ui.widgets.secret import Secret
from hotline.errors import HotlineError, WrongPassphrase

WIDTH = 66
REPEAT = timedelta(seconds=60)  # between two bells while a FLASH waits
MISTYPED = 2  # times nobody thinks of a damaged file
PAUSES = (1.0, 2.0, 4.0, 8.0, 15.0, 30.0)  # seconds after each wrong passphrase; from then on the last


class UnlockScreen(FullScreen):
    """`since`: when it was locked; None when the terminal has only just begun."""

    DEFAULT_CSS = """
    UnlockScreen #door { width: 70; max-width: 100%; height: auto; margin: 3 2 0 2; }
    UnlockScreen.low #door { margin: 1 2 0 2; }
    UnlockScreen Input { border: none; background: $field; height: 1; padding: 0 1; margin: 1 0; }
    UnlockScreen Input:focus { border: none; background: $chosen; }
    """
    BINDINGS: ClassVar = []
    KEYS: ClassVar = ("open", "quit")

    def __init__(self, since: datetime | None = None, trouble: str = "") -> None:
        super().__init__()
        self.since = since
        self.trouble = trouble
        self.opening = False
        self.wait_until = 0.0  # by the monotonic clock
        self._wrong = 0
        self._rang_at: datetime | None = None
        self._flashes = 0
        self._drawn = asyncio.Event()  # for the first time

    def body(self) -> Iterable[Widget]:
        with Center(), Vertical(id="door"):
            yield Name()
            yield Secret(placeholder=say("Passphrase"))
            yield Said()
            yield Watching()

    def on_mount(self) -> None:
        self.query_one(Input).cursor_blink = False  # nothing here blinks
        self.query_one(Input).focus()
        self.set_interval(1.0, self._second)
        if self.since is None and not self.trouble:
            self._try_given()
            once_drawn(self, self._drawn.set)

    # The passphrase

    @errand(alone=True)
    async def _try_given(self) -> None:
        """From a file or the keyring, where one is set up: nobody has to type it. Looking takes a moment."""
        await self._drawn.wait()
        try:
            given = await self.line_app.keeper.given_passphrase(os.environ)
        except HotlineError as error:
            self.trouble = told(error)
            self.redraw()
            return
        if given:
            await self._open(given)

    def on_input_submitted(self, submitted: Input.Submitted) -> None:
        if submitted.value and not self.opening:
            self._unlock(submitted.value)
            submitted.input.value = ""

    @errand(alone=True)
    async def _unlock(self, passphrase: str) -> None:
        await self._open(passphrase)

    async def _open(self, passphrase: str) -> None:
        """What was typed during a pause, or while the vault is closed, is tried when that is over."""
        self._show(opening=True)
        await self.line_app.locker.closed()
        await self.line_app.keeper.world.sleep(self.pausing)
        try:
            await self.line_app.keeper.unlock(passphrase)
        except WrongPassphrase as error:
            self._wrong += 1
            self.wait_until = self.line_app.keeper.world.monotonic() + self._pause
            self._show(told(error) if self._wrong > MISTYPED else told(error.what))
        except HotlineError as error:
            self._show(told(error))
        else:
            self.line_app.opening.go_on()

    @property
    def _pause(self) -> float:
        return PAUSES[min(self._wrong, len(PAUSES)) - 1]

    @property
    def pausing(self) -> float:
        """Seconds until another passphrase is tried; 0: at once."""
        return max(0.0, self.wait_until - self.line_app.keeper.world.monotonic())

    def _show(self, trouble: str = "", opening: bool = False) -> None:
        self.trouble, self.opening = trouble, opening
        self.redraw()

    # While it is locked

    def _second(self) -> None:
        self.redraw()
        watch = self.line_app.keeper.watch
        if watch is None or not watch.flashes:
            return
        now = self.line_app.now()
        fresh = watch.flashes > self._flashes
        self._flashes = watch.flashes
        if fresh or self._rang_at is None or now - self._rang_at >= REPEAT:
            self._rang_at = now
            if self.line_app.settings.bell:
                self.app.bell()

    def redraw(self) -> None:
        for part in self.query(Lines):
            part.redraw()

    def action_back(self) -> None:
        """There is nowhere to go back to."""


class _Part(Lines):
    @property
    def door(self) -> UnlockScreen:
        assert isinstance(self.screen, UnlockScreen), "stands on no other"
        return self.screen


class Name(_Part):
    """Whose vault, and since when it is locked."""

    def lines(self, width: int) -> Sequence[Content]:
        name, since = self.line_app.keeper.profile.name, self.door.since
        title = line((say("The desk {name} is locked.", name=name), "bold $strong"))
        if since is None:
            return [title]
        now = self.line_app.now()
        text = say("Since {at}, for {t}.", at=clock(since, now), t=span(now - since))
        return [title, line((text, "$muted"))]


class Said(_Part):
    """What came of the last passphrase, or what enter does."""

    def lines(self, width: int) -> Sequence[Content]:
        door, pause = self.door, self.door.pausing
        said = wrapped(door.trouble, width, "$amber") if door.trouble else []
        if pause:
            said += [line((say("Another one is tried in {n} s.", n=int(pause) + 1), "$muted"))]
        elif door.opening:
            said += [line((say("The vault is being opened."), "$muted"))]
        return said or [line((say("Enter opens it."), "$muted"))]


class Watching(_Part):
    """What a locked desk still does, and whether anything urgent waits; never what."""

    DEFAULT_CSS = "Watching { margin: 1 0 0 0; }"

    def lines(self, width: int) -> Sequence[Content]:
        watch = self.line_app.keeper.watch
        if self.line_app.locker.closing:
            return [line((say("The vault is being closed."), "$muted"))]
        if self.door.since is None:
            return []
        if watch is None:
            return wrapped(_unwatched(), width, "$muted")
        found: list[Content] = [self._flash(watch.flashes), Content("")] if watch.flashes else []
        up, of = watch.up, watch.of
        style = "$green" if up else "$amber"
        marks = glyphs().full * up + glyphs().empty * (of - up)
        said = say("Watching {up} of {n} relays for a FLASH.", up=up, n=of)
        found.append(line((f"{marks} ", style), (said, "$body")))
        return found + wrapped(
            _meanwhile(watch.line), width, "$amber" if watch.line == "unknown" else "$muted"
        )

    def _flash(self, count: int) -> Content:
        text = say("Marked FLASH, and waiting: {n}. Unlock to read.", n=count)
        return line((" FLASH ", "bold $flash-text on $flash"), (f"  {text}", "bold $red"))


def _unwatched() -> str:
    return say("This desk was not on its line: nothing is watched, and no FLASH is told here.")


def _meanwhile(line: str) -> str:
    """What becomes of what comes while it is locked, by what the watch says of the line."""
    if line == "goes on":
        return say(
            "Another process keeps the line of this desk, and goes on: what comes is received, and the "
            "others see that it was delivered. Nothing is shown or said here."
        )
    if line == "unknown":
        return say(
            "The process that keeps the line of this desk does not answer. Nothing may be received, and a "
            "FLASH may not be told here. Unlock to look."
        )
    return say(
        "Nothing is read or answered here while it is locked. What comes waits, and the others see "
        "that it was relayed, not delivered."
    )
