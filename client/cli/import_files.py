"""`hotline import`: takes in any of our files, told apart by their content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from client.cli.options import FILE, read_file, with_output, with_profile
from client.cli.output import Output, tell
from client.cli.reach import ask_desk, reached
from client.engine.files import File, adopt, own_card, rank, read_any
from client.engine.profiles import Profile
from client.engine.verbs import Answer, Verbs
from client.links.courier import is_courier
from client.vault.vault import DeskVault
from hotline.codec import to_base64
from hotline.errors import HotlineError


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that could be read as one of ours."""

    path: Path
    raw: bytes
    content: File | None  # None: a courier file, which the desk reads from its path


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
    opened = sorted((_opened(file) for file in files), key=_rank)
    ask_desk(_import(profile, output, opened))


async def _import(profile: Profile, output: Output, files: Sequence[Opened]) -> None:
    def before(vault: DeskVault) -> None:
        card = own_card(vault, [each.content for each in files if each.content is not None])
        if card is not None:
            adopt(vault, card)

    async with reached(profile, before) as desk:
        for file in files:
            try:
                taken = await _take(desk, file)
            except HotlineError:
                tell(f"{file.path} was not taken in:")
                raise
            output.show({"file": str(file.path), **taken}, [taken["sentence"]])


async def _take(desk: Verbs, file: Opened) -> Answer:
    if file.content is None:
        return await desk.ask("courier-import", {"path": str(file.path)})
    return await desk.ask("import", {"file": to_base64(file.raw)})


def _rank(file: Opened) -> tuple[bool, bool]:
    """What others are verified with comes first, what was carried by hand last."""
    return file.content is None, file.content is not None and rank(file.content)


def _opened(path: Path) -> Opened:
    raw = read_file(path)
    if is_courier(raw[:64]):
        return Opened(path.absolute(), raw, None)
    try:
        return Opened(path, raw, read_any(raw))
    except HotlineError:
        tell(f"{path} was not taken in:")
        raise
