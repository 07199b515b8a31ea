"""`hotline party create`: a new party."""

from __future__ import annotations

from pathlib import Path

import click

from client.cli.output import put, tell
from client.cli.party.vault import make_root, with_root
from hotline.identity.numbers import root_digits


@click.command()
@with_root
@click.argument("code")
@click.argument("name")
@click.option("--exercise/--real", required=True, default=None, help="For life: for exercises, or real use.")
def command(path: Path, code: str, name: str, exercise: bool) -> None:
    """Make the party CODE (2 to 5 capital letters), called NAME; prints its root code.

    Print the 24 digits on paper: they are read out when others verify this party.

    \b
    Example:
      hotline party create BRV "Republic of Bravo" --root brv.root --exercise
    """
    with make_root(path, code, name, exercise) as vault:
        put(root_digits(vault.root().signed.payload))
    tell(f"The root of {code} is in {path}. Keep a copy in a safe. Next: hotline party card --root {path}")
