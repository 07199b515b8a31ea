"""Holds a profile's desk for as long as a terminal is open.

Where another process keeps the line already, the terminal attaches to it; else the vault is unlocked here,
the line is kept here, and other commands attach to this process. Locked, nothing of the record and no key of
the vault is left in this process; what keeps watch meanwhile is `watch`.

The engine's files are read when they are needed: a terminal shows its first lines before.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack, suppress
from enum import IntEnum
from importlib import import_module
from typing import TYPE_CHECKING

from client.engine.profiles import SOCKET, Profile
from hotline.errors import Misuse, VaultUnavailable

if TYPE_CHECKING:
    from pathlib import Path

    from client.engine.attach import Attached
    from client.engine.engine import Engine
    from client.engine.joining import Newcomer, Opened
    from client.engine.verbs import Verbs
    from client.engine.watch import Watch
    from client.links.ports import Timing, World
    from client.vault.vault import DeskVault
    from hotline.identity.card import Card

HELD_FOR = 15.0  # seconds: another command has the vault while it tries the line
LOOK_EVERY = 0.1
SLOW_TO_READ = ("client.engine.service", "client.vault.file")


class Stage(IntEnum):
    """How far this desk has come on its way to a channel: what is on disk says so."""

    DESK = 1  # there is no vault
    CREDENTIAL = 2  # its party has not yet let it speak
    AGREEMENT = 3  # it is on no channel
    LINE = 4


class Keeper:
    """`verbs` is there while the desk is open, `watch` while it is locked."""

    def __init__(self, profile: Profile, world: World, timing: Timing | None = None) -> None:
        self.profile = profile
        self.world = world
        self.verbs: Verbs | None = None
        self.watch: Watch | None = None
        self._timing = timing
        self._vault: DeskVault | None = None
        self._engine: Engine | None = None
        self._held = AsyncExitStack()
        self._one = asyncio.Lock()  # the vault is opened or closed, never both

    @property
    def made(self) -> bool:
        """Whether there is a vault at all."""
        return self.profile.vault.exists()

    async def warm(self) -> None:
        """Reads what opening a desk needs, while the officer still types."""
        for name in SLOW_TO_READ:
            await asyncio.to_thread(import_module, name)

    # Opening

    async def _running(self) -> Attached | None:
        """How to speak with it is read only where one answers: who was killed has left its socket behind."""
        path = self.profile.folder / SOCKET
        if not await _answers(path):
            return None
        from client.engine.attach import Attached

        return Attached(path)

    async def attach(self) -> Verbs | None:
        """The process that keeps the line of this profile, if there is one."""
        self.verbs = await self._running()
        return self.verbs

    async def given_passphrase(self, environment: Mapping[str, str]) -> str | None:
        """From the file that is named, or the system's keyring. Raises VaultUnavailable."""
        from client.vault.passphrase import given_passphrase

        return await asyncio.to_thread(given_passphrase, self.profile.name, environment)

    async def unlock(self, passphrase: str) -> None:
        """Opens the vault here; or proves the passphrase to the process that has it open by now.

        Raises VaultUnavailable. Who holds the vault for a moment is waited for. Whoever asked may go away, as
        with `stage`, `begin` and `start`: it is done to its end, and what comes next waits for it.
        """
        await asyncio.shield(self._unlock(passphrase))

    async def _unlock(self, passphrase: str) -> None:
        from client.vault.file import unlock
        from client.vault.hold import Held

        async with self._one:
            for _ in range(round(HELD_FOR / LOOK_EVERY)):
                if (attached := await self._running()) is not None:
                    await attached.ask("passphrase", {"passphrase": passphrase})
                    self.verbs = attached
                    return
                with suppress(Held):
                    now = self.world.now()
                    self.take_over(await asyncio.to_thread(unlock, self.profile.vault, passphrase, now))
                    return
                await self.world.sleep(LOOK_EVERY)
        raise VaultUnavailable("Another command holds this desk's vault.", "Try again when it has ended.")

    def take_over(self, vault: DeskVault) -> None:
        """This open vault is this keeper's from here on."""
        self._vault = self._held.enter_context(vault)

    @property
    def vault(self) -> DeskVault:
        """The vault that is open here. Raises Misuse while there is none."""
        if self._vault is None:
            raise Misuse("The vault is not open here.")
        return self._vault

    @property
    def holds(self) -> bool:
        """Whether this process keeps the line: nothing goes out once it has ended."""
        return self._engine is not None

    @property
    def unlocked(self) -> bool:
        """Whether the vault is open in this very process."""
        return self._vault is not None

    async def stage(self) -> Stage:
        """Once the vault is open here, or there is none. Raises Misuse, StoreFailed."""
        return await asyncio.shield(self._look())

    async def _look(self) -> Stage:
        async with self._one:
            if self.verbs is not None:
                return Stage.LINE  # from here on only the desk's own thread touches the vault
            if not self.made:
                return Stage.DESK
            return await asyncio.to_thread(_stage, self.vault)

    # The first run

    def weakness(self, passphrase: str) -> str | None:
        """What to tell an officer about a weak passphrase; None when it will do."""
        from client.vault.passphrase import weakness

        return weakness(passphrase)

    async def begin(self, newcomer: Newcomer, passphrase: str) -> None:
        """A new desk, whose vault is open here from now on. Raises Malformed, Misuse, VaultUnavailable."""
        await asyncio.shield(self._begin(newcomer, passphrase))

    async def _begin(self, newcomer: Newcomer, passphrase: str) -> None:
        from client.engine.joining import begin_desk

        async with self._one:
            vault, _ = await asyncio.to_thread(begin_desk, self.profile, newcomer, passphrase, self.world)
            self.take_over(vault)

    def adopt(self, files: Sequence[Opened]) -> Card | None:
        """Makes the newest credential for this desk among them its own; None without one. Raises Rejected."""
        from client.engine.joining import adopt_own

        return adopt_own(self.vault, files)

    # The line

    async def start(self) -> Verbs:
        """Loads the record and begins to keep the line. Raises Misuse before the desk has a credential."""
        return await asyncio.shield(self._begin_work())

    async def _begin_work(self) -> Verbs:
        async with self._one:
            await self._end_watch()
            return self.verbs or await self._start()

    async def _start(self) -> Verbs:
        from client.engine.engine import Engine
        from client.engine.holder import attachable
        from client.engine.service import Service
        from client.engine.verbs import Here

        async with AsyncExitStack() as held:
            engine = await held.enter_async_context(Engine(self.vault, self.world, self._timing))
            service = Service(engine, self.vault, self.profile.folder, self.world)
            await held.enter_async_context(attachable(self.profile.folder, service.handlers))
            self._held.push_async_callback(held.pop_all().aclose)
        self._engine, self.verbs = engine, Here(service)
        return self.verbs

    # Locking

    async def lock(self) -> None:
        """Nothing of the record stays here; relays are watched for what is urgent until it is opened again.

        A line that another process keeps goes on, and that one is asked whether anything urgent waits.
        """
        async with self._one:
            watch = self._next_watch()
            await self._leave()
            if watch is not None:
                await self._end_watch()
                watch.begin()
                self.watch = watch

    def _next_watch(self) -> Watch | None:
        """Over what is open now; None: there is no line yet, or an earlier watch goes on."""
        from client.engine.watch import AskedWatch, LineWatch

        if self._engine is not None:
            return LineWatch(*self._engine.logins(), self.world, self._timing)
        return AskedWatch(self.verbs, self.world) if self.verbs is not None else None

    async def close(self) -> None:
        """Takes leave of the relays and locks the vault; a line that another process keeps goes on."""
        async with self._one:
            await self._end_watch()
            await self._leave()

    async def _leave(self) -> None:
        self.verbs = self._engine = self._vault = None
        await self._held.aclose()

    async def _end_watch(self) -> None:
        if self.watch is not None:
            await self.watch.end()
            self.watch = None


async def _answers(path: Path) -> bool:
    """Whether a process listens at this socket."""
    try:
        _, writer = await asyncio.open_unix_connection(path)
    except OSError:
        return False
    writer.close()
    return True


def _stage(vault: DeskVault) -> Stage:
    if vault.profile.identity().credential is None:
        return Stage.CREDENTIAL
    return Stage.LINE if vault.profile.agreements() else Stage.AGREEMENT
