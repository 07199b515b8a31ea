"""Keeps what lies between desk and wire small: what is in a socket's buffer, a FLASH cannot overtake.

A part is handed over when the one before it has gone to the kernel, and the kernel holds little. TLS
hides what goes over the wire; whom one talks to, the log-in proves.
"""

from __future__ import annotations

import asyncio
import math
import socket
import ssl
import struct
import sys
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from aiohttp import AddrInfoType, ClientWebSocketResponse

from hotline import limits
from hotline.errors import Malformed, NotTrusted

SEND_BUFFER_BYTES = limits.FRAME_PART_BYTES  # the kernel doubles it, for its own books
UNSENT_BYTES = limits.KIB  # what the kernel holds when a part may follow: 1 s at 9,600 bit/s
LAST_DATA_RECEIVED = 52  # its place in Linux' tcp_info: milliseconds, 32 bits
SCHEMES = {"https": "https", "wss": "https", "http": "http", "ws": "http"}


def session_url(url: str) -> str:
    """Where this relay's sessions are. Raises Malformed; NotTrusted without TLS, but on this machine."""
    parts = urlsplit(url)
    if parts.scheme not in SCHEMES or not parts.hostname:
        raise Malformed("relay url", "needs the form wss://host or https://host")
    scheme = SCHEMES[parts.scheme]
    if scheme == "http" and not _is_loopback(parts.hostname):
        raise NotTrusted(
            "The agreement names this relay without TLS, which is for tests on one machine only.",
            "Its operator must give it a wss:// address.",
        )
    return parts._replace(scheme=scheme, path=f"{parts.path.rstrip('/')}/v1/session").geturl()


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def tls() -> ssl.SSLContext:
    """TLS that asks no authority: the log-in compares the certificate with what the relay's key signed."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def small_socket(address: AddrInfoType) -> socket.socket:
    """A socket whose kernel buffer is small from the first byte on."""
    family, kind, protocol, *_ = address
    made = socket.socket(family, kind, protocol)
    made.setblocking(False)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER_BYTES)
    if hasattr(socket, "TCP_NOTSENT_LOWAT"):
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NOTSENT_LOWAT, UNSENT_BYTES)
    return made


class SmallWebSocket(ClientWebSocketResponse):
    """A WebSocket whose `send_bytes` ends when the message has left this process."""

    def __init__(self, reader: Any, writer: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(reader, writer, *args, **kwargs)
        self.transport: asyncio.Transport = writer.transport
        writer._limit = 0  # wait for the transport after every message; only servers have an argument for it
        below = _below_tls(self.transport)
        for each in (self.transport, below) if below else (self.transport,):
            each.set_write_buffer_limits(high=1, low=0)  # 0 would make TLS pause when it is empty
        self.lowest = below or self.transport

    @property
    def certificate(self) -> bytes | None:
        """The live connection's certificate in DER; None without TLS."""
        tls_object = self.transport.get_extra_info("ssl_object")
        return None if tls_object is None else tls_object.getpeercert(True)

    def abort(self) -> None:
        """Ends the connection at once, whatever it is doing."""
        self.lowest.abort()  # in Python 3.11.2 (Debian 12) a TLS transport that was closed twice cannot be


def silent_for(transport: asyncio.Transport) -> float:
    """Seconds since this connection's last bytes came; endless where the system does not tell."""
    # TLS hands on whole records only, and one takes 14 s at 9,600 bit/s: the system sees its bytes come.
    raw = transport.get_extra_info("socket")
    if sys.platform != "linux":
        return math.inf
    try:
        told = raw.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, LAST_DATA_RECEIVED + 4)
    except OSError:  # closed, or a system that only looks like Linux
        return math.inf
    milliseconds: int = struct.unpack_from("=I", told, LAST_DATA_RECEIVED)[0]
    return milliseconds / 1000


def _below_tls(transport: asyncio.Transport) -> asyncio.Transport | None:
    # asyncio does not show the transport under TLS, and that one keeps 64 KiB of its own.
    protocol = getattr(transport, "_ssl_protocol", None)
    below = getattr(protocol, "_transport", None)
    return below if isinstance(below, asyncio.Transport) else None
