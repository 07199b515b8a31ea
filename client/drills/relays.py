"""A relay as a process of its own: made and run by the commands that an operator types."""

from __future__ import annotations

import json
import shutil
import socket
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import aiohttp

from client.drills.programs import RELAY, Program, run
from hotline.errors import Unavailable
from hotline.ids import Entropy

PORTS = range(20000, 30000)  # below those that systems give to outgoing connections: free again after a kill
HEALTH = "127.0.0.1:0"  # the system chooses


class RelayProcess:
    """One relay with its folder. Its port and its key stay the same over a restart."""

    def __init__(self, name: str, folder: Path, port: int) -> None:
        self.name = name
        self.port = port
        self.key = ""
        self._folder = folder
        self._health = ""
        arguments = ["serve", "--dir", str(folder)]
        self._program = Program(RELAY, arguments, folder.with_suffix(".log"), {})

    @property
    def pid(self) -> int:
        return self._program.pid

    @property
    def url(self) -> str:
        return f"wss://localhost:{self.port}"

    async def make(self, roots: Sequence[Path]) -> None:
        """The folder, and whom the relay serves; then it is started."""
        about = [
            "--name",
            self.name,
            "--operator",
            f"Operator of {self.name}",
            "--health",
            HEALTH,
            "--exercise",
        ]
        await run(RELAY, ["init", str(self._folder), "--url", self.url, *about], {})
        await run(RELAY, ["enroll", "--dir", str(self._folder), *map(str, roots)], {})
        await self.start()

    async def start(self) -> None:
        """Open when this ends."""
        await self._program.start()
        ready = json.loads(await self._program.first_line())
        self.key, self._health = ready["key"], ready["health"]

    async def waiting(self) -> int:
        """How many deposits nobody has fetched yet, by the relay's own count."""
        health = await self._ask("/healthz")
        return sum(party["waiting"] for party in health["parties"])

    async def kill_and_wipe(self) -> None:
        """kill -9, and all that it kept for others is gone; its key and configuration are in a safe."""
        await self._program.kill()
        store = self._folder / "store"
        shutil.rmtree(store)
        store.mkdir(mode=0o700)

    async def stop(self) -> None:
        await self._program.stop()

    async def _ask(self, path: str) -> dict[str, Any]:
        try:
            async with aiohttp.ClientSession() as session, session.get(self._health + path) as answer:
                return dict(await answer.json())
        except aiohttp.ClientError as error:
            raise Unavailable(f"Relay {self.name} does not answer: {error}.") from error


def free_port(entropy: Entropy) -> int:
    """A port on which nobody listens on this machine now."""
    start = int.from_bytes(entropy(2))
    for n in range(len(PORTS)):
        port = PORTS[(start + n) % len(PORTS)]
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise Unavailable("No port is free on this machine.")
