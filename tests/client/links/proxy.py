"""A wire that can be slow, fall silent, or break, between a link and a relay."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from urllib.parse import urlsplit


class Proxy:
    """Passes bytes both ways. `flowing` cleared: it passes nothing more, and nobody is told."""

    def __init__(self, host: str, port: int, tls: tuple[ssl.SSLContext, ssl.SSLContext] | None):
        self._to = (host, port)
        self.up = self.down = 0.0  # seconds after each KiB towards the relay, and from it
        self._tls = tls
        self.flowing = asyncio.Event()
        self.flowing.set()
        self.connections = 0
        self._writers: list[asyncio.StreamWriter] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self.port = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        context = self._tls[1] if self._tls else None
        try:
            there = await asyncio.open_connection(*self._to, ssl=context)
        except OSError:
            writer.transport.abort()
            return
        self._writers += [writer, there[1]]
        with suppress(asyncio.CancelledError):
            await asyncio.gather(
                self._pass(reader, there[1], lambda: self.up), self._pass(there[0], writer, lambda: self.down)
            )

    async def _pass(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, pause: Callable[[], float]
    ) -> None:
        with suppress(OSError):
            while data := await reader.read(1024):
                await self.flowing.wait()
                writer.write(data)
                await writer.drain()
                await asyncio.sleep(pause())
        with suppress(OSError):
            writer.close()

    def leads_to(self, url: str) -> None:
        """From now on new connections go to the relay at this URL."""
        parts = urlsplit(url)
        self._to = (parts.hostname or "", parts.port or 0)

    def cut(self) -> None:
        """Breaks every connection."""
        for writer in self._writers:
            writer.transport.abort()

    async def stop(self) -> None:
        self.cut()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


@asynccontextmanager
async def proxied(
    url: str, tls: tuple[ssl.SSLContext, ssl.SSLContext] | None = None
) -> AsyncIterator[tuple[Proxy, str]]:
    """A proxy to the relay at this URL, and its own URL. `tls`: it ends TLS itself, as a thief would."""
    parts = urlsplit(url)
    proxy = Proxy(parts.hostname or "", parts.port or 0, tls)
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    listening.bind(("127.0.0.1", 0))
    server = await asyncio.start_server(proxy.serve, sock=listening, ssl=tls[0] if tls else None, limit=4096)
    proxy.port = listening.getsockname()[1]
    try:
        yield proxy, f"{parts.scheme}://127.0.0.1:{proxy.port}"
    finally:
        server.close()
        await proxy.stop()
