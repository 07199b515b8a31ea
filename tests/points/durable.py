"""What a power cut leaves of a folder: what was written or set since the last sync is not there.

A file that was not synced is cut in half, a time that was set is the old one. Nothing of ours writes over a
file's bytes: it grows, or is another.

SQLite syncs by itself, beneath us: its files are taken as they are. Names are taken as they are, too: that a
folder was not synced after a rename is not seen here.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

SQLITE = re.compile(r"(root\.)?vault\b|relay\.db|backup-\d")


class Durable:
    """Watches one folder, which is as it should be in the beginning."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._synced: dict[int, os.stat_result] = {}
        for each in folder.rglob("*"):
            self._note(each.stat())

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Takes note of each sync."""
        real = {name: getattr(os, name) for name in ("fsync", "fdatasync")}
        for name, sync in real.items():
            setattr(os, name, self._noting(sync))
        try:
            yield
        finally:
            for name, sync in real.items():
                setattr(os, name, sync)

    def copy_to(self, left: Path) -> None:
        """What the next start finds."""
        shutil.copytree(self._folder, left, ignore=_sockets)
        for each in left.rglob("*"):
            if each.is_file() and not SQLITE.match(each.name):
                here = (self._folder / each.relative_to(left)).stat()
                synced = self._synced.get(here.st_ino)
                if synced is None or synced.st_size != here.st_size:
                    os.truncate(each, here.st_size // 2)
                else:
                    os.utime(each, ns=(synced.st_atime_ns, synced.st_mtime_ns))

    def _noting(self, sync: Callable[[int], None]) -> Callable[[int], None]:
        def noted(descriptor: int) -> None:
            sync(descriptor)
            self._note(os.fstat(descriptor))

        return noted

    def _note(self, file: os.stat_result) -> None:
        self._synced[file.st_ino] = file


def _sockets(folder: str, names: list[str]) -> list[str]:
    """A copy has none: they are nobody's after a death."""
    return [name for name in names if stat.S_ISSOCK((Path(folder) / name).lstat().st_mode)]
