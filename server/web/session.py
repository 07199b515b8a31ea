"""`/v1/session`: a WebSocket of binary messages, each a frame or a part of one. Source: docs/SPEC.md 8."""

from __future__ import annotations

from functools import lru_cache
from ipaddress import IPv6Address, ip_address

from aiohttp import WSMsgType, web

from hotline.wire.parts import MESSAGE_BYTES
from server.rules.effects import SessionId
from server.web.keys import FRONT, SERVICE
from server.web.link import Link
from server.web.service import Service
from server.web.wire import Wire


async def session(request: web.Request) -> web.WebSocketResponse:
    """One device's connection, until either side ends it."""
    service = request.app[SERVICE]
    socket = web.WebSocketResponse(
        compress=False, max_msg_size=MESSAGE_BYTES + 1, writer_limit=0, timeout=2.0
    )
    await socket.prepare(request)
    if request.transport is None:
        return socket  # gone already
    link = Link(socket, Wire(request.transport, request))
    number = service.open(link, address(request))
    try:
        await _read(service, number, socket, link)
    finally:
        service.lost(number)
        await link.ended()
    return socket


async def _read(service: Service, number: SessionId, socket: web.WebSocketResponse, link: Link) -> None:
    async for message in socket:
        if message.type is not WSMsgType.BINARY:
            service.end(number, "malformed", "A session has binary messages only.")
        else:
            service.received(number, message.data)
        if link.crowded:
            await link.room()


def address(request: web.Request) -> str:
    """Where the connection comes from: behind a TLS front, what the front says."""
    forwarded = request.headers.get("X-Forwarded-For", "")
    if request.app[FRONT] and forwarded:
        return site(forwarded.rpartition(",")[2].strip())
    return site(request.remote or "")


@lru_cache(maxsize=1024)
def site(address: str) -> str:
    """The address; of IPv6 its first 64 bits, since whoever has one such address has them all."""
    try:
        numbers = ip_address(address)
    except ValueError:
        return address
    return str(IPv6Address(int(numbers) >> 64 << 64)) if isinstance(numbers, IPv6Address) else address
