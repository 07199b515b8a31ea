"""`hotline party card`: the root's card."""

from __future__ import annotations

from pathlib import Path

import click

from client.cli.options import PUBLIC, hand_out, out_or_named
from client.cli.party.vault import open_root, with_root


@click.command()
@with_root
@out_or_named
def command(path: Path, out: Path | None) -> None:
    """Write the root's card. It is public: hand it to every other party and to the relays' operators.

    \b
    Example:
      hotline party card --root brv.root --out brv-root.json
    """
    with open_root(path) as vault:
        root = vault.root()
    hand_out(out, f"{root.document.code}.root.json", root.signed.to_json(), PUBLIC)
