"""`hotline-relay card`: what agreements are written from."""

from __future__ import annotations

from pathlib import Path

import click

from hotline.identity.relay_card import RelayCard, sign_relay_card
from hotline.ids import RelayId
from server.cli.options import in_folder, opened


@click.command()
@in_folder
def card(path: Path) -> None:
    """Print the relay's card, signed by its key: name, address, key, operator.

    \b
    Example:
      hotline-relay card --dir /var/lib/hotline-relay > north.relay.json
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
    click.echo(sign_relay_card(card, key).to_json())
