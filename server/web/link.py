"""The sending half of one session: frames wait here by precedence and leave one part at a time.

A task writes while something waits; a session that is silent costs none.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from aiohttp import web

from hotline import limits
from hotline.ids import Precedence
from hotline.wire.frames import Closing, Frame, write_frame
from hotline.wire.parts import Outgoing
from server.web.sockets import gathered, lowest_of

ROOM_BYTES = 4 * limits.FRAME_BYTES  # what may wait before nothing more is read from this session
SEND_WITHIN = 120.0  # seconds for one part: 16 KiB and a full kernel buffer at 9,600 bit/s
CLOSE_WITHIN = 3.0  # seconds for what still waits when a session is closed
A_WHILE = 1.0  # seconds of sending after which the next part has all its time again


class Link:
    """One WebSocket. `unwatch` stops the hints of its mailbox."""

    def __init__(self, socket: web.WebSocketResponse, transport: asyncio.Transport | None) -> None:
        self._socket = socket
        # In Python 3.11.2 (Debian 12) a TLS transport that was closed twice cannot be aborted.
        self._lowest = None if transport is None else lowest_of(transport)
        self._outgoing = Outgoing()
        self._writing: asyncio.Task[None] | None = None
        self._room: asyncio.Event | None = None  # somebody waits for it
        self._closing = False
        self._gone = False
        self.unwatch: Callable[[], None] = lambda: None

    def push(self, frame: Frame, precedence: Precedence) -> None:
        """Send this when its turn comes."""
        self._outgoing.push(write_frame(frame), precedence)
        self._write_on()

    def close(self, code: str, sentence: str, finish: bool) -> None:
        """Say why and end: after all that waits if it is to `finish`, else at once."""
        if not finish:
            self._outgoing = Outgoing()
        self._closing = True
        self.push(Closing(code, sentence[:400]), Precedence.ROUTINE)

    def drop(self) -> None:
        """End without a word: the other side is gone."""
        self._outgoing = Outgoing()
        self._closing = True
        self._write_on()

    async def room(self) -> None:
        """Wait until the other side has read enough of what it asked for."""
        if self._outgoing.waiting_bytes > ROOM_BYTES and not self._gone:
            self._room = asyncio.Event()
            await self._room.wait()

    async def ended(self) -> None:
        """Wait until the socket is closed; not for long."""
        if self._writing is not None:
            await asyncio.wait({self._writing}, timeout=CLOSE_WITHIN)
        if self._writing is not None:
            self._writing.cancel()  # it still waits for a socket that takes nothing

    def _write_on(self) -> None:
        if self._writing is None and not self._gone:
            self._writing = asyncio.get_running_loop().create_task(self._write())

    async def _write(self) -> None:
        """Send what waits; close the socket if the session is closed."""
        try:
            if self._outgoing.several:
                with gathered(self._lowest):
                    await self._send_what_waits(SEND_WITHIN)
            elif not self._closing:
                await self._send_what_waits(SEND_WITHIN)
            if self._closing:
                await self._send_what_waits(CLOSE_WITHIN)
                async with asyncio.timeout(CLOSE_WITHIN):
                    await self._socket.close()
        except (TimeoutError, ConnectionError):
            self._closing = True  # it does not read, or is gone: the same end
        finally:
            self._writing = None
            if self._closing:
                self._hang_up()

    async def _send_what_waits(self, within: float) -> None:
        """Each part has about that many seconds; when the session is closed meanwhile, this ends."""
        loop = asyncio.get_running_loop()
        began, closing = loop.time(), self._closing
        async with asyncio.timeout(within) as limit:
            while self._closing == closing and (part := self._outgoing.next_part()) is not None:
                await self._socket.send_bytes(part)
                if not closing and loop.time() - began > A_WHILE:
                    began = loop.time()
                    limit.reschedule(began + within)
                if self._room is not None and self._outgoing.waiting_bytes <= ROOM_BYTES:
                    self._make_room()

    def _make_room(self) -> None:
        if self._room is not None:
            self._room.set()
            self._room = None

    def _hang_up(self) -> None:
        self._gone = True
        self._make_room()
        if self._lowest is not None:
            self._lowest.abort()
