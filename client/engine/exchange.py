"""The folder in which files are exchanged: what lies there, looked at again and again while somebody waits.

A file that has not changed is not read twice. What is none of our files is passed over in silence.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from client.engine.disk import read_bytes
from client.engine.joining import Opened, opened
from hotline.errors import HotlineError, Malformed

MOST = 200  # files in a folder: more is a wrong folder, of which the first are read
BYTES = 4 * 1024 * 1024  # of one file: cards and agreements are far smaller


class Exchange:
    """`look` gives our files in the folder, by name."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._known: dict[Path, tuple[tuple[int, int], Opened | None]] = {}

    def look(self) -> Sequence[Opened]:
        """What is there now. A folder that cannot be read is empty."""
        try:
            paths = sorted(each for each in self.folder.iterdir() if not each.name.startswith("."))[:MOST]
        except OSError:
            return []
        found = [self._one(each) for each in paths]
        return [each for each in found if each is not None]

    def _one(self, path: Path) -> Opened | None:
        try:
            status = path.stat()
            if not path.is_file() or status.st_size > BYTES:
                return None
            stamp = (status.st_mtime_ns, status.st_size)
            known = self._known.get(path)
            if known is None or known[0] != stamp:
                self._known[path] = known = stamp, opened(path, read_bytes(path))
            return known[1]
        except HotlineError:
            self._known[path] = stamp, None
            return None
        except OSError:
            return None


def typed_path(typed: str) -> Path:
    """As an officer types a path: with a tilde, or in quotes as a file manager drops it. Raises Malformed."""
    plain = typed.strip().strip("'\"")
    if "\0" in plain:
        raise Malformed("path", "has a character that no file's name has")
    try:
        return Path(plain).expanduser().absolute()
    except (
        RuntimeError,
        ValueError,
        OSError,
    ) as error:  # no such home; or the current folder is gone
        raise Malformed("path", "begins in a folder that is not known here") from error
