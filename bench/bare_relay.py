"""The limit that the relay is measured against: a WebSocket relay on aiohttp and SQLite, and no more.

It keeps what it is given in one table with the relay's own settings of SQLite, commits what waits together,
and then answers and hands on. It has no log-in, no quotas, no precedence, no receipts, no window, no expiry,
and it keeps whatever comes, as often as it comes. Its messages:

    desk                                    relay
    its mailbox, 32 bytes                   "+"
    "D" ref mailbox body                    "K" ref …     committed
    "A" number …                            "V" number body

`ref` and `number` are of 8 bytes. Run: `python -m bench.bare_relay FOLDER [CERTIFICATE KEY]`.
"""

from __future__ import annotations

import asyncio
import json
import queue
import struct
import sys
import threading
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import WSMsgType, web

from server import tls
from server.stores.database import open_writer, run

SCHEMA = """
    CREATE TABLE IF NOT EXISTS kept (number INTEGER PRIMARY KEY, mailbox BLOB NOT NULL, body BLOB NOT NULL);
    CREATE INDEX IF NOT EXISTS kept_mailbox ON kept (mailbox);
"""
KEEP = "INSERT INTO kept (mailbox, body) VALUES (?, ?)"
WAITING = "SELECT number, body FROM kept WHERE mailbox = ? ORDER BY number"
LET_GO = "DELETE FROM kept WHERE number = ?"
BATCH = 512


@dataclass(slots=True)
class Keep:
    """A deposit on its way through the writer."""

    socket: web.WebSocketResponse
    ref: bytes
    mailbox: bytes
    body: bytes
    number: int = 0


class BareRelay:
    """One table, one thread that writes, and who is here."""

    def __init__(self, folder: Path) -> None:
        self._database: Any = open_writer(folder / "bare.db", SCHEMA)
        self._queue: queue.SimpleQueue[Keep | tuple[int, ...]] = queue.SimpleQueue()
        self._here: dict[bytes, web.WebSocketResponse] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def session(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(compress=False)
        await socket.prepare(request)
        mailbox = await socket.receive_bytes()
        self._here[mailbox] = socket
        await socket.send_bytes(b"+")
        for number, body in run(self._database, WAITING, mailbox):
            await socket.send_bytes(b"V" + struct.pack(">Q", number) + body)
        async for message in socket:
            if message.type is not WSMsgType.BINARY:
                break
            self._take(socket, message.data)
        if self._here.get(mailbox) is socket:
            del self._here[mailbox]
        return socket

    def _take(self, socket: web.WebSocketResponse, message: bytes) -> None:
        if message[:1] == b"D":
            self._queue.put(Keep(socket, message[1:9], message[9:41], message[41:]))
        else:
            self._queue.put(struct.unpack(f">{len(message) // 8}Q", message[1:]))

    def write(self, loop: asyncio.AbstractEventLoop) -> None:
        """The thread: what waits is one commit."""
        while True:
            batch = [self._queue.get()]
            while len(batch) < BATCH and not self._queue.empty():
                batch.append(self._queue.get())
            kept = self._commit(batch)
            loop.call_soon_threadsafe(self._settle, kept)

    def _commit(self, batch: list[Keep | tuple[int, ...]]) -> list[Keep]:
        execute = self._database.execute
        execute("BEGIN IMMEDIATE")
        for each in batch:
            if isinstance(each, Keep):
                execute(KEEP, (each.mailbox, each.body))
                each.number = self._database.last_insert_rowid()
            else:
                for number in each:
                    execute(LET_GO, (number,))
        execute("COMMIT")
        return [each for each in batch if isinstance(each, Keep)]

    def _settle(self, kept: list[Keep]) -> None:
        task = asyncio.get_running_loop().create_task(self._answer(kept))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _answer(self, kept: list[Keep]) -> None:
        refs: defaultdict[web.WebSocketResponse, list[bytes]] = defaultdict(list)
        for each in kept:
            refs[each.socket].append(each.ref)
        for socket, some in refs.items():
            await socket.send_bytes(b"K" + b"".join(some))
        for each in kept:
            if (socket := self._here.get(each.mailbox)) is not None:  # type: ignore[assignment]
                await socket.send_bytes(b"V" + struct.pack(">Q", each.number) + each.body)


async def main(folder: Path, certificate: Path | None = None, key: Path | None = None) -> None:
    """Serve on a free loopback port, which is told on stdout, until the process is ended."""
    relay = BareRelay(folder)
    app = web.Application()
    app.router.add_get("/v1/session", relay.session)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    context = tls.context(certificate, key) if certificate and key else None
    site = web.TCPSite(runner, "127.0.0.1", 0, ssl_context=context, backlog=512)
    await site.start()
    threading.Thread(target=relay.write, args=(asyncio.get_running_loop(),), daemon=True).start()
    port = runner.addresses[0][1]
    sys.stdout.write(json.dumps({"url": f"{'wss' if context else 'ws'}://127.0.0.1:{port}"}) + "\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(*map(Path, sys.argv[1:])))
