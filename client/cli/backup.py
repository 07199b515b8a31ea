"""`hotline backup`: a copy of the vault in one encrypted file."""

from __future__ import annotations

from pathlib import Path

import click

from client.cli.options import with_profile
from client.cli.output import tell
from client.cli.reach import ask_desk, reached
from client.engine.profiles import Profile


@click.command()
@with_profile
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def command(profile: Profile, file: Path) -> None:
    """Write a backup of this desk to FILE, under the vault's own passphrase.

    It holds the record and this desk's key, and no sealing key: it opens nothing that is under way. `hotline
    run` and the terminal may stay open meanwhile.

    \b
    Example:
      hotline backup /media/stick/desk.backup
    """

    path = str(file.absolute())

    async def ask() -> None:
        async with reached(profile) as desk:
            await desk.ask("backup", {"path": path})

    ask_desk(ask())
    tell(f"Written: {file}")
