"""Whether a vault's file is sound; one that is not is set aside whole, never overwritten."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import apsw

from client.points import point
from hotline.errors import VaultUnavailable

DAMAGE = (apsw.CorruptError, apsw.NotADBError)


class Damaged(VaultUnavailable):
    """The vault's file is damaged: what it holds cannot be trusted."""


def check_sound(connection: apsw.Connection, name: str) -> None:
    """Reads every page, whose authenticity the cipher checks, and the order between them. Raises Damaged."""
    found = connection.execute("PRAGMA quick_check(1)").fetchall()
    if found != [("ok",)]:
        raise Damaged(f"{name} is damaged.")
    if connection.execute("PRAGMA foreign_key_check").fetchall():
        raise Damaged(f"{name} is damaged: some of its rows are gone.")


def set_aside(path: Path, now: datetime) -> Path:
    """Renames the file, with its log, so that nothing writes over it. Gives its new path."""
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    aside = path.with_name(f"{path.name}.damaged-{stamp}")
    while aside.exists():
        aside = aside.with_name(aside.name + "-again")
    for end in ("-wal", ""):
        part = path.with_name(path.name + end)
        if part.exists():
            point("vault/before-set-aside")
            part.rename(aside.with_name(aside.name + end))
    return aside
