"""`hotline-relay card`: what agreements are written from."""

from __future__ import annotations

import json
from pathlib import Path

import click

from hotline.identity.relay_card import RelayCard, sign_relay_card
from hotline.ids import RelayId
from server.cli.options import in_folder, opened


@click.command()
@in_folder
@click.option("--line", "as_line", is_flag=True, help="As the line of a draft's `relays`, not signed.")
def card(path: Path, as_line: bool) -> None:
    """Print the relay's card, signed by its key: name, address, key, operator.

    \b
    Example:
      hotline-relay card --dir /var/lib/hotline-relay > north.relay.json
      hotline-relay card --dir /var/lib/hotline-relay --line >> draft.yaml
    """
    folder, config = opened(path)
    key = folder.key()
    card = RelayCard(
        name=config.name,
        url=config.url,
        key=RelayId(key.public),
        operator=config.operator,
        exercise=config.exercise,
    )
    click.echo(_line(card) if as_line else sign_relay_card(card, key).to_json())


def _line(card: RelayCard) -> str:
    fields = {"name": card.name, "url": card.url, "key": card.key.hex(), "operator": card.operator}
    written = (f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items())
    return f"  - {{{', '.join(written)}}}"
