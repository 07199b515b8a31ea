"""Opens an SQLite file as the relay needs it: durable at each commit, readers beside one writer.

apsw brings its own SQLite. It gives `Any`; `rows` is the one place where that is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import apsw

from hotline.errors import StoreFailed
from server.points import point

Value = bytes | int | str | None

SCHEMA_VERSION = 1
BUSY_MS = 5_000  # another process reads or backs up; a writer that long is a mistake and is told

# page_size: most envelopes of one statement then take no overflow page. The rest was measured together.
PRAGMAS = """
    PRAGMA page_size = 8192;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA wal_autocheckpoint = 4000;
    PRAGMA journal_size_limit = 67108864;
    PRAGMA cache_size = -65536;
    PRAGMA foreign_keys = ON;
"""


def open_writer(path: Path, schema: str) -> apsw.Connection:
    """A connection that writes; makes the file and its tables if they are not there.

    `schema` is statements that do no harm when run again (CREATE … IF NOT EXISTS). Raises StoreFailed.
    """
    try:
        connection = apsw.Connection(str(path))
        connection.set_busy_timeout(BUSY_MS)
        connection.execute(PRAGMAS).fetchall()  # apsw runs what follows a row only when asked for it
        _check_version(connection, path)
        with connection:
            connection.execute(schema)
            connection.pragma("user_version", SCHEMA_VERSION)
            point("store/before-first-commit")
    except apsw.Error as failure:
        raise StoreFailed(f"{path.name} could not be opened: {failure}.") from failure
    return connection


def open_reader(path: Path) -> apsw.Connection:
    """A connection that only reads what was committed. Raises StoreFailed."""
    try:
        connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
        connection.set_busy_timeout(BUSY_MS)
    except apsw.Error as failure:
        raise StoreFailed(f"{path.name} could not be opened: {failure}.") from failure
    return connection


def rows(connection: apsw.Connection, sql: str, *values: Value) -> Iterator[tuple[Any, ...]]:
    """Run one statement; gives its rows as they are read."""
    return iter(connection.execute(sql, values))


def run(connection: apsw.Connection, sql: str, *values: Value) -> list[tuple[Any, ...]]:
    """Run one statement to its end; gives its rows."""
    return list(rows(connection, sql, *values))


def _check_version(connection: apsw.Connection, path: Path) -> None:
    version = connection.pragma("user_version")
    if version not in (0, SCHEMA_VERSION):
        raise StoreFailed(
            f"{path.name} was written by another version of the relay ({version}).",
            "Start the version that wrote it, or move the file away.",
        )
