"""One thread that writes, and many who wait: group commit.

A commit waits for the disk, so whoever comes meanwhile is committed together with the next one. The event
loop hands jobs through a queue; the thread takes what is there, without lingering for more, runs them in one
transaction, commits, and tells the event loop once for all of them. A batch is one job when the relay is idle
and hundreds when it is busy.

A job is a function of the connection. It may refuse (raise Rejected) before it has written anything: that is
its own answer and disturbs nobody. When anything else goes wrong the whole batch is rolled back, what its
jobs counted outside the database is undone, and every one of them raises StoreFailed.
"""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar, cast

import apsw

from hotline.errors import Rejected, StoreFailed
from server.points import point

BATCH = 512  # what one commit takes, by weight: the first job waits for the others some 30 ms at most

T = TypeVar("T")
Undo = Callable[[], None]
Work = Callable[[apsw.Connection, list[Undo]], T]
"""Writes through the connection. What it changes in memory it adds to the list, as the way to undo it."""


@dataclass(slots=True)
class _Job(Generic[T]):
    work: Work[T]
    loop: asyncio.AbstractEventLoop
    future: asyncio.Future[T]
    then: Callable[[T], None] | None
    weight: int
    result: T | None = None
    failure: Exception | None = None

    def attempt(self, connection: apsw.Connection, undo: list[Undo]) -> None:
        """Do the work; a refusal is the job's own answer, anything else is for the batch."""
        try:
            self.result = self.work(connection, undo)
        except Rejected as refusal:
            self.failure = refusal

    def settle(self) -> None:
        """Give the answer. Who no longer waits for it does not stop what is to follow a success."""
        if self.failure is not None:
            if not self.future.done():
                self.future.set_exception(self.failure)
            return
        result = cast(T, self.result)
        if not self.future.done():
            self.future.set_result(result)
        if self.then is not None:
            self.then(result)


@dataclass(slots=True)
class Writer:
    """Runs jobs on one connection in one thread, many to a commit."""

    connection: apsw.Connection
    _queue: queue.SimpleQueue[_Job[Any] | None] = field(default_factory=queue.SimpleQueue)
    _thread: threading.Thread | None = None
    _stopped: bool = False

    def start(self) -> None:
        """Begin to write. The connection belongs to the thread from now on."""
        self._thread = threading.Thread(target=self._write, name="writer", daemon=True)
        self._thread.start()

    async def run(self, work: Work[T], then: Callable[[T], None] | None = None, weight: int = 1) -> T:
        """Do this durably; gives its result once it is committed. What comes before `start` waits for it.

        `then` is called on the event loop after the commit, also when the caller no longer waits. Raises what
        the work refused with, or StoreFailed. `weight`: how many usual jobs it is.
        """
        if self._stopped:
            raise StoreFailed("The store is closed.")
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        self._queue.put(_Job(work, loop, future, then, weight))
        return await future

    async def stop(self) -> None:
        """Commit what was asked for until now, then close the connection."""
        self._stopped = True
        self._queue.put(None)
        if self._thread is not None:
            await asyncio.to_thread(self._thread.join)
        self.connection.close()

    def _write(self) -> None:
        while (first := self._queue.get()) is not None:
            batch, stopping = self._drain(first)
            self._commit(batch)
            first.loop.call_soon_threadsafe(_settle, batch)
            if stopping:
                return

    def _drain(self, first: _Job[Any]) -> tuple[list[_Job[Any]], bool]:
        """What waits now, and whether the end of the queue was among it."""
        batch, weight = [first], first.weight
        while weight < BATCH:
            try:
                job = self._queue.get_nowait()
            except queue.Empty:
                return batch, False
            if job is None:
                return batch, True
            batch.append(job)
            weight += job.weight
        return batch, False

    def _commit(self, batch: list[_Job[Any]]) -> None:
        undo: list[Undo] = []
        try:
            self._transaction(batch, undo)
        except Exception as failure:  # noqa: BLE001 - a fault in one job too: no other may wait for ever
            self._roll_back(undo)
            for job in batch:
                job.failure = StoreFailed(f"The relay could not write: {failure}. Nothing was stored.")
                job.failure.__cause__ = failure

    def _transaction(self, batch: list[_Job[Any]], undo: list[Undo]) -> None:
        self.connection.execute("BEGIN IMMEDIATE")
        for job in batch:
            job.attempt(self.connection, undo)
        point("store/before-commit")
        self.connection.execute("COMMIT")
        point("store/after-commit")

    def _roll_back(self, undo: list[Undo]) -> None:
        for step in reversed(undo):
            step()
        if self.connection.in_transaction:  # SQLite may have rolled back by itself when the disk was full
            with suppress(apsw.Error):  # then the next BEGIN fails, and it is tried again
                self.connection.execute("ROLLBACK")


def _settle(batch: list[_Job[Any]]) -> None:
    for job in batch:
        job.settle()
