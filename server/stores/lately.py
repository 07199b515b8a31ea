"""The slots that were acknowledged before anything was written: known at once, in the file a moment later.

Their keys are hashes: one by one, each would touch another page of the file. Many of them, sorted, share
pages, and cost a third. What is not written yet is lost with the process: then a deposit whose receipt was
lost too is delivered a second time, as SPEC 8 allows. Not here: what is kept; its slots are written with it.
"""

from __future__ import annotations

from collections import deque
from functools import partial

import apsw

from server.stores.writer import Undo

MANY = 4_096  # some 40 ms of the writer, seldom; and half a megabyte

REMEMBER = "INSERT OR REPLACE INTO seen (key, expires_at) VALUES (?, ?)"


class Lately:
    """Anybody adds; the writer's thread asks and writes."""

    def __init__(self) -> None:
        self._added: deque[tuple[bytes, int]] = deque()  # and not seen by the writer yet
        self._expiries: dict[bytes, int] = {}

    @property
    def full(self) -> bool:
        """Whether they should be written before more are added."""
        return len(self._added) + len(self._expiries) >= MANY

    def add(self, key: bytes, expires_at: int) -> None:
        """Know this slot. That a transaction is rolled back changes nothing: its recipient has it."""
        self._added.append((key, expires_at))

    def has(self, key: bytes, now: int) -> bool:
        """Whether this slot is known here and has not expired."""
        self._gather()
        return self._expiries.get(key, now) > now

    def write_many(self, connection: apsw.Connection, undo: list[Undo]) -> None:
        """Write them down if there are many."""
        if self.full:
            self.write(connection, undo)

    def write(self, connection: apsw.Connection, undo: list[Undo]) -> None:
        """Write them down, in the transaction that is under way."""
        self._gather()
        undo.append(partial(self._expiries.update, self._expiries.copy()))
        connection.executemany(REMEMBER, sorted(self._expiries.items()))
        self._expiries.clear()

    def _gather(self) -> None:
        while self._added:
            key, expires_at = self._added.popleft()
            self._expiries[key] = expires_at
