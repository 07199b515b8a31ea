"""A copy of a desk's vault in one encrypted file, and the way back.

A backup holds no sealing keys, pairs or links, so that it opens no recorded traffic; and no life, so that a
desk restored from it begins a new incarnation and is never taken for its old self.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import apsw

from client.points import point
from client.vault.check import Damaged
from client.vault.encrypted import (
    discard_draft,
    draft,
    header_of,
    make_file,
    new_draft,
    open_checked,
    publish,
    refuse_to_overwrite,
)
from client.vault.file import DESK
from client.vault.hold import Hold
from client.vault.lock import Lock, lock_from
from client.vault.rows import Rows
from client.vault.schema import KEPT_OUT_OF_BACKUPS
from client.vault.vault import DeskVault
from hotline.errors import VaultUnavailable

TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid"


def backup(vault: DeskVault, path: Path, lock: Lock) -> None:
    """Writes a backup and reads it back; when it returns, the backup is on disk and can be restored.

    `lock` is the vault's own, or a new one made from another passphrase. Raises Misuse when the name is
    taken, VaultUnavailable when it cannot be written or does not read back as it should.
    """
    with vault.transaction():
        make_file(
            path,
            lock,
            DESK,
            fill=lambda copy: _copy(vault.connection, copy),
            verify=lambda copy: _compare(Rows(vault.connection), Rows(copy)),
        )


def restore(path: Path, into: Path, passphrase: str) -> None:
    """Makes a vault from a backup; `client.vault.file.unlock` opens it. The backup stays as it is.

    A copy of a vault's file that somebody made by hand is taken too, without its life and keys. Raises Misuse
    when there is a vault already, VaultUnavailable when the backup does not open.
    """
    refuse_to_overwrite(into)
    hold = Hold(into)
    try:
        refuse_to_overwrite(into)
        lock = lock_from(header_of(path), passphrase)
        _write_draft(path, into)
        _begin_again(draft(into), lock)
        publish(into)
    except Damaged as error:
        raise VaultUnavailable(f"The backup {path.name} is damaged.", "Use an older one.") from error
    except OSError as error:
        raise VaultUnavailable(f"The backup could not be restored: {error.strerror}.") from error
    finally:
        discard_draft(into)
        hold.release()


def _copy(vault: apsw.Connection, copy: apsw.Connection) -> None:
    for table in _tables(Rows(copy)):
        if table not in KEPT_OUT_OF_BACKUPS:
            places = ", ".join("?" for _ in Rows(copy).all(f"PRAGMA table_info({table})"))
            copy.executemany(
                f"INSERT INTO {table} VALUES ({places})", vault.execute(f"SELECT * FROM {table}")
            )


def _compare(vault: Rows, copy: Rows) -> None:
    for table in _tables(copy):
        wanted = 0 if table in KEPT_OUT_OF_BACKUPS else _count(vault, table)
        if _count(copy, table) != wanted:
            raise Damaged(f"The backup did not read back as it was written: {table}.", "Write it again.")


def _write_draft(path: Path, into: Path) -> None:
    with path.open("rb") as source, os.fdopen(new_draft(into), "wb") as copy:
        shutil.copyfileobj(source, copy)
        point("restore/before-sync")
        os.fsync(copy.fileno())


def _begin_again(path: Path, lock: Lock) -> None:
    copy = open_checked(path, lock, DESK)
    try:
        with copy:
            for table in KEPT_OUT_OF_BACKUPS:
                copy.execute(f"DELETE FROM {table}")
            point("restore/before-commit")
    finally:
        copy.close()


def _tables(rows: Rows) -> list[str]:
    return [row[0] for row in rows.all(TABLES)]


def _count(rows: Rows, table: str) -> int:
    return int(rows.all(f"SELECT count(*) FROM {table}")[0][0])
