"""`hotline contacts`: the parties known here."""

from __future__ import annotations

import json

import click

from client.cli.options import with_output, with_profile
from client.cli.output import Output, put
from client.cli.reach import ask_desk, reached
from client.cli.speech import contact_lines
from client.engine.profiles import Profile
from client.engine.verbs import Answer


@click.command()
@with_profile
@with_output
@click.option("--cuts", metavar="DESK", help="What is held of that desk, for `party revoke`.")
def command(profile: Profile, output: Output, cuts: str | None) -> None:
    """List the parties known here, who verified their roots, and their desks.

    \b
    Example:
      hotline contacts --json
      hotline contacts --cuts BRV-2 > recognised.json
    """
    rows = ask_desk(_rows(profile, cuts))
    if cuts is not None:
        put(json.dumps(rows))
        return
    for row in rows:
        output.show(row, contact_lines(row))


async def _rows(profile: Profile, cuts: str | None) -> list[Answer]:
    async with reached(profile) as desk:
        answer = await (desk.ask("contacts", {}) if cuts is None else desk.ask("cuts", {"desk": cuts}))
        return list(answer["rows"])
