"""`hotline channels`: the channels this desk is on."""

from __future__ import annotations

import click

from client.cli.options import with_output, with_profile
from client.cli.output import Output
from client.cli.reach import ask_desk, reached
from client.cli.speech import channel_lines
from client.engine.profiles import Profile
from client.engine.verbs import Answer


@click.command()
@with_profile
@with_output
def command(profile: Profile, output: Output) -> None:
    """List the channels this desk is on.

    \b
    Example:
      hotline channels --plain
    """

    async def ask() -> list[Answer]:
        async with reached(profile) as desk:
            return list((await desk.ask("channels", {}))["rows"])

    for row in ask_desk(ask()):
        output.show(row, channel_lines(row))
