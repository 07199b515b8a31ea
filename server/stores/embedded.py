"""The embedded stores of one relay, opened together: one SQLite file, and a folder of blobs."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from hotline.errors import StoreFailed
from server.rules.quota import Limits
from server.stores import sqlite_keys, sqlite_rows
from server.stores.blobs import FileBlobs
from server.stores.database import open_writer
from server.stores.ledger import Ledger
from server.stores.port import Blobs, KeyDirectory, Mailboxes
from server.stores.reader import Reader
from server.stores.sqlite import SqliteMailboxes
from server.stores.sqlite_keys import SqliteKeys
from server.stores.writer import Writer


@dataclass(frozen=True, slots=True)
class Stores:
    """All that a relay keeps for others."""

    mailboxes: Mailboxes
    keys: KeyDirectory
    blobs: Blobs


@asynccontextmanager
async def open_stores(folder: Path, limits: Limits, blob_octets: int) -> AsyncIterator[Stores]:
    """Open the stores in this folder, and close them once what was asked for is committed.

    `blob_octets` is what one party may have in blobs. One process at a time: the levels that a quota looks at
    are in its memory. Raises StoreFailed.
    """
    file = folder / "relay.db"
    connection = open_writer(file, sqlite_rows.SCHEMA + sqlite_keys.SCHEMA)
    ledger = Ledger(limits)
    last = sqlite_rows.count_all(connection, ledger)
    writer, reader = Writer(connection), Reader(file)
    blobs = FileBlobs(folder / "blobs", blob_octets)
    writer.start()
    mailboxes = SqliteMailboxes(writer, reader, ledger, last)
    try:
        yield Stores(mailboxes, SqliteKeys(writer, reader), blobs)
    finally:
        with suppress(StoreFailed):  # a full disk: then this is as if the process had been killed
            await mailboxes.write_down()
        await blobs.close()
        await reader.close()
        await writer.stop()
