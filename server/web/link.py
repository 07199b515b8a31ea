"""The sending half of one session: frames wait here by precedence and leave one part at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from aiohttp import web

from hotline import limits
from hotline.ids import Precedence
from hotline.wire.frames import Closing, Frame, write_frame
from hotline.wire.parts import Outgoing
from server.points import point
from server.web.sockets import lowest_of

ROOM_BYTES = 4 * limits.FRAME_BYTES  # what may wait before nothing more is read from this session
SEND_WITHIN = 120.0  # seconds for one part: 16 KiB and a full kernel buffer at 9,600 bit/s
CLOSE_WITHIN = 3.0  # seconds for what still waits when a session is closed


class Link:
    """One WebSocket. `unwatch` stops the hints of its mailbox."""

    def __init__(self, socket: web.WebSocketResponse, transport: asyncio.Transport | None) -> None:
        self._socket = socket
        # In Python 3.11.2 (Debian 12) a TLS transport that was closed twice cannot be aborted.
        self._lowest = None if transport is None else lowest_of(transport)
        self._outgoing = Outgoing()
        self._wake = asyncio.Event()
        self._room = asyncio.Event()
        self._room.set()
        self._closing = False
        self.unwatch: Callable[[], None] = lambda: None

    def push(self, frame: Frame, precedence: Precedence) -> None:
        """Send this when its turn comes."""
        self._outgoing.push(write_frame(frame), precedence)
        if self._outgoing.waiting_bytes > ROOM_BYTES:
            self._room.clear()
        self._wake.set()

    def close(self, code: str, sentence: str, finish: bool) -> None:
        """Say why and end: after all that waits if it is to `finish`, else at once."""
        if not finish:
            self._outgoing = Outgoing()
        self.push(Closing(code, sentence[:400]), Precedence.ROUTINE)
        self._closing = True

    def drop(self) -> None:
        """End without a word: the other side is gone."""
        self._closing = True
        self._outgoing = Outgoing()
        self._wake.set()

    async def room(self) -> None:
        """Wait until the other side has read enough of what it asked for."""
        await self._room.wait()

    async def write(self) -> None:
        """Send what comes until the session is closed, then close the socket."""
        try:
            while not self._closing:
                self._wake.clear()
                await self._send_what_waits(SEND_WITHIN)
                await self._wake.wait()
            async with asyncio.timeout(CLOSE_WITHIN):
                await self._send_what_waits(CLOSE_WITHIN)
                await self._socket.close()
        except (TimeoutError, ConnectionError):
            pass  # it does not read, or is gone: the same end
        finally:
            self._room.set()
            self._hang_up()

    async def _send_what_waits(self, within: float) -> None:
        while (part := self._outgoing.next_part()) is not None:
            async with asyncio.timeout(within):
                point("link/before-send")
                await self._socket.send_bytes(part)
            if self._outgoing.waiting_bytes <= ROOM_BYTES:
                self._room.set()

    def _hang_up(self) -> None:
        if self._lowest is not None:
            self._lowest.abort()
