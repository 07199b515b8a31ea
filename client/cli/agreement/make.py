"""`hotline agreement make`: the document that every party's root signs."""

from __future__ import annotations

from pathlib import Path

import click

from client.cli.agreement.drafts import read_draft, with_draft
from client.cli.options import hand_out, out_or_named
from client.cli.output import tell
from client.engine.profiles import Profile
from hotline.agreement.text import agreement_id, write_agreement


@click.command()
@with_draft
@out_or_named
def command(profile: Profile, file: Path, cards: tuple[Path, ...], out: Path | None) -> None:
    """Write the agreement that the draft in FILE means, as the bytes to be signed.

    Every party signs these very bytes: `hotline party sign`.

    \b
    Example:
      hotline agreement make line.yaml --party ava-root.json --party brv-root.json --out line.json
    """
    payload = write_agreement(read_draft(profile, file, cards))
    tell(f"Agreement {agreement_id(payload).hex()}")
    hand_out(out, "agreement.json", payload)
