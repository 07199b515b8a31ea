"""Which path leads where. Whoever was not let in finds nothing, and is told so in one sentence.

/enter/<token>    the address that was printed
/<folder>/        the page, and its files
/<folder>/line    the WebSocket
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from aiohttp import web
from aiohttp.typedefs import Handler

from client.browser import pages
from client.browser.door import Door
from client.browser.messages import MESSAGE_BYTES, Size, read_message
from client.browser.session import Session
from client.browser.tab import Tab
from hotline.errors import Malformed, Refused

HEARTBEAT = 20.0  # seconds; a tab that was cut off is noticed within half as much again
PREFETCH = Refused("prefetch", "This address is not fetched ahead: it works once.")


class Site:
    """What stands behind the door: one session, or none."""

    def __init__(self, door: Door, new_session: Callable[[], Session]) -> None:
        self._door = door
        self._new_session = new_session
        self._headers = pages.headers(door)
        self._session: Session | None = None
        self._entered = asyncio.Event()

    def app(self) -> web.Application:
        app = web.Application(middlewares=[self._guard])
        app.on_response_prepare.append(self._add_headers)
        app.router.add_get("/enter/{token}", self._enter, allow_head=False)
        app.router.add_get("/{folder}/", self._page, allow_head=False)
        app.router.add_get("/{folder}/line", self._line, allow_head=False)
        app.router.add_get("/{folder}/{file}", self._file, allow_head=False)
        return app

    async def one_session(self) -> None:
        """Waits for whoever brings the address, and until that session is over."""
        self._entered.clear()
        await self._entered.wait()
        assert self._session is not None, "it comes with whoever entered"
        try:
            await self._session.run()
        finally:
            self._session = None
            self._door.shut()

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            self._door.check_host(request.headers.getall("Host", []))
            return await handler(request)
        except Refused as refused:
            return pages.refusal(refused)
        except web.HTTPException:
            return pages.refusal(pages.NOTHING_HERE)

    async def _add_headers(self, _request: web.Request, response: web.StreamResponse) -> None:
        response.headers.update(self._headers)

    async def _enter(self, request: web.Request) -> web.Response:
        if "prefetch" in request.headers.get("Sec-Purpose", ""):
            raise PREFETCH
        given = self._door.admit(request.match_info["token"])
        self._session = self._new_session()
        self._entered.set()
        return pages.entered(self._door, given)

    async def _page(self, request: web.Request) -> web.Response:
        self._check(request)
        return pages.page()

    async def _file(self, request: web.Request) -> web.Response:
        self._check(request)
        return pages.file(request.match_info["file"])

    async def _line(self, request: web.Request) -> web.StreamResponse:
        self._door.check_origin(request.headers.getall("Origin", []))
        session = self._check(request)
        socket = web.WebSocketResponse(heartbeat=HEARTBEAT, max_msg_size=MESSAGE_BYTES, compress=False)
        await socket.prepare(request)
        try:
            await _connect(session, socket)
        except Malformed as error:
            await socket.close(code=1008, message=str(error).encode())
        except Refused as refused:  # it ended meanwhile
            await socket.close(message=str(refused).encode())
        return socket

    def _check(self, request: web.Request) -> Session:
        self._door.check_pass(request.match_info["folder"], request.cookies)
        assert self._session is not None, "the door is shut when it ends"
        return self._session


async def _connect(session: Session, socket: web.WebSocketResponse) -> None:
    """One tab, from its size, which comes first, to its end."""
    tab = Tab(socket)
    async for message in socket:
        said = read_message(message)
        if not isinstance(said, Size):
            raise Malformed("the page's first message", "it is not a size")
        await session.attach(tab, said)
        break
    writing = asyncio.create_task(tab.write())
    try:
        async for message in socket:
            session.hear(tab, read_message(message))
    finally:
        session.detach(tab)
        writing.cancel()
        await asyncio.gather(writing, return_exceptions=True)
