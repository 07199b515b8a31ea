"""A WebSocket client that costs as little as Python allows, so that the relay is what is measured.

It sends binary messages of one frame each, and reads what the two relays of a bench send: whole messages,
unmasked. Its masking key is zero, which leaves the payload as it is. Not here: what the messages mean.
"""

from __future__ import annotations

import asyncio
import ssl
import struct
from collections import deque
from collections.abc import Callable
from urllib.parse import urlsplit

BINARY, CLOSE = 0x82, 0x88
MASK = bytes(4)
SHORT, MIDDLE = 126, 1 << 16
REQUEST = (
    "GET /v1/session HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)
WITHIN = 60.0  # seconds for an answer on a machine that does something else as well

Heard = Callable[[list[bytes]], None]


def framed(message: bytes) -> bytes:
    """One message as a client's frame."""
    size = len(message)
    if size < SHORT:
        return struct.pack(">BB", BINARY, 0x80 | size) + MASK + message
    if size < MIDDLE:
        return struct.pack(">BBH", BINARY, 0x80 | 126, size) + MASK + message
    return struct.pack(">BBQ", BINARY, 0x80 | 127, size) + MASK + message


class Line(asyncio.Protocol):
    """One connection. Until `listen` is called what comes is kept for `next`."""

    def __init__(self, request: bytes) -> None:
        self._request = request
        self._rest = b""
        self._upgraded = False
        self._messages: deque[bytes] = deque()
        self._came = asyncio.Event()
        self._heard: Heard | None = None
        self.ended = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        messages = self._read(self._rest + data if self._rest else data)
        if self._heard is not None:
            if messages:
                self._heard(messages)
            return
        self._messages += messages
        self._came.set()

    def connection_lost(self, failure: Exception | None) -> None:
        self.ended = True
        self._came.set()

    def send(self, message: bytes) -> None:
        self._transport.write(framed(message))

    async def next(self) -> bytes:
        """The next message. Raises EOFError at the connection's end."""
        async with asyncio.timeout(WITHIN):
            while not self._messages:
                if self.ended:
                    raise EOFError
                self._came.clear()
                await self._came.wait()
        return self._messages.popleft()

    def listen(self, heard: Heard) -> None:
        """From now on what comes together is told together."""
        self._heard = heard
        if self._messages:
            heard(list(self._messages))
            self._messages.clear()

    def close(self) -> None:
        self._transport.abort()

    def _read(self, data: bytes) -> list[bytes]:
        """The whole messages in the data; the rest is kept."""
        at = 0
        if not self._upgraded:
            end = data.find(b"\r\n\r\n")
            if end < 0:
                self._rest = data
                return []
            if not data.startswith(b"HTTP/1.1 101"):
                raise ConnectionError(data[:80].decode("latin-1"))
            self._upgraded, at = True, end + 4
        messages = []
        while (found := _frame(data, at)) is not None:
            kind, begin, at = found
            if kind == BINARY:
                messages.append(data[begin:at])
        self._rest = data[at:]
        return messages


async def connect(url: str, context: ssl.SSLContext | None = None) -> Line:
    """A line to the relay at this `ws://` or `wss://` address."""
    where = urlsplit(url)
    assert where.hostname is not None and where.port is not None
    request = REQUEST.format(host=where.netloc).encode()
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(WITHIN):
        _, line = await loop.create_connection(
            lambda: Line(request), where.hostname, where.port, ssl=context if where.scheme == "wss" else None
        )
    return line


def trusting() -> ssl.SSLContext:
    """TLS 1.3 that leaves the certificate to the log-in."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def _frame(data: bytes, at: int) -> tuple[int, int, int] | None:
    """First byte, begin and end of the payload of the frame there; None when it is not whole."""
    if len(data) < at + 2:
        return None
    kind, size = data[at], data[at + 1]
    begin = at + 2
    if size >= SHORT:
        width = 2 if size == SHORT else 8
        if len(data) < begin + width:
            return None
        size = int.from_bytes(data[begin : begin + width], "big")
        begin += width
    return (kind, begin, begin + size) if len(data) >= begin + size else None
