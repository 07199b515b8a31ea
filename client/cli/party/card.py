"""`hotline party card`: the root's card."""

from __future__ import annotations

from pathlib import Path

import click

from client.cli.options import out_file, write_file
from client.cli.party.vault import open_root, with_root


@click.command()
@with_root
@out_file
def command(path: Path, out: Path) -> None:
    """Write the root's card. It is public: hand it to every other party and to the relays' operators.

    \b
    Example:
      hotline party card --root brv.root --out brv-root.json
    """
    with open_root(path) as vault:
        card = vault.root().signed.to_json()
    write_file(out, card)
