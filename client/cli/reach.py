"""How a command reaches the desk: through the process that holds the vault, or by opening it here."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any, TypeVar

import click

from client.cli.output import tell
from client.engine.attach import Attached, attach
from client.engine.profiles import Profile
from client.engine.verbs import Here, Verbs
from client.engine.world import real_world
from client.links.ports import World
from client.vault.file import unlock
from client.vault.hold import Held
from client.vault.passphrase import VARIABLE, find_passphrase, weakness
from client.vault.vault import DeskVault
from hotline.errors import VaultUnavailable

if TYPE_CHECKING:
    from client.engine.engine import Engine
    from client.engine.service import Service

T = TypeVar("T")

HELD_FOR = 15.0  # seconds: another command has the vault while it tries the line
LOOK_EVERY = 0.1


Before = Callable[[DeskVault], None]


@asynccontextmanager
async def reached(profile: Profile, before: Before = lambda vault: None) -> AsyncIterator[Verbs]:
    """The desk of this profile. Raises VaultUnavailable, Misuse.

    `before`: what is done to the vault, if it is opened here, before there is a station.
    """
    found = await _attached_or_opened(profile)
    if isinstance(found, Attached):
        yield found
        return
    with found as vault:
        before(vault)
        async with working(profile, vault) as (_, service):
            yield Here(service)


@asynccontextmanager
async def working(profile: Profile, vault: DeskVault) -> AsyncIterator[tuple[Engine, Service]]:
    """An engine over an open vault, with its verbs. Raises Misuse before the desk has a credential."""
    from client.engine.engine import Engine  # a third of a second: who attaches does without
    from client.engine.service import Service

    world = real_world()
    async with Engine(vault, world) as engine:
        yield engine, Service(engine, vault, profile.folder, world)


def opened(profile: Profile) -> DeskVault:
    """The profile's vault, with the passphrase from where it is. Raises VaultUnavailable."""
    return unlock(profile.vault, _passphrase(profile), world().now())


def passphrase_for(name: str, prompt: str) -> str:
    """A passphrase: from the file that is named, the keyring, or the prompt without echo."""
    return find_passphrase(name, os.environ, lambda: _prompt(prompt))


def new_passphrase(name: str) -> str:
    """The passphrase of a file that is to be made; typed twice, and a weak one is told."""

    def ask() -> str:
        return _prompt("New passphrase", twice=True)

    chosen = find_passphrase(name, os.environ, ask) if VARIABLE in os.environ else ask()
    if (weak := weakness(chosen)) is not None:
        tell(weak)
    return chosen


def ask_desk(work: Coroutine[Any, Any, T]) -> T:
    """Runs a command's part that talks to the desk."""
    return asyncio.run(work)


def world() -> World:
    return real_world()


def _passphrase(profile: Profile) -> str:
    if not profile.vault.exists():
        raise VaultUnavailable(f"There is no desk in {profile.folder}.", "Begin with `hotline init`.")
    return passphrase_for(profile.name, f"Passphrase of {profile.name}")


def _prompt(prompt: str, twice: bool = False) -> str:
    try:
        return str(click.prompt(prompt, hide_input=True, confirmation_prompt=twice, err=True))
    except click.Abort as error:
        raise VaultUnavailable(
            "No passphrase was given.", f"Type it, or name a file that holds it in {VARIABLE}."
        ) from error


async def _attached_or_opened(profile: Profile) -> Attached | DeskVault:
    """The process that keeps the line, or the open vault; who holds it for a moment is waited for."""
    passphrase: str | None = None
    for _ in range(round(HELD_FOR / LOOK_EVERY)):
        attached = await attach(profile.folder)
        if attached is not None:
            return attached
        passphrase = passphrase or _passphrase(profile)
        with suppress(Held):
            return unlock(profile.vault, passphrase, world().now())
        await asyncio.sleep(LOOK_EVERY)
    raise VaultUnavailable("Another command holds this desk's vault.", "Try again when it has ended.")
