"""Files that people hand to each other: read with a bound, and written in whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO

from client.points import point
from hotline.errors import Misuse, StoreFailed
from hotline.sentence import sentence

FILE_BYTES = 64 * 1024 * 1024  # a courier's file of a long cut; more is a wrong path
PRIVATE = 0o600  # in the profile's folder nothing else is; who hands a file on makes a copy of it


def read_bytes(path: Path) -> bytes:
    """A file's bytes. Raises Misuse."""
    try:
        with path.open("rb") as opened:
            raw = opened.read(FILE_BYTES + 1)
    except OSError as error:
        raise Misuse(sentence("{path} cannot be read: {why}.", path=path, why=error.strerror)) from error
    if len(raw) > FILE_BYTES:
        raise Misuse(sentence("{path} is too large to be one of our files.", path=path))
    return raw


def is_there(path: Path) -> bool:
    """Whether something has that name, as far as we may know: whoever opens it is told what is wrong."""
    try:
        return path.exists()
    except OSError:
        return False


def is_folder(path: Path) -> bool:
    """The same of a folder."""
    try:
        return path.is_dir()
    except OSError:
        return False


def open_new(path: Path) -> BinaryIO:
    """A file that was not there, for us alone. Raises OSError."""
    return os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE), "wb")


def write_for_others(path: Path, content: bytes) -> None:
    """A file in a folder that is made for it; an older one is replaced.

    Durable when it returns. Raises StoreFailed.
    """
    fresh = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(fresh, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, PRIVATE), "wb") as file:
            file.write(content)
            file.flush()
            point("file/before-sync")
            os.fsync(file.fileno())
        point("file/before-rename")
        fresh.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        raise StoreFailed(
            sentence("{path} cannot be written: {why}.", path=path, why=error.strerror)
        ) from error


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        point("file/before-folder-sync")
        os.fsync(handle)
    finally:
        os.close(handle)
