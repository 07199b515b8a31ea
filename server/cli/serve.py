"""`hotline-relay serve`: run the relay until it is told to stop."""

from __future__ import annotations

import asyncio
import gc
import json
import signal
from pathlib import Path
from urllib.parse import urlsplit

import click

from server import folder as files
from server.cli.options import in_folder, opened
from server.config import Address, Config
from server.folder import Folder
from server.logs import set_up
from server.web.server import Running, running
from server.world import entropy, now

LOOKED_THROUGH = 20_000, 20, 50  # new objects between two looks for circles: a look costs as it finds many


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
    folder, config = opened(path)
    if port is not None:
        config = _at(config, port)
    set_up(config.log_level)
    gc.freeze()  # the program itself; what comes now is mostly sessions, which stay, and frames, which do not
    gc.set_threshold(*LOOKED_THROUGH)
    asyncio.run(_serve(folder, config, port is not None))


def _at(config: Config, port: int) -> Config:
    """With that port; with 0 for health too, so that many relays may run on one machine."""
    health = Address(config.health.host, 0) if port == 0 else config.health
    return config.model_copy(update={"listen": Address(config.listen.host, port), "health": health})


async def _serve(folder: Folder, config: Config, port_given: bool) -> None:
    stop = asyncio.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(each, stop.set)
    async with running(folder, config, now, entropy) as relay:
        line = json.dumps(_ready(folder, config, relay, port_given), ensure_ascii=False)
        files.write(folder.running, line.encode())
        click.echo(line)
        await stop.wait()
    folder.running.unlink(missing_ok=True)


def _ready(folder: Folder, config: Config, relay: Running, port_given: bool) -> dict[str, object]:
    """What others need to know: address, name and key, and where its health is told."""
    return {
        "url": _url(config, relay.listen.port) if port_given else config.url,
        "name": config.name,
        "key": folder.key().public.hex(),
        "health": f"http://{relay.health}",
    }


def _url(config: Config, port: int) -> str:
    """The configured address with the port that the relay in fact has."""
    scheme = urlsplit(config.url).scheme
    return f"{scheme}://{Address(config.host, port)}"
