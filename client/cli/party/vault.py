"""The root's vault as the party commands open it."""

from __future__ import annotations

from pathlib import Path

import click

from client.cli.reach import new_passphrase, passphrase_for, world
from client.vault.root import RootVault, create_root, open_root_vault

with_root = click.option(
    "--root",
    "path",
    envvar="HOTLINE_ROOT",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The root's vault file.  [env: HOTLINE_ROOT]",
)


def open_root(path: Path) -> RootVault:
    """Raises VaultUnavailable."""
    return open_root_vault(path, passphrase_for(path.name, f"Passphrase of {path.name}"), world().now())


def make_root(path: Path, code: str, name: str, exercise: bool) -> RootVault:
    """Raises Misuse, Malformed, VaultUnavailable."""
    passphrase = new_passphrase(path.name)
    return create_root(path, passphrase, code, name, exercise, world().now(), world().entropy)
