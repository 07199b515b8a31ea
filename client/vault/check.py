"""Whether a vault's file is sound; one that is not is set aside whole, never overwritten."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import apsw

from client.points import point
from hotline.errors import VaultUnavailable
from hotline.sentence import sentence

LOG = "-wal"
DAMAGE = (apsw.CorruptError, apsw.NotADBError)


class Damaged(VaultUnavailable):
    """The vault's file is damaged: what it holds cannot be trusted."""


def check_sound(connection: apsw.Connection, name: str) -> None:
    """Reads every page, whose authenticity the cipher checks, and the order between them. Raises Damaged."""
    found = connection.execute("PRAGMA quick_check(1)").fetchall()
    if found != [("ok",)]:
        raise Damaged(sentence("{file} is damaged.", file=name))
    if connection.execute("PRAGMA foreign_key_check").fetchall():
        raise Damaged(sentence("{file} is damaged: some of its rows are gone.", file=name))


def set_aside(path: Path, now: datetime) -> Path:
    """Renames the file, then its log, so that nothing writes over them. Gives the file's new path.

    After a death between the two there is no file, and `finish_setting_aside` is asked before one is made.
    """
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    aside = path.with_name(f"{path.name}.damaged-{stamp}")
    while aside.exists():
        aside = aside.with_name(aside.name + "-again")
    if path.exists():
        _rename(path, aside)
    log = log_of(path)
    if log.exists() and log.stat().st_size:
        _rename(log, log_of(aside))
    log.unlink(missing_ok=True)  # an empty one was made when the file was looked at
    return aside


def finish_setting_aside(path: Path) -> Path | None:
    """When the log still stands where its file does not any more, it follows. Gives the file, or None."""
    if path.exists() or not log_of(path).exists():
        return None
    files = [each for each in path.parent.glob(f"{path.name}.damaged-*") if not each.name.endswith(LOG)]
    alone = [each for each in files if not log_of(each).exists()]
    aside = max(alone, key=lambda each: each.name, default=None)
    if aside is not None:
        _rename(log_of(path), log_of(aside))
    return aside


def log_of(path: Path) -> Path:
    """What was committed and is not in the file yet."""
    return path.with_name(path.name + LOG)


def _rename(path: Path, to: Path) -> None:
    point("vault/before-set-aside")
    path.rename(to)
