"""`hotline-relay enroll`: serve a party from now on."""

from __future__ import annotations

from pathlib import Path

import click

from hotline.codec import read_json
from hotline.errors import Malformed
from hotline.identity.card import open_card
from hotline.identity.numbers import root_digits
from hotline.identity.root import Root, open_root
from hotline.signed import signed_from_json
from server.cli.options import FILE, access_of, in_folder, opened, read_file


@click.command()
@in_folder
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=FILE)
def enroll(path: Path, files: tuple[Path, ...]) -> None:
    """Serve the parties of these root documents or cards. A relay that runs takes them up by itself.

    Prints each party's root code: compare it with the party over a voice line.

    \b
    Example:
      hotline-relay enroll --dir /var/lib/hotline-relay ava.root.json brv.root.json
    """
    folder, config = opened(path)
    access = access_of(folder, config)
    roots = [read_root(read_file(file), str(file)) for file in files]
    for root in roots:
        new = access.enroll(root)
        folder.add_party(root)
        word = "enrolled" if new else "was enrolled already"
        click.echo(f"{root.document.code}  {root.document.name}  {word}  {root_digits(root.signed.payload)}")


def read_root(raw: bytes, name: str) -> Root:
    """The root in a root document or in a card. Raises Rejected."""
    value = read_json(raw, name)
    if not isinstance(value, dict) or not ({"payloadType", "root"} & value.keys()):
        raise Malformed(name, "is neither a root document nor a card", "Ask the party for its root document.")
    return open_root(signed_from_json(raw, name)) if "payloadType" in value else open_card(raw).root
