"""Shows out who connects and says nothing: TLS, then a request, within the time for log-in.

What comes after that, the rules of the session see to.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware
from aiohttp.web_protocol import RequestHandler

from hotline import limits

WITHIN = limits.HANDSHAKE.total_seconds()


class Doorman:
    """Remembers the connections that have not asked for anything yet."""

    def __init__(self) -> None:
        self._silent: set[RequestHandler] = set()
        self._came: deque[tuple[float, RequestHandler]] = deque()  # until when each may be silent, in order

    def watches(self, server: web.Server) -> Callable[[], RequestHandler]:
        """The server as a factory of connections, each of which has only so long to ask for something."""

        def accepted() -> RequestHandler:
            connection = server()
            loop = asyncio.get_running_loop()
            self._silent.add(connection)
            if not self._came:
                loop.call_later(WITHIN, self._look, loop)
            self._came.append((loop.time() + WITHIN, connection))
            return connection

        return accepted

    @property
    def middleware(self) -> Middleware:
        """Notes that a connection has asked."""

        @web.middleware
        async def asked(request: web.Request, handler: Handler) -> web.StreamResponse:
            self._silent.discard(request.protocol)
            return await handler(request)

        return asked

    def _look(self, loop: asyncio.AbstractEventLoop) -> None:
        """Shows out those whose time is over, and looks again when the next one's is."""
        while self._came:
            until, connection = self._came[0]
            if until > loop.time():
                loop.call_at(until, self._look, loop)
                return
            self._came.popleft()
            if connection in self._silent:
                self._silent.discard(connection)
                connection.force_close()
