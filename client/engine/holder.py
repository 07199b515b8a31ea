"""One process holds a profile's vault; others reach it through a socket in the profile's folder.

    -> {"do": "say", "with": {...}}                       one request a connection
    <- {"part": {...}} ...  {"done": {...}}                the answer, or a stream of parts and then done
    <- {"error": {"kind", "what", "advice", "code", "clause"}}
    beside each: "sentences", where sentences of ours stand in it and what they were made of

Lines of JSON, strictly read. What comes over the socket can harm nobody but the one who sent it. Only the
same user may: the socket is 0600, and the peer's user is looked at as well. The other side is `attach`.
"""

from __future__ import annotations

import asyncio
import logging
import os
import socket
import struct
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from client.engine.attach_lines import (
    LINE_BYTES,
    Answer,
    Request,
    error_answer,
    read_request,
    write_answer,
)
from client.engine.profiles import SOCKET
from client.points import point
from hotline.errors import HotlineError, Malformed, Misuse
from hotline.sentence import sentence

LOG = logging.getLogger("hotline.engine")
ASK_WITHIN = 10.0  # seconds to send the request: it is a program of the same user on the same machine
CLIENTS = 64

Answering = Callable[[dict[str, Any]], Awaitable[dict[str, Any]] | AsyncIterator[dict[str, Any]]]
"""A handler: `async def` that gives one answer, or an async generator that gives a stream."""


@asynccontextmanager
async def attachable(folder: Path, handlers: Mapping[str, Answering]) -> AsyncIterator[None]:
    """Answers requests while the block lasts. To be entered by who holds the vault. Raises Misuse."""
    path = folder / SOCKET
    listening = await asyncio.to_thread(_listen, path)
    holder = _Holder(handlers)
    server = await asyncio.start_unix_server(holder.serve, sock=listening, limit=LINE_BYTES)
    try:
        yield
    finally:
        server.close()
        await holder.stop()
        path.unlink(missing_ok=True)


def _listen(path: Path) -> socket.socket:
    """A socket at this path; one that a dead process left is taken away. Raises Misuse."""
    if _answers(path):
        raise Misuse("Another process of this profile is running.")
    path.unlink(missing_ok=True)
    made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        made.bind(str(path))
        path.chmod(0o600)  # nobody is let in before `listen`
        made.listen(CLIENTS)
    except OSError as error:
        made.close()
        raise Misuse(
            sentence("The socket {path} cannot be made: {why}.", path=path, why=error),
            "Use a profile folder with a shorter path.",
        ) from error
    made.setblocking(False)
    return made


def _answers(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        probe.settimeout(ASK_WITHIN)
        try:
            probe.connect(str(path))
        except OSError:
            return False
    return True


class _Holder:
    """The side that has the vault."""

    def __init__(self, handlers: Mapping[str, Answering]) -> None:
        self._handlers = handlers
        self._serving: set[asyncio.Task[None]] = set()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, from request to answer."""
        task = asyncio.current_task()
        assert task is not None
        self._serving.add(task)
        try:
            with suppress(OSError, asyncio.CancelledError):
                await self._serve(reader, writer)
        finally:
            self._serving.discard(task)
            writer.close()

    async def stop(self) -> None:
        for task in self._serving:
            task.cancel()
        await asyncio.gather(*self._serving, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if len(self._serving) > CLIENTS or _user_of(writer) != os.getuid():
            return
        try:
            request = read_request(await _line(reader))
            await _until_gone(reader, self._answer(request, writer))
        except HotlineError as error:
            await _send(writer, error_answer(error))
        except Exception:  # a handler that breaks must not end the process that holds the vault
            LOG.exception("a request broke")
            await _send(
                writer, Answer(error={"kind": "broken", "what": sentence("Something broke; see the log.")})
            )

    async def _answer(self, request: Request, writer: asyncio.StreamWriter) -> None:
        handler = self._handlers.get(request.do)
        if handler is None:
            raise Misuse(
                sentence("The running process does not know `{verb}`.", verb=request.do),
                "Is it an older version?",
            )
        answering = handler(request.with_)
        if isinstance(answering, AsyncIterator):
            async for part in answering:
                await _send(writer, Answer(part=part))
            await _send(writer, Answer(done={}))
        else:
            await _send(writer, Answer(done=await answering))


async def _line(reader: asyncio.StreamReader) -> bytes:
    try:
        async with asyncio.timeout(ASK_WITHIN):
            return await reader.readuntil(b"\n")
    except TimeoutError as error:
        raise Malformed("request", "did not come") from error
    except (asyncio.IncompleteReadError, asyncio.LimitOverrunError) as error:
        raise Malformed("request", "is no whole line") from error


async def _until_gone(reader: asyncio.StreamReader, answering: Any) -> None:
    """Answers, but no longer than there is somebody to hear it."""
    answer = asyncio.ensure_future(answering)
    gone = asyncio.ensure_future(reader.read(1))
    try:
        await asyncio.wait({answer, gone}, return_when=asyncio.FIRST_COMPLETED)
        if not answer.done() and gone.result() != b"":
            raise Malformed("request", "is followed by more")
    finally:
        gone.cancel()
        if not answer.done():
            answer.cancel()
        await asyncio.gather(answer, gone, return_exceptions=True)
    if not answer.cancelled():
        answer.result()


async def _send(writer: asyncio.StreamWriter, answer: Answer) -> None:
    point("attach/before-answer")
    writer.write(write_answer(answer))
    await writer.drain()


def _user_of(writer: asyncio.StreamWriter) -> int:
    """The user at the other end. Where the system does not tell it, the socket's mode must do."""
    raw = writer.get_extra_info("socket")
    if raw is None or not hasattr(socket, "SO_PEERCRED"):
        return os.getuid()
    _, user, _ = struct.unpack("3i", raw.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))
    return int(user)
