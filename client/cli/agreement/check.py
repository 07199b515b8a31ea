"""`hotline agreement check`: finds mistakes in a draft."""

from __future__ import annotations

from pathlib import Path

import click

from client.cli.agreement.drafts import read_draft, with_draft
from client.cli.output import put
from client.engine.profiles import Profile
from hotline.agreement.text import write_agreement


@click.command()
@with_draft
def command(profile: Profile, file: Path, cards: tuple[Path, ...]) -> None:
    """Check the draft in FILE. What is wrong is named with its line and clause.

    \b
    Example:
      hotline agreement check line.yaml --party ava-root.json --party brv-root.json
    """
    text = read_draft(profile, file, cards)
    write_agreement(text)
    kind = "exercise" if text.exercise else "real"
    put(f"Sound: {text.title} ({kind}), {len(text.parties)} parties, {len(text.kinds)} kinds.")
