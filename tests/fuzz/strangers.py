"""Strangers who talk to a running relay, each on a connection of its own, in whatever way comes to mind.

Some log in with a credential that is good: a member may be hostile too.
"""

from __future__ import annotations

import asyncio
import random
from contextlib import suppress
from urllib.parse import urlsplit

import aiohttp

from hotline import limits
from hotline.shapes import write_cbor
from hotline.wire.frames import Challenge, Part, Ping, read_frame, write_frame
from hotline.wire.parts import MESSAGE_BYTES
from tests.fuzz.hostile import mutate
from tests.hotline.wire.samples import FRAMES
from tests.server.people import Desk, deposit
from tests.server.process import trusting

WRITTEN = [write_frame(frame) for frame in FRAMES]
GOES_ON = 0.02  # seconds to wait for an answer before the next word


async def visit(url: str, member: Desk, dice: random.Random) -> None:
    """One stranger's connection, from its first byte to its last."""
    way = dice.randrange(10)
    with suppress(aiohttp.ClientError, OSError, EOFError, TimeoutError):
        async with asyncio.timeout(20.0):
            if way == 0:
                await _bytes(url, dice)
            else:
                await _session(url, member if way >= 4 else None, dice)


async def _bytes(url: str, dice: random.Random) -> None:
    """No session at all: noise, half a request, or silence, with TLS or without."""
    parts = urlsplit(url)
    context = trusting() if dice.random() < 0.5 else None
    _, writer = await asyncio.open_connection(parts.hostname, parts.port, ssl=context)
    head = b"GET /v1/session HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    noise = bytes(dice.randrange(256) for _ in range(dice.randint(0, 600)))
    writer.write(dice.choice((b"", noise, head, head + noise, head * 40, b"PUT /v1/blobs/" + noise)))
    with suppress(OSError):
        await writer.drain()
    writer.transport.abort()


async def _session(url: str, member: Desk | None, dice: random.Random) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{url}/v1/session", ssl=trusting(), compress=0, max_msg_size=0) as socket,
    ):
        if member is not None:
            await _log_in(socket, member, dice)
        for _ in range(dice.randint(1, 12)):
            await _say(socket, dice, member)
            with suppress(TimeoutError):
                async with asyncio.timeout(GOES_ON):
                    if (await socket.receive()).type is not aiohttp.WSMsgType.BINARY:
                        return
        if dice.random() < 0.5:
            connection = socket._conn
            assert connection is not None and connection.transport is not None
            connection.transport.abort()


async def _log_in(socket: aiohttp.ClientWebSocketResponse, member: Desk, dice: random.Random) -> None:
    """As it should be; sometimes only half of it."""
    await socket.send_bytes(write_frame(member.hello))
    challenge = read_frame((await socket.receive()).data)
    if isinstance(challenge, Challenge) and dice.random() < 0.85:
        await socket.send_bytes(write_frame(member.proof(challenge)))


async def _say(socket: aiohttp.ClientWebSocketResponse, dice: random.Random, member: Desk | None) -> None:
    """One word: a frame of any kind, whole, spoilt, in parts that never end, or far too large."""
    match dice.randrange(9):
        case 0:
            await socket.send_bytes(bytes(dice.choice((MESSAGE_BYTES + 1, 2**18, 2**20))))
        case 1:
            await socket.send_str(dice.choice(("", "hello", "[" * 1000)))
        case 2:
            for stream in range(1, dice.randint(2, limits.PARTS_OPEN + 2)):
                await socket.send_bytes(write_frame(Part(stream, False, bytes(limits.FRAME_PART_BYTES))))
        case 3:
            await socket.send_bytes(write_cbor([dice.choice(FRAMES).NAME, *(None,) * dice.randrange(6)]))
        case 4:
            await socket.send_bytes(dice.choice(WRITTEN)[: dice.randint(0, 40)])
        case 5:
            for n in range(dice.randint(1, 300)):
                await socket.send_bytes(write_frame(Ping(n)))
        case 6 if member is not None:
            await socket.send_bytes(write_frame(deposit(dice.randrange(99), member.device, size=9_000)))
        case _:
            await socket.send_bytes(mutate(dice.choice(WRITTEN), "cbor", dice))
