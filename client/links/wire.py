"""Frames over one WebSocket: urgent ones first and one part at a time; every wait has an end.

Not here: what the frames mean (`session`), and when a silent connection is given up (`relay`).
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import aiohttp

from client.links.ports import Timing
from client.links.sockets import SmallWebSocket, session_url, silent_for, small_socket, tls
from client.points import point
from hotline.errors import Malformed, Unreachable
from hotline.ids import Precedence
from hotline.sentence import sentence
from hotline.wire.frames import Frame, write_frame
from hotline.wire.parts import MESSAGE_BYTES, Incoming, Outgoing


class Wire:
    """One connection. `went` is called after each message that has gone, `message_came` when one has come."""

    def __init__(self, socket: SmallWebSocket, timing: Timing) -> None:
        self._socket = socket
        self._timing = timing
        self._outgoing = Outgoing()
        self._incoming = Incoming()
        self._wake = asyncio.Event()
        self._closing = False
        self._writing = asyncio.create_task(self._write())
        self.went: Callable[[], None] = lambda: None
        self.message_came: Callable[[], None] = lambda: None
        self.certificate = socket.certificate

    @property
    def waiting_bytes(self) -> int:
        """What was pushed and has not gone."""
        return self._outgoing.waiting_bytes

    @property
    def silent_for(self) -> float:
        """Seconds since the last bytes came, be they a message or a piece of one."""
        return silent_for(self._socket.lowest)

    def push(self, frame: Frame, precedence: Precedence) -> None:
        """Send this when its turn comes."""
        self._outgoing.push(write_frame(frame), precedence)
        self._wake.set()

    async def broken(self) -> None:
        """Raises Unreachable when the other side does not read any more."""
        await asyncio.shield(self._writing)

    async def _write(self) -> None:
        """Sends what is pushed until it is closed, then what still waits. Never cancelled in the middle."""
        while not self._closing:
            self._wake.clear()
            await self._send_what_waits()
            await self._wake.wait()
        await self._send_what_waits()
        await self._socket.close()

    async def _send_what_waits(self) -> None:
        while (message := self._outgoing.next_part()) is not None:
            point("link/before-send")
            try:
                async with asyncio.timeout(self._timing.message_within):
                    await self._socket.send_bytes(message)
            except (aiohttp.ClientError, OSError) as error:  # a time-out is an OSError
                raise Unreachable("The relay stopped reading, or the connection broke.") from error
            self.went()

    async def receive(self) -> Frame:
        """The next frame. Raises Malformed, and Unreachable when the connection has ended."""
        while True:
            message = await self.message()
            self.message_came()
            frame = self._incoming.feed(message)
            if frame is not None:
                return frame

    async def message(self) -> bytes:
        try:
            message = await self._socket.receive()
        except (aiohttp.ClientError, OSError) as error:
            raise Unreachable("The connection broke.") from error
        match message.type:
            case aiohttp.WSMsgType.BINARY:
                return bytes(message.data)
            case aiohttp.WSMsgType.TEXT:
                raise Malformed("message", "is text, and a session has binary ones only")
            case _:
                raise Unreachable("The connection was closed.")

    async def close(self) -> None:
        """Sends what waits and takes leave, as long as that takes no time; then hangs up."""
        self._closing = True
        self._wake.set()
        try:
            await asyncio.wait([self._writing], timeout=self._timing.close_within)
        finally:
            self.hang_up()
        await asyncio.gather(self._writing, return_exceptions=True)

    def hang_up(self) -> None:
        """Ends it without a word."""
        self._socket.abort()


@asynccontextmanager
async def open_wire(url: str, timing: Timing) -> AsyncIterator[Wire]:
    """A connection to the relay at this URL. Raises Unreachable, Malformed, NotTrusted."""
    address = session_url(url)
    connector = aiohttp.TCPConnector(ssl=tls(), force_close=True, socket_factory=small_socket)
    client_timeout = aiohttp.ClientTimeout(total=None)  # ours holds for all of it
    http = aiohttp.ClientSession(
        connector=connector, timeout=client_timeout, ws_response_class=SmallWebSocket, trust_env=False
    )
    async with http:
        wire = Wire(await _connect(http, address, timing), timing)
        try:
            yield wire
        finally:
            await wire.close()


async def _connect(http: aiohttp.ClientSession, address: str, timing: Timing) -> SmallWebSocket:
    try:
        async with asyncio.timeout(timing.connect_within):
            socket = await http.ws_connect(
                address,
                max_msg_size=MESSAGE_BYTES + 1,
                compress=0,
                timeout=aiohttp.ClientWSTimeout(ws_close=timing.close_within),
            )
    except TimeoutError as error:
        raise Unreachable("The relay did not answer.") from error
    except (aiohttp.ClientError, OSError, ValueError) as error:
        raise Unreachable(sentence("The relay cannot be reached: {why}.", why=_reason(error))) from error
    assert isinstance(socket, SmallWebSocket)
    return socket


def _reason(error: Exception) -> str:
    """The world's words for it, in one line."""
    cause = getattr(error, "os_error", error)
    number = getattr(cause, "errno", None)
    if isinstance(number, int) and number > 0:
        return os.strerror(number)  # the library's own words name addresses, and differ by platform
    words = getattr(cause, "strerror", None) or str(cause) or type(error).__name__
    return " ".join(str(words).split())[:200]
