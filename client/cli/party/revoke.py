"""`hotline party revoke`: takes a desk back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from client.cli.options import FILE, hand_out, out_or_named, read_file
from client.cli.output import tell
from client.cli.party.vault import open_root, with_root
from client.cli.reach import world
from client.engine.disk import is_there
from hotline.codec import as_document, read_json, to_rfc3339, whole_milliseconds
from hotline.errors import Misuse
from hotline.identity.card import open_card
from hotline.identity.revocation import Revocation, revoke
from hotline.ids import DeviceId


@click.command()
@with_root
@out_or_named
@click.argument("desk", metavar="CARD|DEVICE")
@click.option("--reason", required=True, help="What happened, for the record.")
@click.option(
    "--recognise",
    type=FILE,
    help="What the party still stands by: from `contacts --cuts`.",
)
def command(path: Path, out: Path | None, desk: str, reason: str, recognise: Path | None) -> None:
    """Revoke the desk of that card file, or with that device id. Import what comes out at any desk.

    \b
    Example:
      hotline contacts --cuts BRV-2 > recognised.json
      hotline party revoke brv-2-card.json --root brv.root --reason "stolen" --recognise recognised.json
    """
    cuts = [] if recognise is None else read_json(read_file(recognise), str(recognise))
    with open_root(path) as vault:
        fields: dict[str, Any] = {
            "v": 1,
            "party": vault.root().id.hex(),
            "device": _device(desk).hex(),
            "serial": vault.next_serial(),
            "reason": reason,
            "made_at": to_rfc3339(whole_milliseconds(world().now())),
            "cuts": cuts,
        }
        signed = revoke(vault.key(), as_document(fields, Revocation, "revocation"))
    if not cuts:
        tell("Nothing that this desk said is recognised. --recognise names what is.")
    hand_out(out, "revocation.json", signed.to_json())


def _device(word: str) -> DeviceId:
    if len(word) == 64 and all(each in "0123456789abcdef" for each in word):
        return DeviceId(bytes.fromhex(word))
    if not is_there(Path(word)):
        raise Misuse(f"{word} is no card file and no device id.", "`hotline contacts --json` lists devices.")
    return open_card(read_file(Path(word))).credential.device
