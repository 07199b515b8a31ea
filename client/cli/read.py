"""`hotline read`: a channel in display order, and what comes."""

from __future__ import annotations

import click

from client.cli.options import with_output, with_profile
from client.cli.output import Output
from client.cli.reach import ask_desk, reached
from client.cli.speech import statement_lines
from client.engine.profiles import Profile


@click.command()
@with_profile
@with_output
@click.argument("channel")
@click.option("--follow", is_flag=True, help="Go on with what comes, until Ctrl-C.")
@click.option("--all", "everything", is_flag=True, help="Also what desks say by themselves.")
def command(profile: Profile, output: Output, channel: str, follow: bool, everything: bool) -> None:
    """Read CHANNEL (its title, or id).

    \b
    Example:
      hotline read "Northern line" --follow
      hotline read "Northern line" --json | jq -r .number
    """
    request = {"channel": channel, "follow": follow, "all": everything}

    async def read() -> None:
        async with reached(profile) as desk:
            async for view in desk.stream("read", request):
                output.show(view, statement_lines(view, output.plain))

    ask_desk(read())
