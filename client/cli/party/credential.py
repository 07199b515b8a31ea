"""`hotline party credential`: lets a desk speak for the party."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import click

from client.cli.options import FILE, PUBLIC, hand_out, out_or_named, read_file
from client.cli.output import tell
from client.cli.party.vault import open_root, with_root
from client.cli.reach import world
from client.engine.joining import fingerprint
from hotline import limits
from hotline.codec import whole_milliseconds
from hotline.identity.card import verified_card, write_card
from hotline.identity.credential import open_request
from hotline.signed import signed_from_json


@click.command()
@with_root
@out_or_named
@click.argument("request", type=FILE)
@click.option("--days", type=click.IntRange(1, 3660), default=365, show_default=True, help="How long.")
@click.option("--desk", type=click.IntRange(1, 9999), help="Its number.  [default: the next that is free]")
def command(path: Path, out: Path | None, request: Path, days: int, desk: int | None) -> None:
    """Issue a credential for the desk that wrote REQUEST. First make sure that it came from your officer.

    \b
    Example:
      hotline party credential credential-request.json --root brv.root --out credential.json
    """
    asked = open_request(signed_from_json(read_file(request), str(request.name)))
    now = whole_milliseconds(world().now())
    # Another machine's clock may be behind this one's.
    start, end = now - limits.SKEW_SHOWN, now + timedelta(days=days)
    with open_root(path) as vault:
        card = verified_card(vault.root().signed, vault.issue(asked, start, end, now, desk))
    name = f"{card.root.document.code}-{card.credential.desk}"
    tell(f"{name}: {asked.officer}, {asked.role}, {days} days. Its key begins {fingerprint(asked.device)}.")
    hand_out(out, f"{name}.credential.json", write_card(card), PUBLIC)
