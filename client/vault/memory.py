"""The vault's code on a database in memory, not encrypted: for the simulation, and gone with its process."""

from __future__ import annotations

from functools import cache

import apsw

from client.vault.schema import DESK_TABLES, KEPT_OUT_OF_BACKUPS
from client.vault.vault import DeskVault

SAFE = "PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;"


def open_memory() -> DeskVault:
    """An empty vault."""
    return from_snapshot(_empty())


def snapshot(vault: DeskVault) -> bytes:
    """All that was committed: what a crash would leave. Taken between transactions."""
    return vault.connection.serialize("main")


def from_snapshot(taken: bytes) -> DeskVault:
    """The vault as it was then."""
    connection = apsw.Connection(":memory:")
    connection.deserialize("main", taken)
    connection.execute(SAFE).fetchall()
    return DeskVault(connection, lock=None)


def backup_snapshot(vault: DeskVault) -> bytes:
    """What a backup would hold: no sealing keys, and no life, so that a restore begins a new one."""
    with from_snapshot(snapshot(vault)) as copy:
        for table in KEPT_OUT_OF_BACKUPS:
            copy.connection.execute(f"DELETE FROM {table}")
        return snapshot(copy)


@cache
def _empty() -> bytes:
    """Made once, since a simulation opens thousands."""
    connection = apsw.Connection(":memory:")
    connection.execute(SAFE + DESK_TABLES).fetchall()
    return connection.serialize("main")
