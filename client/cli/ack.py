"""`hotline ack`: a named officer has read a statement."""

from __future__ import annotations

import click

from client.cli.options import with_output, with_profile, with_wait
from client.cli.output import Output
from client.cli.reach import ask_desk, reached
from client.cli.said import show_said
from client.engine.profiles import Profile
from client.engine.verbs import Answer


@click.command()
@with_profile
@with_output
@with_wait()
@click.argument("id")
@click.option("--channel", help="Where, if the number stands on several.")
@click.option("--officer", metavar="NAME", help="Who has read it.  [default: this desk's officer]")
@click.option("--note", help="A few words.")
def command(
    profile: Profile,
    output: Output,
    wait: float,
    id: str,
    channel: str | None,
    officer: str | None,
    note: str | None,
) -> None:
    """Acknowledge statement ID: received, not a consent.

    \b
    Example:
      hotline ack BRV-2-17
    """
    request = {"id": id, "channel": channel, "officer": officer, "note": note, "wait": wait}

    async def say() -> Answer:
        async with reached(profile) as desk:
            return await desk.ask("ack", request)

    show_said(output, ask_desk(say()))
