"""Keeps what lies between the relay and the wire small: a FLASH cannot overtake what is in a buffer.

A part is handed over when the one before it has gone to the kernel; the kernel holds some tens of kilobytes.
"""

from __future__ import annotations

import asyncio
import socket
import struct
import sys
from asyncio import sslproto
from datetime import timedelta

from hotline import limits

SEND_BUFFER_BYTES = 2 * limits.FRAME_PART_BYTES  # the kernel doubles it, for its own books
UNSENT_BYTES = limits.KIB  # what the kernel holds when a part may follow: 1 s at 9,600 bit/s
LAST_DATA_RECEIVED = 52  # its place in Linux' tcp_info: milliseconds, 32 bits
TLS_BUFFER_BYTES = 8 * limits.KIB  # one read; a record of 16 KiB takes a few, and each connection has its own


def tame_tls() -> None:
    """From now on a TLS connection's read buffer is that small: asyncio gives each 256 KiB otherwise."""
    sslproto.SSLProtocol.max_size = TLS_BUFFER_BYTES


def tame(transport: asyncio.Transport) -> None:
    """No more than one part waits in this process, and little more in the kernel."""
    lowest = lowest_of(transport)
    for each in {transport, lowest}:
        each.set_write_buffer_limits(high=1)  # with 0 asyncio's TLS would pause and never go on
    raw = transport.get_extra_info("socket")
    if raw is not None:
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER_BYTES)
        if hasattr(socket, "TCP_NOTSENT_LOWAT"):
            raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NOTSENT_LOWAT, UNSENT_BYTES)


def silent_for(transport: asyncio.Transport) -> timedelta:
    """How long no byte has come over this connection; for ever where the system does not tell."""
    # TLS hands on whole records only, and one takes 14 s at 9,600 bit/s: the system sees its bytes come.
    raw = transport.get_extra_info("socket")
    if sys.platform != "linux":
        return timedelta.max
    try:
        told = raw.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, LAST_DATA_RECEIVED + 4)
    except OSError:  # closed, or a system that only looks like Linux
        return timedelta.max
    return timedelta(milliseconds=struct.unpack_from("=I", told, LAST_DATA_RECEIVED)[0])


def lowest_of(transport: asyncio.Transport) -> asyncio.Transport:
    """What is under TLS, or the transport itself without."""
    # asyncio does not show the transport under TLS, and that one keeps 64 KiB of its own.
    protocol = getattr(transport, "_ssl_protocol", None)
    below = getattr(protocol, "_transport", None)
    return below if isinstance(below, asyncio.Transport) else transport
