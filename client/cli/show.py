"""`hotline show`: one statement with everything about it."""

from __future__ import annotations

import click

from client.cli.options import with_output, with_profile
from client.cli.output import Output
from client.cli.reach import ask_desk, reached
from client.cli.speech import detail_lines
from client.engine.profiles import Profile
from client.engine.verbs import Answer


@click.command()
@with_profile
@with_output
@click.argument("id")
@click.option("--channel", help="Where, if the number stands on several.")
def command(profile: Profile, output: Output, id: str, channel: str | None) -> None:
    """Show statement ID: its number, or the first digits of its id.

    \b
    Example:
      hotline show BRV-2-17
    """

    async def ask() -> Answer:
        async with reached(profile) as desk:
            return await desk.ask("show", {"id": id, "channel": channel})

    view = ask_desk(ask())
    output.show(view, detail_lines(view, output.plain))
