"""Holds a profile's desk for as long as a terminal is open.

Where another process keeps the line already, the terminal attaches to it; else the vault is unlocked here,
the line is kept here, and other commands attach to this process.
"""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

from client.engine.attach import attach
from client.engine.engine import Engine
from client.engine.holder import attachable
from client.engine.profiles import Profile
from client.engine.service import Service
from client.engine.verbs import Here, Verbs
from client.links.ports import Timing, World
from client.vault.file import unlock


class Keeper:
    """`verbs` is there while the desk is open."""

    def __init__(self, profile: Profile, world: World, timing: Timing | None = None) -> None:
        self.profile = profile
        self.world = world
        self.verbs: Verbs | None = None
        self._timing = timing
        self._held = AsyncExitStack()

    @property
    def made(self) -> bool:
        """Whether there is a vault at all."""
        return self.profile.vault.exists()

    async def attach(self) -> Verbs | None:
        """The process that keeps the line of this profile, if there is one."""
        self.verbs = await attach(self.profile.folder)
        return self.verbs

    async def unlock(self, passphrase: str) -> Verbs:
        """Opens vault and line here. Raises VaultUnavailable; Misuse before the desk has a credential."""
        async with AsyncExitStack() as held:
            vault = await asyncio.to_thread(unlock, self.profile.vault, passphrase, self.world.now())
            held.enter_context(vault)
            engine = await held.enter_async_context(Engine(vault, self.world, self._timing))
            service = Service(engine, vault, self.profile.folder, self.world)
            await held.enter_async_context(attachable(self.profile.folder, service.handlers))
            self._held = held.pop_all()
        self.verbs = Here(service)
        return self.verbs

    async def close(self) -> None:
        """Takes leave of the relays and locks the vault; a line that another process keeps goes on."""
        self.verbs = None
        await self._held.aclose()
