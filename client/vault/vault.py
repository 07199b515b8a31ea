"""A desk's vault: its shelves on one connection. `file` and `memory` open it; the station sees its port.

The notes are no part of that port: they are the officer's, and nothing that is said depends on them.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from types import TracebackType

import apsw

from client.vault.keys import KeysShelf
from client.vault.lock import Lock
from client.vault.notes import NotesShelf
from client.vault.outbox import OutboxShelf
from client.vault.profile import ProfileShelf
from client.vault.record import RecordShelf
from client.vault.rows import Rows


class DeskVault:
    """The `Vault` port. Locked when its `with` block ends."""

    def __init__(
        self, connection: apsw.Connection, lock: Lock | None, release: Callable[[], None] = lambda: None
    ) -> None:
        self.connection = connection
        self.lock = lock  # None in memory; a backup under the same passphrase takes it
        self._rows = Rows(connection)
        self._release = release
        self.profile = ProfileShelf(self._rows)
        self.record = RecordShelf(self._rows)
        self.keys = KeysShelf(self._rows)
        self.outbox = OutboxShelf(self._rows)
        self.notes = NotesShelf(self._rows)

    def transaction(self) -> AbstractContextManager[None]:
        """See `Vault.transaction`. Raises StoreFailed, Misuse."""
        return self._rows.transaction()

    def close(self) -> None:
        """Locks it: nothing can be read or written any more, and another process may open it."""
        self._rows.close()
        self._release()

    def __enter__(self) -> DeskVault:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
