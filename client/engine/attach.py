"""The side of a command that finds the profile's vault held by a running process, and asks that one."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from client.engine.attach_lines import LINE_BYTES, Answer, raise_error, read_answer, write_request
from client.engine.profiles import SOCKET
from client.points import point
from hotline.errors import Unavailable


class Attached:
    """A running process of this profile. Each request has a connection of its own."""

    def __init__(self, path: Path) -> None:
        self._path = path

    async def ask(self, do: str, what: dict[str, Any]) -> dict[str, Any]:
        """One answer. Raises what the handler raised, and Unavailable when the process went away."""
        async with self._asked(do, what) as reader:
            return (await _next(reader)).done or {}

    async def stream(self, do: str, what: dict[str, Any]) -> AsyncGenerator[dict[str, Any]]:
        """One part after another, until the handler ends or nobody iterates. Raises as `ask` does."""
        async with self._asked(do, what) as reader:
            while (answer := await _next(reader)).part is not None:
                yield answer.part

    @asynccontextmanager
    async def _asked(self, do: str, what: dict[str, Any]) -> AsyncIterator[asyncio.StreamReader]:
        try:
            reader, writer = await asyncio.open_unix_connection(self._path, limit=LINE_BYTES)
        except OSError as error:
            raise Unavailable("The running process has gone.", "Try again.") from error
        try:
            with suppress(OSError):  # whoever refuses a request may do so before it was read
                point("attach/before-request")
                writer.write(write_request(do, what))
                await writer.drain()
            yield reader
        finally:
            writer.close()


async def attach(folder: Path) -> Attached | None:
    """The process that holds this profile's vault; None when there is none."""
    path = folder / SOCKET
    try:
        _, writer = await asyncio.open_unix_connection(path)
    except OSError:
        return None
    writer.close()
    return Attached(path)


async def _next(reader: asyncio.StreamReader) -> Answer:
    try:
        answer = read_answer(await reader.readuntil(b"\n"))
    except (asyncio.IncompleteReadError, OSError) as error:
        raise Unavailable(
            "The running process ended before it answered.",
            "It may have been done: look, before you do it again.",
        ) from error
    if answer.error is not None:
        raise_error(answer.error)
    return answer
