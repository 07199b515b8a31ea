"""`hotline-relay serve`: run the relay until it is told to stop."""

from __future__ import annotations

from pathlib import Path

import click

from server.cli.options import in_folder, opened
from server.config import Address, Config


@click.command()
@in_folder
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    help="Listen here instead; 0: the system chooses, for health too.",
)
def serve(path: Path, port: int | None) -> None:
    """Run the relay. Prints one line of JSON once it is open; logs go to stderr. Ctrl-C or SIGTERM stops it.

    \b
    Example:
      hotline-relay serve --dir /var/lib/hotline-relay
    """
    from server import serving  # with it comes all that is served: the other commands do without

    folder, config = opened(path)
    serving.serve(folder, config if port is None else _at(config, port), port is not None)


def _at(config: Config, port: int) -> Config:
    """With that port; with 0 for health too, so that many relays may run on one machine."""
    health = Address(config.health.host, 0) if port == 0 else config.health
    return config.model_copy(update={"listen": Address(config.listen.host, port), "health": health})
