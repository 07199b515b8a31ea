"""Only one process has a vault open. The operating system's lock sees to it, and ends with the process."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from hotline.errors import VaultUnavailable
from hotline.sentence import sentence


class Held(VaultUnavailable):
    """Another process has the file open."""


class Hold:
    """Held from when it is made until `release`; the folder is made, for the owner only, when there is none.

    Raises VaultUnavailable when another process holds it, or the folder cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self._file = _open(path.with_name(path.name + ".lock"))
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            who = os.read(self._file, 20).decode("ascii", "replace").strip()
            os.close(self._file)
            raise Held(
                sentence("Another process has {file} open ({who}).", file=path.name, who=who or "?"),
                "Use that one, or end it first.",
            ) from error
        os.ftruncate(self._file, 0)
        os.pwrite(self._file, b"%d\n" % os.getpid(), 0)

    def release(self) -> None:
        """A second time does nothing. The lock's file stays: removing it would let two processes in."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1


def _open(beside: Path) -> int:
    try:
        beside.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return os.open(beside, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise VaultUnavailable(
            sentence("{file} could not be written: {why}.", file=beside, why=error.strerror)
        ) from error
