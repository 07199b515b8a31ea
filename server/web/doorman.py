"""Shows out who connects and says nothing: TLS, then a request, within the time for log-in.

What comes after that, the rules of the session see to.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware
from aiohttp.web_protocol import RequestHandler

from hotline import limits

WITHIN = limits.HANDSHAKE.total_seconds()


class Doorman:
    """Remembers the connections that have not asked for anything yet."""

    def __init__(self) -> None:
        self._silent: dict[RequestHandler, float] = {}  # until when, the first to come first
        self._looking = False

    def watches(self, server: web.Server) -> Callable[[], RequestHandler]:
        """The server as a factory of connections, each of which has only so long to ask for something."""

        def accepted() -> RequestHandler:
            connection = server()
            loop = asyncio.get_running_loop()
            self._silent[connection] = loop.time() + WITHIN
            if not self._looking:
                self._looking = True
                loop.call_later(WITHIN, self._look, loop)
            return connection

        return accepted

    @property
    def middleware(self) -> Middleware:
        """Notes that a connection has asked."""

        @web.middleware
        async def asked(request: web.Request, handler: Handler) -> web.StreamResponse:
            self._silent.pop(request.protocol, None)
            return await handler(request)

        return asked

    def _look(self, loop: asyncio.AbstractEventLoop) -> None:
        """Shows out those whose time is over, and looks again when the next one's is."""
        now = loop.time()
        for connection in [each for each, until in self._silent.items() if until <= now]:
            del self._silent[connection]
            connection.force_close()
        self._looking = bool(self._silent)
        if self._looking:
            loop.call_at(next(iter(self._silent.values())), self._look, loop)
