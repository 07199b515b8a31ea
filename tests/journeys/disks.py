"""Disks that are full: as a limit on what a process writes, or small ones that really are."""

from __future__ import annotations

import errno
import resource
import subprocess
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path

SIZE = 16 * 2**20  # bytes: room for some hundred statements
UNLIMITED = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
Full = Callable[[int, Path], AbstractContextManager[None]]
"""A process whose folder is that has no room there meanwhile."""


@contextmanager
def cannot_grow(pid: int, folder: Path) -> Iterator[None]:
    """No file of that process grows, wherever it is."""
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
    try:
        yield
    finally:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, UNLIMITED)


@contextmanager
def filled(pid: int, folder: Path) -> Iterator[None]:
    """Somebody else's file takes all that is left on the disk of that folder."""
    file = folder / "something-else"
    _fill(file)
    try:
        yield
    finally:
        file.unlink()


@contextmanager
def small_disks(folders: Iterable[Path]) -> Iterator[None]:
    """Each folder is on a disk of its own, in memory. Needs root."""
    with ExitStack() as stack:
        for folder in folders:
            folder.mkdir(mode=0o700)
            made = ["mount", "-t", "tmpfs", "-o", f"size={SIZE},mode=700", "hotline-test", str(folder)]
            subprocess.run(made, check=True)
            stack.callback(subprocess.run, ["umount", str(folder)], check=True)
        yield


def _fill(file: Path) -> None:
    """Up to the last byte; no more than the disk has."""
    with file.open("wb", buffering=0) as filler:
        for _ in range(2 * SIZE // 4096):
            try:
                filler.write(bytes(4096))
            except OSError as error:
                assert error.errno == errno.ENOSPC
                return
    raise AssertionError(f"{file} is not on a small disk")
