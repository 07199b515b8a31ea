"""A TCP proxy on loopback that does to what passes what bad wires do. TLS goes through it untouched.

Slow (`rate`, `delay`), lossy as one sees it above TCP (`stall`), silent (`swallow`: both ways or one, and
nobody is told of an end either), broken (`reset`), shut (`refusing`). Its port stays while the relay moves.
In it lies as little as on a wire: its buffers are small, and a sender is slowed by not being read.
"""

from __future__ import annotations

import asyncio
import random
import socket
import struct
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from fcntl import ioctl
from termios import FIONREAD

BUFFER_BYTES = 4096  # of each kernel buffer, which doubles it
SEGMENT_BYTES = 1400  # as on a real wire; loopback's own 64 KiB would fill any small buffer at once
STOP_NOW = struct.pack("ii", 1, 0)  # SO_LINGER: a close is a reset


@dataclass(slots=True)
class Faults:
    """What is wrong with one direction."""

    rate: float | None = None  # bytes a second
    delay: float = 0.0  # seconds from end to end
    stall: float = 0.0  # seconds: what a lost packet costs
    lost: float = 0.0  # chance of that, for each piece that passes
    swallow: bool = False  # what comes in comes out nowhere


class Lane:
    """One direction of one connection. `left`: how many bytes more it lets in; None: any number."""

    def __init__(self, faults: Faults, dice: random.Random) -> None:
        self.faults = replace(faults)
        self._left: int | None = None
        self._may_pass = asyncio.Event()
        self._may_pass.set()
        self.passed = 0  # bytes that went on
        self.swallowed: list[int] = []  # sizes of what did not
        self.ended_at: float | None = None  # by time.monotonic, when its sender went away
        self._source: socket.socket | None = None
        self._dice = dice
        self._under_way: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()

    @property
    def left(self) -> int | None:
        return self._left

    @left.setter
    def left(self, left: int | None) -> None:
        self._left = left
        if left is None or left > 0:
            self._may_pass.set()
        else:
            self._may_pass.clear()

    @property
    def before_it(self) -> int:
        """Bytes that have left their sender and wait in our kernel to be let in: as good as on the wire."""
        assert self._source is not None
        return int.from_bytes(ioctl(self._source, FIONREAD, bytes(4)), sys.byteorder)

    async def carry(self, source: socket.socket, sink: socket.socket) -> None:
        """Until its sender is gone, and that was told; a swallowing lane tells nobody, and never ends."""
        self._source = source
        delivering = asyncio.create_task(self._deliver(sink))
        try:
            with suppress(OSError):
                while data := await self._take(source):
                    await self._pass(data)
            self.ended_at = time.monotonic()
            if self.faults.swallow:
                await asyncio.Event().wait()
            with suppress(TimeoutError):
                async with asyncio.timeout(self.faults.delay + 1.0):
                    await self._under_way.join()
        finally:
            delivering.cancel()
            await asyncio.gather(delivering, return_exceptions=True)

    async def _take(self, source: socket.socket) -> bytes:
        await self._may_pass.wait()
        most = 65536 if self.faults.rate is None else max(64, int(self.faults.rate * 0.05))
        return await asyncio.get_running_loop().sock_recv(source, most)

    async def _pass(self, data: bytes) -> None:
        if self.faults.swallow:
            self.swallowed.append(len(data))
            return
        if self.faults.rate is not None:
            await asyncio.sleep(len(data) / self.faults.rate)
        if self._dice.random() < self.faults.lost:
            await asyncio.sleep(self.faults.stall)
        while data:
            await self._may_pass.wait()
            piece = data if self.left is None else data[: self.left]
            data = data[len(piece) :]
            self.left = None if self.left is None else self.left - len(piece)
            self.passed += len(piece)
            self._under_way.put_nowait((time.monotonic() + self.faults.delay, piece))
            if not self.faults.delay:
                await self._under_way.join()

    async def _deliver(self, sink: socket.socket) -> None:
        while True:
            due, piece = await self._under_way.get()
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            with suppress(OSError):
                await asyncio.get_running_loop().sock_sendall(sink, piece)
            self._under_way.task_done()


@dataclass(slots=True)
class Connection:
    """A desk's connection to the relay: `up` is from the desk."""

    up: Lane
    down: Lane
    ends: list[socket.socket] = field(default_factory=list)

    @property
    def alive(self) -> bool:
        """Neither end has gone away."""
        return self.up.ended_at is None and self.down.ended_at is None


class Proxy:
    """Where desks connect. `up` and `down`: what new connections suffer; `change` is for living ones too."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.up, self.down = Faults(), Faults()
        self.connections: list[Connection] = []
        self.refusing = False
        self._to = ("127.0.0.1", 0)
        self._dice = random.Random(1)
        self._tasks: set[asyncio.Task[None]] = set()

    def leads_to(self, port: int) -> None:
        """New connections go there."""
        self._to = ("127.0.0.1", port)

    def change(self, up: Faults | None = None, down: Faults | None = None) -> None:
        """From now on, for all; a direction that is not named is well."""
        self.up, self.down = up or Faults(), down or Faults()
        for each in self.connections:
            each.up.faults, each.down.faults = replace(self.up), replace(self.down)

    def half_open(self) -> list[Connection]:
        """What lives falls silent both ways, and neither end is told. New connections are well."""
        silent = [each for each in self.connections if each.alive]
        for each in silent:
            each.up.faults.swallow = each.down.faults.swallow = True
        return silent

    def reset(self) -> None:
        """RST to both ends of every connection."""
        for connection in self.connections:
            for end in connection.ends:
                with suppress(OSError):
                    end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, STOP_NOW)
                    end.shutdown(
                        socket.SHUT_RD
                    )  # wakes whoever reads here; the close that follows is the RST

    async def accept(self, listening: socket.socket) -> None:
        """Takes connections until it is cancelled."""
        loop = asyncio.get_running_loop()
        while True:
            desk, _ = await loop.sock_accept(listening)
            task = asyncio.create_task(self._connection(desk))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _connection(self, desk: socket.socket) -> None:
        with desk, _small() as relay:
            desk.setblocking(False)
            if self.refusing:
                desk.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, STOP_NOW)
                return
            try:
                await asyncio.get_running_loop().sock_connect(relay, self._to)
            except OSError:
                return
            connection = Connection(Lane(self.up, self._dice), Lane(self.down, self._dice), [desk, relay])
            self.connections.append(connection)
            lanes = [
                asyncio.create_task(connection.up.carry(desk, relay)),
                asyncio.create_task(connection.down.carry(relay, desk)),
            ]
            try:
                await asyncio.wait(lanes, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for lane in lanes:
                    lane.cancel()
                await asyncio.gather(*lanes, return_exceptions=True)
                connection.ends.clear()

    async def stop(self) -> None:
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


def _small() -> socket.socket:
    made = socket.socket()
    made.setblocking(False)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, BUFFER_BYTES)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, BUFFER_BYTES)
    made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    made.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, SEGMENT_BYTES)
    return made


@asynccontextmanager
async def proxying() -> AsyncIterator[Proxy]:
    """A proxy on a free port; it leads nowhere until it is told where to."""
    with _small() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(64)
        proxy = Proxy(listening.getsockname()[1])
        accepting = asyncio.create_task(proxy.accept(listening))
        try:
            yield proxy
        finally:
            accepting.cancel()
            await asyncio.gather(accepting, return_exceptions=True)
            await proxy.stop()
