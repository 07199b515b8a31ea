"""A room in which the desk behind the screen has a vault in a file, and a door that locks.

async with Door() as room, room.terminal_at_door() as terminal:
    await unlock(terminal)
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from textual.events import Paste

from client.engine.keeper import Keeper
from client.engine.profiles import Profile
from client.ui.settings import Settings
from client.vault.file import create
from client.vault.lock import Cost
from client.vault.vault import DeskVault
from tests.client.ui.room import ALDORA, BREVIA, QUICK, Officer, Person, Room, Seat, Terminal, before_screen

PASSPHRASE = "five words for the door"
CHEAP = Cost(memory_kib=64, iterations=1, lanes=1)  # a guess may cost nothing here


class Door(Room):
    """Nobody sits at the first seat's desk: it is opened at its door."""

    def __init__(self, seats: Sequence[Seat] = (ALDORA, BREVIA), **more: Any) -> None:
        super().__init__(seats, **more)
        self.profile: Profile | None = None

    async def open_desk(self, who: Person, vault: DeskVault | None = None) -> Officer:
        if who is not self.people[0]:
            return await super().open_desk(who, vault)
        self.profile = Profile("aldora", self.folder / "aldora")
        with create(self.profile.vault, PASSPHRASE, self.world.entropy, CHEAP) as fresh:
            self.fill(fresh, who)
        return Officer(who, None, None, self.text.title, fresh)  # type: ignore[arg-type]

    def keeper(self) -> Keeper:
        assert self.profile is not None, "made when the room was entered"
        return Keeper(self.profile, self.world, QUICK)

    @asynccontextmanager
    async def terminal_at_door(
        self, size: tuple[int, int] = (120, 36), settings: Settings | None = None
    ) -> AsyncIterator[Terminal]:
        """The terminal as it begins: locked, unless another process has the vault."""
        async with before_screen(self.keeper(), settings or Settings(), size) as terminal:
            yield terminal


async def paste(terminal: Terminal, text: str) -> None:
    """Into the field that has the focus, at once, as a password manager does."""
    terminal.app.post_message(Paste(text))
    await terminal.pilot.pause()


async def unlock(terminal: Terminal, passphrase: str = PASSPHRASE) -> None:
    """At the door, whether it was just locked or the terminal has just begun."""
    await terminal.sees("is locked")
    await paste(terminal, passphrase)
    await terminal.press("enter")
