"""One connection that reads, in one thread of its own: a slow disk must not hold up the event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import apsw

from hotline.errors import StoreFailed
from server.stores.database import open_reader

T = TypeVar("T")


class Reader:
    """Runs queries on what was committed, one at a time."""

    def __init__(self, path: Path) -> None:
        self._name = path.name
        self._connection = open_reader(path)
        self._thread = ThreadPoolExecutor(1, "reader")

    async def run(self, query: Callable[[apsw.Connection], T]) -> T:
        """Gives what the query gives. Raises StoreFailed."""
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._thread, query, self._connection)
        except apsw.Error as failure:
            raise StoreFailed(f"{self._name} could not be read: {failure}.") from failure

    async def close(self) -> None:
        """Finish what was asked for, then close the connection."""
        await asyncio.to_thread(self._thread.shutdown)
        self._connection.close()
