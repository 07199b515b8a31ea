"""The sending half of one session: frames wait here by precedence and leave some at a time.

What is pushed in one turn of the event loop leaves with the next. When the system takes no more, a task waits
for it; a session that is silent, or reads what it is sent, costs none.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from datetime import timedelta

from aiohttp import web

from hotline import limits
from hotline.ids import Precedence
from hotline.wire.frames import Closing, Frame, write_frame
from hotline.wire.parts import Outgoing
from server.web.wire import Wire

ROOM_BYTES = 4 * limits.FRAME_BYTES  # what may wait before nothing more is read from this session
CLOSE_WITHIN = 3.0  # seconds for what still waits when a session is closed


class Link:
    """One WebSocket. `unwatch` stops the hints of its mailbox."""

    def __init__(self, socket: web.WebSocketResponse, wire: Wire) -> None:
        self._socket = socket
        self._wire = wire
        self._loop = asyncio.get_running_loop()
        self._outgoing = Outgoing()
        self._soon: asyncio.Handle | None = None  # when what was pushed leaves
        self._task: asyncio.Task[None] | None = None  # it waits for the system, or for the end
        self._room: asyncio.Event | None = None  # somebody waits for it
        self._closing = False
        self.unwatch: Callable[[], None] = lambda: None

    def push(self, frame: Frame, precedence: Precedence) -> None:
        """Send this when its turn comes."""
        self._outgoing.push(write_frame(frame), precedence)
        if self._soon is None and self._task is None:
            self._soon = self._loop.call_soon(self._send)

    def close(self, code: str, sentence: str, finish: bool) -> None:
        """Say why and end: after all that waits if it is to `finish`, else at once."""
        if not finish:
            self._outgoing = Outgoing()
        self._outgoing.push(write_frame(Closing(code, sentence[:400])), Precedence.ROUTINE)
        if not self._closing:
            self._closing = True
            self._make_room()
            self._start(self._leave())

    def drop(self) -> None:
        """End without a word: the other side is gone. One that takes leave already goes on with it."""
        self._outgoing = Outgoing()
        if not self._closing:
            self._hang_up()

    @property
    def silent_for(self) -> timedelta:
        """How long not a byte has come."""
        return self._wire.silent_for

    @property
    def crowded(self) -> bool:
        """Whether the other side should read some of what it asked for before it asks for more."""
        return self._outgoing.waiting_bytes > ROOM_BYTES and not self._closing

    async def room(self) -> None:
        """Wait until the other side has read enough of what it asked for."""
        if self.crowded:
            self._room = asyncio.Event()
            await self._room.wait()

    async def ended(self) -> None:
        """Wait until the socket is closed; not for long."""
        if self._task is not None:
            await asyncio.wait({self._task}, timeout=CLOSE_WITHIN)
        if self._task is not None:  # it still waits for a socket that takes nothing
            self._task.cancel()
            self._hang_up()

    # Sending

    def _send(self) -> None:
        """All that waits, or as much as the system takes."""
        self._soon = None
        if self._closing:
            return
        try:
            while not self._wire.full and self._send_some():
                pass
        except ConnectionError:
            self._hang_up()
            return
        if self._wire.full:
            self._start(self._go_on())

    async def _go_on(self) -> None:
        """The rest, as fast as the other side reads."""
        try:
            await self._send_all()
        except (TimeoutError, ConnectionError):
            self._hang_up()  # it does not read, or is gone: the same end
        self._task = None

    async def _send_all(self) -> None:
        going_on = True
        while going_on:
            async with asyncio.timeout(limits.MESSAGE_WITHIN.total_seconds()):
                await self._wire.emptied()
            going_on = self._send_some()

    def _send_some(self) -> bool:
        """Hand on what one part may weigh; gives whether there was any."""
        messages = self._outgoing.next_parts()
        if messages:
            self._wire.write(messages)
        if self._outgoing.waiting_bytes <= ROOM_BYTES:
            self._make_room()
        return bool(messages)

    # The end

    async def _leave(self) -> None:
        with suppress(TimeoutError, ConnectionError):  # it does not read, or is gone
            async with asyncio.timeout(CLOSE_WITHIN):
                await self._send_all()
            async with asyncio.timeout(CLOSE_WITHIN):
                await self._socket.close()
        self._hang_up()
        self._task = None

    def _hang_up(self) -> None:
        self._closing = True
        self._make_room()
        self._wire.abort()

    def _make_room(self) -> None:
        if self._room is not None:
            self._room.set()
            self._room = None

    def _start(self, work: Coroutine[None, None, None]) -> None:
        """This and nothing else from now on."""
        if self._task is not None:
            self._task.cancel()
        self._task = self._loop.create_task(work)
