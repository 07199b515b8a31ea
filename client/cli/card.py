"""`hotline card`: this desk's card."""

from __future__ import annotations

from pathlib import Path

import click

from client.cli.options import out_file, with_profile, write_file
from client.cli.profiles import Profile
from client.cli.reach import ask_desk, reached
from hotline.codec import from_base64


@click.command()
@with_profile
@out_file
def command(profile: Profile, out: Path) -> None:
    """Write this desk's card: root, credential and newest sealing key, to hand to every other desk.

    \b
    Example:
      hotline card --out ava-1-card.json
    """

    async def ask() -> str:
        async with reached(profile) as desk:
            return str((await desk.ask("card", {}))["file"])

    write_file(out, from_base64(ask_desk(ask())))
