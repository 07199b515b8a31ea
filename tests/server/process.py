"""A relay as a process of its own, and a device that talks to it over TLS."""

from __future__ import annotations

import asyncio
import json
import socket
import ssl
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

from hotline.crypto.signing import SigningKey
from hotline.ids import Precedence, RelayId
from hotline.wire.frames import Challenge, Frame, Ping, Pong, Welcome, write_frame
from hotline.wire.login import check_certificate, login_message, verify_challenge
from hotline.wire.parts import Incoming, Outgoing
from server.folder import Folder
from server.tls import make_certificate
from tests.server.people import NOW, Desk, Party
from tests.server.preloaded import Preloaded

WITHIN = 30.0
RELAY_KEY = SigningKey(bytes(range(1, 33)))


def make_folder(path: Path, parties: Iterable[Party], **changes: object) -> Folder:
    """A relay's folder that serves these parties on a free loopback port."""
    values: dict[str, object] = {
        "name": "North",
        "operator": "Test",
        "exercise": True,
        "url": "wss://localhost:8443",
        "listen": "127.0.0.1:0",
        "health": "127.0.0.1:0",
        **changes,
    }
    text = "".join(f"{key} = {json.dumps(value)}\n" for key, value in values.items())
    folder = Folder(path)
    folder.make(text, RELAY_KEY, *make_certificate("localhost", NOW))
    for party in parties:
        folder.add_party(party.root)
    return folder


class Process:
    """`hotline-relay serve` on a folder; `port` 0: a free one. `environment` is added to this one's."""

    def __init__(self, folder: Folder, port: int = 0, **environment: str) -> None:
        self.folder = folder
        self.port = port
        self.environment = environment

    def __enter__(self) -> Process:
        arguments = ["serve", "--dir", str(self.folder.path), "--port", str(self.port)]
        self.process = Preloaded(arguments, self.environment)  # the environment may say where it dies
        line = self.process.stdout.readline()
        assert line, self.errors()
        self.ready = json.loads(line)
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(WITHIN)
        self.process.stdout.close()
        self.process.stderr.close()

    def errors(self) -> str:
        """What it wrote to stderr until its end."""
        return self.process.stderr.read().decode()

    @property
    def url(self) -> str:
        return str(self.ready["url"])


@dataclass
class Connected:
    """A logged-in device. Frames come out in the order in which they are whole."""

    socket: aiohttp.ClientWebSocketResponse
    token: str
    incoming: Incoming = field(default_factory=Incoming)
    outgoing: Outgoing = field(default_factory=Outgoing)

    async def send(self, frame: Frame) -> None:
        self.outgoing.push(write_frame(frame), Precedence.ROUTINE)
        while (part := self.outgoing.next_part()) is not None:
            await self.socket.send_bytes(part)

    @property
    def transport(self) -> Any:
        """What is under the socket."""
        assert self.socket._conn is not None
        return self.socket._conn.transport

    async def next(self) -> Any:
        """The next frame that is no ping. Raises EOFError at the end of the session."""
        while True:
            async with asyncio.timeout(WITHIN):
                message = await self.socket.receive()
            if message.type is not aiohttp.WSMsgType.BINARY:
                raise EOFError
            frame = self.incoming.feed(message.data)
            if isinstance(frame, Ping):
                await self.send(Pong(frame.n))
            elif frame is not None:
                return frame

    async def until(self, kind: type | tuple[type, ...]) -> Any:
        """The next frame of that kind; others are passed over."""
        while not isinstance(frame := await self.next(), kind):
            pass
        return frame


@asynccontextmanager
async def connected(url: str, desk: Desk, receive_bytes: int = 0) -> AsyncIterator[Connected]:
    """Log in as a client must: the challenge is checked against the relay's key and the live certificate.

    `receive_bytes`: how much this side's kernel takes before the program reads.
    """
    connector = aiohttp.TCPConnector(socket_factory=lambda address: _socket(address, receive_bytes))
    async with (
        aiohttp.ClientSession(connector=connector) as session,
        session.ws_connect(f"{url}/v1/session", ssl=trusting(), compress=0, max_msg_size=0) as ws,
    ):
        device = Connected(ws, "")
        await device.send(desk.hello)
        challenge = await device.next()
        assert isinstance(challenge, Challenge), challenge
        tls = ws.get_extra_info("ssl_object")
        check_certificate(challenge.certificate, tls.getpeercert(True) if tls else None)
        message = login_message(
            desk.device, desk.nonce, challenge.nonce, challenge.name, challenge.certificate
        )
        verify_challenge(message, challenge.signature, RelayId(RELAY_KEY.public))
        await device.send(desk.proof(challenge))
        welcome = await device.next()
        assert isinstance(welcome, Welcome), welcome
        device.token = welcome.token
        yield device


def _socket(address: Any, receive_bytes: int) -> socket.socket:
    family, kind, protocol, *_ = address
    made = socket.socket(family, kind, protocol)
    if receive_bytes:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_bytes)
    return made


def trusting() -> ssl.SSLContext:
    """TLS that leaves the certificate to the log-in."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context
