"""A relay in this process, on a loopback port."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from server.config import read_config
from server.web.server import Running, running
from server.world import entropy, now
from tests.server.people import party
from tests.server.process import make_folder


@dataclass(frozen=True)
class Here:
    running: Running
    url: str


@asynccontextmanager
async def relay_here(path: Path, **changes: object) -> AsyncIterator[Here]:
    """A relay for AVA and BRV; `changes` are other values of its configuration."""
    folder = make_folder(path, (party("AVA"), party("BRV")), **changes)
    config = read_config(path, {})
    async with running(folder, config, now, entropy) as relay:
        scheme = "wss" if config.tls == "own" else "ws"
        yield Here(relay, f"{scheme}://{relay.listen}")
