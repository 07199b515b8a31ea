"""`hotline status`: how the line stands."""

from __future__ import annotations

import click

from client.cli.options import with_output, with_profile, with_wait
from client.cli.output import Output
from client.cli.reach import ask_desk, reached
from client.cli.speech import status_lines
from client.engine.profiles import Profile
from client.engine.verbs import Answer


@click.command()
@with_profile
@with_output
@with_wait(3.0, "How long the relays are looked at.")
def command(profile: Profile, output: Output, wait: float) -> None:
    """Show who this desk is, its relays, what is queued, and what is owed.

    \b
    Example:
      hotline status --plain
    """

    async def ask() -> Answer:
        async with reached(profile) as desk:
            return await desk.ask("status", {"wait": wait})

    view = ask_desk(ask())
    output.show(view, status_lines(view))
