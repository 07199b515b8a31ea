"""`hotline courier import`: what a file brings."""

from __future__ import annotations

from pathlib import Path

import click

from client.cli.options import with_output, with_profile
from client.cli.output import Output
from client.cli.reach import ask_desk, reached
from client.engine.profiles import Profile
from client.engine.verbs import Answer


@click.command()
@with_profile
@with_output
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def command(profile: Profile, output: Output, file: Path) -> None:
    """Take in the envelopes in FILE that are for this desk. Twice does no harm.

    \b
    Example:
      hotline courier import /media/stick/to-alpha.courier
    """
    path = str(file.absolute())

    async def ask() -> Answer:
        async with reached(profile) as desk:
            return await desk.ask("courier-import", {"path": path})

    taken = ask_desk(ask())
    output.show(taken, [taken["sentence"]])
