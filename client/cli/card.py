"""`hotline card`: this desk's card."""

from __future__ import annotations

from pathlib import Path

import click

from client.cli.options import PUBLIC, hand_out, out_or_named, with_profile
from client.cli.reach import ask_desk, reached
from client.engine.profiles import Profile
from hotline.codec import from_base64
from hotline.identity.card import open_card


@click.command()
@with_profile
@out_or_named
def command(profile: Profile, out: Path | None) -> None:
    """Write this desk's card: root, credential and newest sealing key, to hand to every other desk.

    \b
    Example:
      hotline card --out ava-1-card.json
    """

    async def ask() -> str:
        async with reached(profile) as desk:
            return str((await desk.ask("card", {}))["file"])

    raw = from_base64(ask_desk(ask()))
    card = open_card(raw)
    hand_out(out, f"{card.root.document.code}-{card.credential.desk}.card.json", raw, PUBLIC)
