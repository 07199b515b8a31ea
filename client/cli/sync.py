"""`hotline sync`: sends and fetches until the line is quiet."""

from __future__ import annotations

import click

from client.cli.options import with_output, with_profile, with_wait
from client.cli.output import Output
from client.cli.reach import ask_desk, reached
from client.cli.speech import relay_line
from client.engine.profiles import Profile
from client.engine.verbs import Answer
from hotline.errors import Unreachable


@click.command()
@with_profile
@with_output
@with_wait(60.0, "How long at most.")
def command(profile: Profile, output: Output, wait: float) -> None:
    """Send and fetch until the line is quiet: all receipted, every mailbox empty, no known gap.

    \b
    Example:
      hotline sync && hotline read "Northern line"
    """

    async def ask() -> Answer:
        async with reached(profile) as desk:
            return await desk.ask("sync", {"wait": wait})

    view = ask_desk(ask())
    lines = [relay_line(each) for each in view["relays"]]
    output.show(view, [*lines, "Quiet." if view["quiet"] else "Not quiet yet."])
    if not view["quiet"]:
        raise Unreachable(
            "Not all could be sent and fetched.", "What is left stays queued; hotline doctor says why."
        )
