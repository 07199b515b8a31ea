"""One SQLite file, encrypted whole by SQLite3 Multiple Ciphers: how it is made, opened and checked.

Not here: what is in it. A desk's vault, a party root's vault and a backup are all such files; `application`
tells them apart.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import apsw

from client.points import point
from client.vault.check import DAMAGE, Damaged, check_sound, finish_setting_aside, set_aside
from client.vault.lock import HEADER_BYTES, Lock, lock_from
from hotline.errors import Misuse, VaultUnavailable
from hotline.sentence import sentence

# ChaCha20-Poly1305, each page with its own nonce: see docs/decisions/one-file-vault.md. The exclusive mode
# spares the shared-memory file; another process could not open it anyway. fullfsync: macOS needs it told.
SETTINGS = """
    PRAGMA locking_mode = EXCLUSIVE;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA fullfsync = ON;
    PRAGMA secure_delete = ON;
    PRAGMA foreign_keys = ON;
    PRAGMA temp_store = MEMORY;
"""

Work = Callable[[apsw.Connection], None]


def nothing(connection: apsw.Connection) -> None:
    """A new file holds its tables only."""


@dataclass(frozen=True, slots=True)
class Application:
    """What a file is for, as its header says, and the tables that it begins with."""

    id: int
    version: int
    name: str
    tables: str


def make_file(
    path: Path, lock: Lock, application: Application, fill: Work = nothing, verify: Work = nothing
) -> None:
    """A new file under this name, there in whole or not at all; it is read back before it gets the name.

    Raises Misuse when the name is taken, VaultUnavailable when it cannot be written.
    """
    refuse_to_overwrite(path)
    try:
        os.close(new_draft(path))
        _fill(draft(path), lock, application, fill)
        _verify(draft(path), lock, application, verify)
        publish(path)
    except OSError as error:
        raise VaultUnavailable(
            sentence("{file} could not be written: {why}.", file=path.name, why=error.strerror)
        ) from error
    except apsw.Error as error:
        raise VaultUnavailable(
            sentence("{file} could not be written: {why}.", file=path.name, why=error)
        ) from error
    finally:
        discard_draft(path)


def open_file(
    path: Path, passphrase: str, application: Application, now: datetime
) -> tuple[apsw.Connection, Lock]:
    """Opens and checks. Raises VaultUnavailable, and sets a damaged file aside first."""
    if (aside := finish_setting_aside(path)) is not None:
        raise _set_aside_as(aside, sentence("{file} is damaged.", file=path.name))
    if not path.exists():
        raise VaultUnavailable(sentence("There is no vault at {path}.", path=path))
    try:
        lock = lock_from(header_of(path), passphrase)
        path.chmod(0o600)
        connection = open_checked(path, lock, application)
        _clean_log(connection)
        return connection, lock
    except OSError as error:
        raise VaultUnavailable(
            sentence("{file} could not be read: {why}.", file=path.name, why=error.strerror)
        ) from error
    except Damaged as damage:
        raise _set_aside_as(set_aside(path, now), damage.what) from damage


def _set_aside_as(aside: Path, what: str) -> Damaged:
    return Damaged(what, sentence("It was set aside as {aside}. Restore a backup.", aside=aside.name))


def _clean_log(connection: apsw.Connection) -> None:
    """Who died between a commit and the cleaning left an erased key in the log: it goes now.

    A disk that is full leaves it until a later start.
    """
    with suppress(apsw.FullError, apsw.IOError):
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def header_of(path: Path) -> bytes:
    """The clear first bytes. Raises Damaged, OSError."""
    with path.open("rb") as file:
        header = file.read(HEADER_BYTES)
    if len(header) < HEADER_BYTES:
        raise Damaged(sentence("{file} is damaged: it is cut off.", file=path.name))
    return header


def open_checked(path: Path, lock: Lock, application: Application) -> apsw.Connection:
    """A connection to a sound file of this application. Raises Damaged, VaultUnavailable."""
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE)
    try:
        _unlock(connection, lock)
        check_sound(connection, path.name)
        _check_application(connection, path, application)
    except DAMAGE as error:
        _close_as_it_is(connection)
        raise Damaged(sentence("{file} is damaged.", file=path.name)) from error
    except apsw.Error as error:
        connection.close()
        raise VaultUnavailable(
            sentence("{file} could not be opened: {why}.", file=path.name, why=error)
        ) from error
    except Damaged:
        _close_as_it_is(connection)
        raise
    except VaultUnavailable:
        connection.close()
        raise
    return connection


def _close_as_it_is(connection: apsw.Connection) -> None:
    """Without writing the log back: what is damaged is left as it was found."""
    connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
    connection.close()


def refuse_to_overwrite(path: Path) -> None:
    """Raises Misuse when the name is taken, or no file can have it."""
    try:
        taken = path.exists()
    except OSError as error:
        raise Misuse(sentence("{path} cannot be written: {why}.", path=path, why=error.strerror)) from error
    if taken:
        raise Misuse(
            sentence("{path} is there already.", path=path), "Nothing was overwritten; choose another name."
        )


def draft(path: Path) -> Path:
    """Under which name a file is made, until it is whole."""
    return path.with_name(path.name + ".new")


def new_draft(path: Path) -> int:
    """An empty draft that only we can read, open for writing. One that a dead process left goes first."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    discard_draft(path)
    return os.open(draft(path), os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)


def discard_draft(path: Path) -> None:
    """What is left of a draft goes; after `publish` nothing is."""
    for end in ("", "-wal"):
        with suppress(OSError):
            path.with_name(draft(path).name + end).unlink()


def publish(path: Path) -> None:
    """The draft, which is on disk, gets its name; that is on disk too when this returns."""
    finish_setting_aside(path)  # no file of another may be read with this log
    point("vault/before-rename")
    draft(path).rename(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        point("vault/before-folder-sync")
        os.fsync(folder)
    finally:
        os.close(folder)
    point("vault/after-rename")


def _fill(path: Path, lock: Lock, application: Application, fill: Work) -> None:
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE)
    try:
        _unlock(connection, lock)
        with connection:
            connection.execute(application.tables).fetchall()
            connection.pragma("application_id", application.id)
            connection.pragma("user_version", application.version)
            fill(connection)
            point("vault/before-first-commit")
    finally:
        connection.close()  # writes the log back: from here on it is one file


def _verify(path: Path, lock: Lock, application: Application, verify: Work) -> None:
    connection = open_checked(path, lock, application)
    try:
        verify(connection)
    finally:
        connection.close()


def _unlock(connection: apsw.Connection, lock: Lock) -> None:
    connection.pragma("cipher", "chacha20")
    connection.pragma("key", lock.raw)
    connection.execute(SETTINGS).fetchall()  # fetched: apsw runs what follows a row only when asked for it


def _check_application(connection: apsw.Connection, path: Path, application: Application) -> None:
    if connection.pragma("application_id") != application.id:
        raise VaultUnavailable(
            sentence("{file} is not {what}.", file=path.name, what=application.name), "Check the path."
        )
    if connection.pragma("user_version") != application.version:
        raise VaultUnavailable(
            sentence("{file} was written by another version of this program.", file=path.name),
            "Open it with the version that wrote it.",
        )
