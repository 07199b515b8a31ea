"""`hotline courier export`: what waits, as a file."""

from __future__ import annotations

from pathlib import Path

import click

from client.cli.options import with_profile
from client.cli.output import tell
from client.cli.reach import ask_desk, reached
from client.engine.profiles import Profile
from client.engine.verbs import Answer


@click.command()
@with_profile
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def command(profile: Profile, file: Path) -> None:
    """Write every envelope that some desk may still lack to FILE. It stays queued for the relays as well.

    \b
    Example:
      hotline courier export /media/stick/to-bravo.courier
    """
    path = str(file.absolute())

    async def ask() -> Answer:
        async with reached(profile) as desk:
            return await desk.ask("courier-export", {"path": path})

    tell(f"Written: {file}, {ask_desk(ask())['envelopes']} envelopes.")
