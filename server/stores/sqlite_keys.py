"""The key directory in an SQLite file, beside the mailboxes and under the same writer."""

from __future__ import annotations

from datetime import datetime

import apsw

from hotline.codec import to_milliseconds
from hotline.ids import DeviceId
from server.stores.database import run
from server.stores.keys import check_not_after, counter_key, judge
from server.stores.port import Announced, Announcement
from server.stores.reader import Reader
from server.stores.writer import Writer

SCHEMA = """
    CREATE TABLE IF NOT EXISTS sealing_key (
        device    BLOB PRIMARY KEY,
        counter   BLOB NOT NULL,
        document  BLOB NOT NULL,
        not_after INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS sealing_key_end ON sealing_key (not_after);
    CREATE TABLE IF NOT EXISTS key_evidence (
        device    BLOB PRIMARY KEY,
        first     BLOB NOT NULL,
        second    BLOB NOT NULL,
        not_after INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
"""

KEPT = "SELECT counter, document FROM sealing_key WHERE device = ?"
KEEP = "INSERT OR REPLACE INTO sealing_key (device, counter, document, not_after) VALUES (?, ?, ?, ?)"
CURRENT = "SELECT document FROM sealing_key WHERE device = ? AND not_after > ?"
# The first pair is proof enough: whoever floods the directory with more of them gains no room.
KEEP_EVIDENCE = "INSERT OR IGNORE INTO key_evidence (device, first, second, not_after) VALUES (?, ?, ?, ?)"
EVIDENCE = "SELECT first, second FROM key_evidence WHERE device = ?"
EXPIRE = "DELETE FROM sealing_key WHERE not_after <= ? RETURNING 1"
EXPIRE_EVIDENCE = "DELETE FROM key_evidence WHERE not_after <= ?"


class SqliteKeys:
    """The `KeyDirectory` port on a file that has SCHEMA."""

    def __init__(self, writer: Writer, reader: Reader) -> None:
        self._writer = writer
        self._reader = reader

    async def put(self, announcement: Announcement, now: datetime) -> Announced:
        """See `KeyDirectory.put`."""
        check_not_after(announcement, now)
        return await self._writer.run(lambda connection, undo: _put(connection, announcement))

    async def get(self, device: DeviceId, now: datetime) -> bytes | None:
        """See `KeyDirectory.get`."""
        at = to_milliseconds(now)
        found = await self._reader.run(lambda connection: run(connection, CURRENT, device, at))
        return bytes(found[0][0]) if found else None

    async def evidence(self, device: DeviceId) -> tuple[bytes, bytes] | None:
        """See `KeyDirectory.evidence`."""
        found = await self._reader.run(lambda connection: run(connection, EVIDENCE, device))
        return (bytes(found[0][0]), bytes(found[0][1])) if found else None

    async def expire(self, now: datetime) -> int:
        """See `KeyDirectory.expire`."""
        return await self._writer.run(lambda connection, undo: _expire(connection, to_milliseconds(now)))


def _put(connection: apsw.Connection, new: Announcement) -> Announced:
    kept = run(connection, KEPT, new.device)
    verdict = judge((kept[0][0], kept[0][1]) if kept else None, new)
    not_after = to_milliseconds(new.not_after)
    if verdict is Announced.NEWEST:
        run(connection, KEEP, new.device, counter_key(new.counter), new.document, not_after)
    if verdict is Announced.CONFLICT:
        run(connection, KEEP_EVIDENCE, new.device, kept[0][1], new.document, not_after)
    return verdict


def _expire(connection: apsw.Connection, at: int) -> int:
    run(connection, EXPIRE_EVIDENCE, at)
    return len(run(connection, EXPIRE, at))
