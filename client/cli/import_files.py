"""`hotline import`: takes in any of our files, told apart by their content."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from client.cli.options import FILE, read_file, with_output, with_profile
from client.cli.output import Output, tell
from client.cli.reach import ask_desk, reached
from client.engine.joining import Opened, adopt_own, in_order, opened, take
from client.engine.profiles import Profile
from client.vault.vault import DeskVault
from hotline.errors import HotlineError


@click.command()
@with_profile
@with_output
@click.argument("files", nargs=-1, required=True, type=FILE)
def command(profile: Profile, output: Output, files: tuple[Path, ...]) -> None:
    """Take in FILES: cards, credentials, signed agreements, acceptances, revocations, courier files.

    The order does not matter. The credential of this desk itself comes first of all, or among the first.

    \b
    Example:
      hotline import my-credential.json their-card.json agreement-signed-by-ava.json
    """
    ask_desk(_import(profile, output, in_order([_opened(file) for file in files])))


async def _import(profile: Profile, output: Output, files: Sequence[Opened]) -> None:
    def before(vault: DeskVault) -> None:
        adopt_own(vault, files)

    async with reached(profile, before) as desk:
        for file in files:
            try:
                taken = await take(desk, file)
            except HotlineError:
                tell(f"{file.path} was not taken in:")
                raise
            output.show({"file": str(file.path), **taken}, [taken["sentence"]])


def _opened(path: Path) -> Opened:
    raw = read_file(path)
    try:
        return opened(path, raw)
    except HotlineError:
        tell(f"{path} was not taken in:")
        raise
