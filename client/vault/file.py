"""A desk's vault as an encrypted file: create it, unlock it; closing it locks it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import apsw

from client.vault.check import log_of
from client.vault.encrypted import Application, make_file, open_checked, open_file
from client.vault.hold import Hold
from client.vault.lock import Cost, Lock, new_lock
from client.vault.schema import DERIVED, DESK_APPLICATION, DESK_TABLES, SCHEMA_VERSION
from client.vault.vault import DeskVault
from hotline.errors import VaultUnavailable
from hotline.ids import Entropy
from hotline.sentence import sentence

DESK = Application(DESK_APPLICATION, SCHEMA_VERSION, "a desk's vault", DESK_TABLES)


def create(path: Path, passphrase: str, entropy: Entropy, cost: Cost | None = None) -> DeskVault:
    """A new vault, open. Its folder is its own: nobody else may look into it.

    Raises Misuse when there is a file of that name, VaultUnavailable when it cannot be written.
    """

    def make() -> tuple[apsw.Connection, Lock]:
        lock = new_lock(passphrase, entropy, cost)
        make_file(path, lock, DESK)
        return open_checked(path, lock, DESK), lock

    return _held(path, make)


def unlock(path: Path, passphrase: str, now: datetime) -> DeskVault:
    """The vault of this file, checked.

    Raises VaultUnavailable: there is none, another process has it open, the passphrase is wrong, or it is
    damaged; a damaged file is set aside under a name with `now` in it.
    """
    if not (path.exists() or log_of(path).exists()):
        raise VaultUnavailable(
            sentence("There is no vault at {path}.", path=path), "Begin with `hotline init`."
        )
    return _held(path, lambda: _with_derived(*open_file(path, passphrase, DESK, now)))


def _with_derived(connection: apsw.Connection, lock: Lock) -> tuple[apsw.Connection, Lock]:
    """What can be made anew from the rest: an older vault is given it, empty."""
    try:
        connection.execute(DERIVED).fetchall()
    except apsw.Error as error:
        connection.close()
        raise VaultUnavailable(
            sentence("The vault could not be written: {why}.", why=error), "Make room on it."
        ) from error
    return connection, lock


def _held(path: Path, opening: Callable[[], tuple[apsw.Connection, Lock]]) -> DeskVault:
    hold = Hold(path)
    try:
        _make_private(path.parent)
        connection, lock = opening()
    except BaseException:
        hold.release()
        raise
    return DeskVault(connection, lock, hold.release)


def _make_private(folder: Path) -> None:
    try:
        folder.chmod(0o700)
    except OSError as error:
        raise VaultUnavailable(
            sentence("{folder} could not be closed to others: {why}.", folder=folder, why=error.strerror)
        ) from error
