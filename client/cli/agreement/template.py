"""`hotline agreement template`: an agreement to begin from."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import click

from client.cli.agreement.drafts import root_in
from client.cli.agreement.fill import fill
from client.cli.options import FILE, read_file
from hotline.errors import Misuse
from hotline.identity.relay_card import RelayCard, open_relay_card
from hotline.signed import signed_from_json

FOLDER = files("hotline.agreement") / "templates"
END = ".yaml"


@click.command()
@click.argument("name", required=False)
@click.option("--party", "parties", multiple=True, type=FILE, metavar="CARD", help="A root's or desk's card.")
@click.option("--relay", "relays", multiple=True, type=FILE, metavar="CARD", help="A relay's card.")
def command(name: str | None, parties: tuple[Path, ...], relays: tuple[Path, ...]) -> None:
    """Print the template NAME, with the parties and relays of these cards; without a name, list them.

    \b
    Example:
      hotline agreement template exercise > line.yaml
      hotline agreement template two-parties --party ava.json --party brv.json --relay north.json > line.yaml
    """
    names = sorted(
        each.name.removesuffix(".yaml") for each in FOLDER.iterdir() if each.name.endswith(".yaml")
    )
    if name is None:
        click.echo("\n".join(names))
    elif name in names:
        text = (FOLDER / f"{name}{END}").read_text(encoding="utf-8")
        click.echo(
            fill(text, [root_in(each) for each in parties], [_relay(each) for each in relays]), nl=False
        )
    else:
        raise Misuse("There is no such template.", f"There are: {', '.join(names)}.")


def _relay(path: Path) -> RelayCard:
    """Raises Malformed, BadSignature."""
    return open_relay_card(signed_from_json(read_file(path), str(path)))
