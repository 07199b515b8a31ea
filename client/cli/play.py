"""`hotline play`: a desk of the demo's crisis, and you at it; the others act and answer by script."""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from client.cli.demo import Story, end_on_signals
from client.cli.errors import BROKEN
from client.cli.output import tell
from client.cli.reach import world
from client.cli.terminal import check_drawable
from client.drills.counterpart import Counterpart, acting
from client.drills.crisis import Crisis
from client.drills.play import Play, read_play
from client.drills.script import read_script
from client.engine.profiles import Profile
from client.vault.passphrase import VARIABLE

PLAY = "play.yaml"


@click.command()
@click.option(
    "--pace", type=click.FloatRange(0.1, 100), default=1.0, show_default=True, help="How fast the others act."
)
def command(pace: float) -> None:
    """Sit at a desk: the terminal opens, two other parties write to you and answer. About five minutes.

    Relays and desks run on this machine while you play, and are gone when you leave (ctrl+q).

    \b
    Example:
      hotline play
    """
    check_drawable()
    with tempfile.TemporaryDirectory(prefix="hotline-", ignore_cleanup_errors=True) as folder:
        code = asyncio.run(_play(Path(folder), read_play(PLAY), pace))
    if code:
        tell("hotline play begins anew.")
        raise click.exceptions.Exit(BROKEN)
    tell("You have left the line. Relays and desks have ended, and nothing is left of them.")


async def _play(folder: Path, play: Play, pace: float) -> int:
    end_on_signals()
    script, here = read_script(play.script), world()
    console = Console(highlight=False, markup=False, emoji=False)
    console.print(Text.assemble((script.title, "bold"), ("   EXERCISE EXERCISE EXERCISE", "bold yellow")))
    async with Crisis(script, folder, here, Story(console, here).tell, play.seat) as crisis:
        await crisis.begin()
        desk = crisis.papers[play.seat]
        console.print(Text(f"The terminal of {desk.name}, {desk.seat.officer}, opens now. ctrl+q leaves it."))
        with _passphrase(crisis.passphrase):
            async with acting(Counterpart(play, crisis.desks, here, pace)):
                return await _sit(Profile(desk.seat.name, desk.folder))


async def _sit(profile: Profile) -> int:
    from client.ui.start import app_of

    app = app_of(profile)
    app.lasting = False
    await app.run_async()
    return app.return_code or 0


@contextmanager
def _passphrase(file: Path) -> Iterator[None]:
    """This desk opens by itself, once; locked, it asks."""
    before = os.environ.get(VARIABLE)
    os.environ[VARIABLE] = str(file)
    try:
        yield
    finally:
        if before is None:
            del os.environ[VARIABLE]
        else:
            os.environ[VARIABLE] = before
