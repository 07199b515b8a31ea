"""The relay's process: it opens, says so in one line, and runs until it is told to stop.

Not here: what its command line says (`server.cli`), and what is served (`server.web`).
"""

from __future__ import annotations

import asyncio
import gc
import json
import signal
from urllib.parse import urlsplit

import click

from server import folder as files
from server.config import Address, Config
from server.folder import Folder
from server.logs import set_up
from server.web.server import Running, running
from server.world import entropy, now

LOOKED_THROUGH = 20_000, 20, 50  # new objects between two looks for circles: a look costs as it finds many


def serve(folder: Folder, config: Config, port_given: bool) -> None:
    """Until SIGTERM or SIGINT. `port_given`: the address is the configured one but for the port."""
    set_up(config.log_level)
    gc.freeze()  # the program itself; what comes now is mostly sessions, which stay, and frames, which do not
    gc.set_threshold(*LOOKED_THROUGH)
    asyncio.run(_serve(folder, config, port_given))


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
