"""`hotline run`: keeps the line."""

from __future__ import annotations

import asyncio
import signal
from contextlib import suppress
from functools import partial

import click

from client.cli.happenings import describe
from client.cli.options import with_profile
from client.cli.output import tell
from client.cli.reach import ask_desk, opened, working
from client.engine.engine import Engine
from client.engine.holder import attachable
from client.engine.profiles import Profile


@click.command()
@with_profile
def command(profile: Profile) -> None:
    """Hold the vault and keep the line until Ctrl-C; other commands of this profile attach to this one.

    \b
    Example:
      hotline run --profile watch
    """
    with suppress(KeyboardInterrupt):
        ask_desk(_run(profile))


async def _run(profile: Profile) -> None:
    with opened(profile) as vault:
        async with working(profile, vault) as (engine, service), attachable(profile.folder, service.handlers):
            telling = asyncio.create_task(_tell(engine))
            tell(f"The line of {profile.name} is kept. Ctrl-C ends it.")
            await _until_asked_to_end()
            telling.cancel()
            await asyncio.gather(telling, return_exceptions=True)
    tell("The line is no longer kept.")


async def _tell(engine: Engine) -> None:
    async for happening in engine.events():
        line = await engine.call(partial(describe, happening=happening))
        if line is not None:
            tell(line)


async def _until_asked_to_end() -> None:
    asked = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, asked.set)
    await asked.wait()
