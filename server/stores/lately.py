"""The slots that were acknowledged before anything was written: known at once, in the file a moment later.

Their keys are hashes: one by one, each would touch another page of the file. Many of them, sorted, share
pages, and cost a third. What is not written yet is lost with the process: then a deposit whose receipt was
lost too is delivered a second time, as SPEC 8 allows. Not here: what is kept; its slots are written with it.
"""

from __future__ import annotations

import threading
from functools import partial

import apsw

from server.stores.writer import Undo

MANY = 4_096  # some 40 ms of the writer, seldom; and half a megabyte

REMEMBER = "INSERT OR REPLACE INTO seen (key, expires_at) VALUES (?, ?)"


class Lately:
    """The event loop adds; the writer's thread adds, asks and writes."""

    def __init__(self) -> None:
        self._expiries: dict[bytes, int] = {}
        self._changing = threading.Lock()

    @property
    def full(self) -> bool:
        """Whether they should be written before more are added."""
        return len(self._expiries) >= MANY

    def has(self, key: bytes, now: int) -> bool:
        """Whether this slot is known here and has not expired."""
        return self._expiries.get(key, now) > now

    def add(self, key: bytes, expires_at: int) -> None:
        """Know this slot. That a transaction is rolled back changes nothing: its recipient has it."""
        with self._changing:
            self._expiries[key] = expires_at

    def write_many(self, connection: apsw.Connection, undo: list[Undo]) -> None:
        """Write them down if there are many."""
        if self.full:
            self.write(connection, undo)

    def write(self, connection: apsw.Connection, undo: list[Undo]) -> None:
        """Write them down, in the transaction that is under way."""
        with self._changing:
            expiries, self._expiries = self._expiries, {}
        undo.append(partial(self._take_back, expiries))
        connection.executemany(REMEMBER, sorted(expiries.items()))

    def _take_back(self, expiries: dict[bytes, int]) -> None:
        with self._changing:
            self._expiries = {**expiries, **self._expiries}
