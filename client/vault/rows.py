"""The one way from a shelf to the database: rows are read at any time and written in a transaction.

apsw gives `Any`; this is the one place where that is said, and where its errors become ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import apsw

from client.points import point
from hotline.errors import Misuse, StoreFailed, VaultUnavailable
from hotline.sentence import sentence

Value = bytes | int | str | None
Row = tuple[Any, ...]

# What a disk does to us. Any other error of apsw is a mistake of ours and stays what it is.
WORLD = (
    apsw.FullError,
    apsw.IOError,
    apsw.CorruptError,
    apsw.NotADBError,
    apsw.BusyError,
    apsw.ReadOnlyError,
    apsw.CantOpenError,
    apsw.NoMemError,
)


class Rows:
    """One connection. What a transaction could not write whole it does not write at all."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection
        self._under_way = False
        self._failure: StoreFailed | None = None
        self._erased = False

    def all(self, sql: str, *values: Value) -> list[Row]:
        """The rows of one query. Raises StoreFailed, or VaultUnavailable after it was closed."""
        try:
            return list(self._connection.execute(sql, values))
        except WORLD as error:
            self._failure = StoreFailed(
                sentence("The vault's file could not be used: {why}.", why=error),
                "Make room on the disk, or check it.",
            )
            raise self._failure from error
        except apsw.ConnectionClosedError as error:
            raise VaultUnavailable("The vault is locked.") from error

    def first(self, sql: str, *values: Value) -> Row | None:
        """The first row of a query, or None. Raises as `all` does."""
        return next(iter(self.all(sql, *values)), None)

    def write(self, sql: str, *values: Value) -> int:
        """Runs one statement that changes rows; gives how many.

        Raises StoreFailed, and Misuse outside a transaction.
        """
        if not self._under_way:
            raise Misuse("The vault is written in a transaction only.")
        self.all(sql, *values)
        return self._connection.changes()

    def erase(self, sql: str, *values: Value) -> int:
        """As `write`; after the transaction what it deleted is gone from the log beside the file, too."""
        count = self.write(sql, *values)
        self._erased = self._erased or count > 0
        return count

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Durable when it ends without an error, undone whole when it ends with one.

        Raises StoreFailed; Misuse when one is under way.
        """
        if self._under_way:
            raise Misuse("A transaction of the vault is under way: they do not nest.")
        self._failure = None
        self.all("BEGIN IMMEDIATE")
        self._under_way = True
        try:
            yield
            self._commit()
        except BaseException:
            self._roll_back()
            raise
        finally:
            self._under_way = False
        point("vault/after-commit")
        self._scrub()

    def close(self) -> None:
        """Writes the log back into the file and lets go of it. A second time does nothing."""
        self._connection.close()

    def _commit(self) -> None:
        if self._failure is not None:  # the caller went on after a write had failed
            raise self._failure
        point("vault/before-commit")
        self.all("COMMIT")

    def _roll_back(self) -> None:
        # After a full disk SQLite may have done it by itself.
        with suppress(StoreFailed):
            if self._connection.in_transaction:
                self.all("ROLLBACK")

    def _scrub(self) -> None:
        """The log keeps old pages until it is written back: an erased key would still stand there.

        It is tried again after the next transaction when the disk refuses; what was committed stays so.
        """
        if self._erased:
            with suppress(StoreFailed):
                self.all("PRAGMA wal_checkpoint(TRUNCATE)")
                self._erased = False
