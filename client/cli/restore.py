"""`hotline restore`: a vault from a backup."""

from __future__ import annotations

from pathlib import Path

import click

from client.cli.options import with_profile
from client.cli.output import tell
from client.cli.reach import passphrase_for
from client.engine.profiles import Profile
from client.vault.backup import restore


@click.command()
@with_profile
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def command(profile: Profile, file: Path) -> None:
    """Make this profile's vault from the backup FILE. A vault that is there is never overwritten.

    The desk begins a new life: it may speak at once, and fetches from the others what the backup lacks.

    \b
    Example:
      hotline restore --profile new-laptop /media/stick/desk.backup
    """
    profile.make_folder()
    restore(file, profile.vault, passphrase_for(profile.name, "Passphrase of the backup"))
    tell(f"The vault is in {profile.folder}. Next: hotline sync")
