"""The sending half of one tab. What it has not drawn yet is bounded, and nobody waits for it.

A browser puts tabs to sleep. A client that had to wait for a sleeping tab would stop keeping the line. So
what a tab is too slow for is left out, and its screen is shown anew when it has caught up.
"""

from __future__ import annotations

import asyncio
from collections import deque

from aiohttp import web

from client.points import point

UNDRAWN_BYTES = 1024 * 1024  # some large screens in full colour
CLOSE_WITHIN = 2.0  # seconds


class Tab:
    """One WebSocket, as long as it lasts."""

    def __init__(self, socket: web.WebSocketResponse) -> None:
        self._socket = socket
        self._waiting: deque[bytes] = deque()
        self._wake = asyncio.Event()
        self._unsent = 0
        self._undrawn = 0  # sent or not: a page's word alone does not empty what waits here
        self._missed = False

    def show(self, output: bytes) -> None:
        """Sends this, or leaves it out while the tab is behind."""
        if self._missed or max(self._undrawn, self._unsent) + len(output) > UNDRAWN_BYTES:
            self._missed = True
            return
        self._undrawn += len(output)
        self._unsent += len(output)
        self._waiting.append(output)
        self._wake.set()

    def drawn(self, count: int) -> bool:
        """So much more stands on the screen. True when it has caught up after it missed something."""
        self._undrawn = max(0, self._undrawn - count)
        if not self._missed or self._undrawn:
            return False
        self._missed = False
        return True

    async def write(self) -> None:
        """Sends what is shown until it is cancelled, or the tab is gone."""
        while True:
            try:
                await self._send_what_waits()
            except ConnectionError:
                return
            self._wake.clear()
            await self._wake.wait()

    async def close(self, sentence: str) -> None:
        """Ends it; the page shows the sentence, of at most 123 bytes."""
        try:
            async with asyncio.timeout(CLOSE_WITHIN):
                await self._send_what_waits()
                await self._socket.close(message=sentence.encode())
        except (TimeoutError, ConnectionError):
            pass  # it does not read, or is gone: the same end

    async def _send_what_waits(self) -> None:
        while self._waiting:
            output = self._waiting.popleft()
            point("tab/before-send")
            await self._socket.send_bytes(output)
            self._unsent -= len(output)
