"""Messages written straight onto a WebSocket's connection, several at once.

aiohttp writes one message at a time, each a call of the system and a packet. What leaves together here leaves
in one. Pings, closing and all that is read stay aiohttp's. Not here: what is sent when (`link`).
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from datetime import timedelta

from aiohttp import web

from server.points import point
from server.web.sockets import lowest_of, silent_for, tame

BINARY = 0x82  # the whole message in one frame, unmasked, as a server sends it (RFC 6455, 5.2)
IN_TWO_BYTES = 126  # stands in the size's place when the size follows


class Wire:
    """The sending side of one connection that is a WebSocket by now."""

    def __init__(self, transport: asyncio.Transport, request: web.Request) -> None:
        tame(transport)
        self._transport = transport
        self._protocol = request.protocol
        self._writer = request.writer
        # In Python 3.11.2 (Debian 12) a TLS transport that was closed twice cannot be aborted.
        self._lowest = lowest_of(transport)

    @property
    def full(self) -> bool:
        """The system has not taken all that was written."""
        return self._protocol.writing_paused

    @property
    def silent_for(self) -> timedelta:
        """How long not a byte has come."""
        return silent_for(self._lowest)

    def write(self, messages: Iterable[bytes]) -> None:
        """Raises ConnectionResetError when the connection is gone."""
        if self._transport.is_closing():
            raise ConnectionResetError
        point("link/before-send")
        self._transport.write(b"".join([piece for each in messages for piece in (_head(len(each)), each)]))

    async def emptied(self) -> None:
        """Wait until the system has taken all that was written, or the connection is gone."""
        # In aiohttp all who wait share one future: a wait that was given up would end the others.
        drained = asyncio.ensure_future(self._writer.drain())
        drained.add_done_callback(_looked_at)
        await asyncio.shield(drained)

    def abort(self) -> None:
        self._lowest.abort()


def _looked_at(drained: asyncio.Future[None]) -> None:
    """Whoever gave up waiting has hung up: that the connection is lost is no news."""
    if not drained.cancelled():
        drained.exception()


def _head(size: int) -> bytes:
    """What comes before a message of this size: at most `parts.MESSAGE_BYTES`, so two bytes are enough."""
    if size < IN_TWO_BYTES:
        return bytes((BINARY, size))
    return bytes((BINARY, IN_TWO_BYTES)) + size.to_bytes(2, "big")
