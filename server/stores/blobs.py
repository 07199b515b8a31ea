"""Blobs as files: what is begun grows under one name, what is whole and checked is renamed to another.

    <folder>/<party>/<blob>                         whole
    <folder>/<party>/<blob>.<writer>.<size>.begun   as far as it has come; all of its size is counted already

The file system is the only record: a file's modification time is when its time is over. Parties and writers
do not share files, so that none can spoil another's upload, or learn from it what another has sent.
"""

from __future__ import annotations

import asyncio
import os
from collections import Counter as Tally
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from hashlib import file_digest
from pathlib import Path
from typing import TypeVar

from hotline.errors import StoreFailed
from hotline.ids import BlobId, PartyId
from hotline.limits import BLOB_CHUNK_BYTES
from server.points import point
from server.stores.port import Progress, Upload
from server.stores.uploads import BEGUN_KEPT, check_chunk, check_room, check_upload, unknown_blob, wrong_hash

BEGUN = ".begun"

T = TypeVar("T")


class FileBlobs:
    """The `Blobs` port on a folder, of which this is the only writer. `limit`: bytes for each party."""

    def __init__(self, folder: Path, limit: int) -> None:
        self._folder = folder
        self._limit = limit
        self._writing = ThreadPoolExecutor(1, "blobs")  # one after the other: no two touch one file
        folder.mkdir(parents=True, exist_ok=True)
        self._used = Tally[PartyId]()
        self._take_stock()

    async def progress(self, upload: Upload) -> Progress:
        """See `Blobs.progress`."""
        return await self._write(lambda: self._progress(upload))

    async def write(self, upload: Upload, offset: int, chunk: bytes, now: datetime) -> Progress:
        """See `Blobs.write`."""
        check_upload(upload, now)
        return await self._write(lambda: self._take(upload, offset, chunk, now))

    async def size(self, blob: BlobId, now: datetime) -> int | None:
        """See `Blobs.size`."""
        path = await asyncio.to_thread(self._find, blob, now)
        return path.stat().st_size if path else None

    async def read(
        self, blob: BlobId, offset: int, now: datetime, *, octets: int = BLOB_CHUNK_BYTES
    ) -> bytes:
        """See `Blobs.read`."""
        return await asyncio.to_thread(self._read, blob, offset, now, octets)

    async def usage_of(self, party: PartyId) -> int:
        """See `Blobs.usage_of`."""
        return self._used[party]

    async def expire(self, now: datetime) -> int:
        """See `Blobs.expire`."""
        return await self._write(lambda: self._expire(now))

    async def close(self) -> None:
        """Finish what is being written."""
        await asyncio.to_thread(self._writing.shutdown)

    async def _write(self, work: Callable[[], T]) -> T:
        try:
            return await asyncio.get_running_loop().run_in_executor(self._writing, work)
        except OSError as failure:
            raise StoreFailed(f"The relay could not write a blob: {failure.strerror}.") from failure

    def _progress(self, upload: Upload) -> Progress:
        if self._whole(upload).exists():
            return Progress(upload.size, done=True)
        begun = self._begun(upload)
        return Progress(begun.stat().st_size if begun.exists() else 0, done=False)

    def _take(self, upload: Upload, offset: int, chunk: bytes, now: datetime) -> Progress:
        progress = self._progress(upload)
        if progress.done:
            self._keep_longer(upload)
            return progress
        check_chunk(upload, progress.offset, offset, chunk)
        self._append(upload, offset, chunk)
        if offset + len(chunk) < upload.size:
            _keep_until(self._begun(upload), now + BEGUN_KEPT)
            return Progress(offset + len(chunk), done=False)
        self._finish(upload)
        return Progress(upload.size, done=True)

    def _append(self, upload: Upload, offset: int, chunk: bytes) -> None:
        """Add to what is begun; all of the chunk or nothing."""
        begun = self._begun(upload)
        if not begun.exists():
            self._begin(upload, begun)
        try:
            with begun.open("ab") as file:
                file.write(chunk)
        except OSError:
            os.truncate(begun, offset)
            raise

    def _begin(self, upload: Upload, begun: Path) -> None:
        check_room(self._used[upload.party], upload, self._limit)
        if not begun.parent.exists():
            begun.parent.mkdir()
            _sync_folder(self._folder)
        begun.touch()
        self._used[upload.party] += upload.size

    def _finish(self, upload: Upload) -> None:
        """Check it and make it durable under its name. Whatever goes wrong, it starts at 0 again.

        Also after a failed sync: the system may then call clean what never reached the disk.
        """
        begun, whole = self._begun(upload), self._whole(upload)
        try:
            self._check_and_sync(begun, upload)
            point("blobs/before-rename")
            begun.rename(whole)
            _sync_folder(whole.parent)
            point("blobs/after-rename")
        except BaseException:
            self._delete(whole if whole.exists() else begun)
            raise

    def _check_and_sync(self, begun: Path, upload: Upload) -> None:
        with begun.open("rb+") as file:
            if file_digest(file, "sha256").digest() != upload.blob:
                raise wrong_hash()
            _keep_until(begun, upload.expires_at)
            point("blobs/before-sync")
            os.fsync(file.fileno())  # its time as well: that is until when it is kept

    def _keep_longer(self, upload: Upload) -> None:
        """It is whole already: drop what this writer had begun, and keep the whole for the longer time."""
        if self._begun(upload).exists():
            self._delete(self._begun(upload))
        if _expires_at(self._whole(upload)) < upload.expires_at:
            with self._whole(upload).open("rb") as file:
                _keep_until(self._whole(upload), upload.expires_at)
                point("blobs/before-time-sync")
                os.fsync(file.fileno())

    def _read(self, blob: BlobId, offset: int, now: datetime, octets: int) -> bytes:
        path = self._find(blob, now)
        if path is None:
            raise unknown_blob()
        try:
            with path.open("rb") as file:
                file.seek(offset)
                return file.read(min(octets, BLOB_CHUNK_BYTES))
        except FileNotFoundError as gone:
            raise unknown_blob() from gone  # it expired this very moment
        except OSError as failure:
            raise StoreFailed(f"The relay could not read a blob: {failure.strerror}.") from failure

    def _find(self, blob: BlobId, now: datetime) -> Path | None:
        """Any party's whole copy of it whose time is not over."""
        copies = (party / blob.hex() for party in self._folder.iterdir())
        return next((copy for copy in copies if copy.exists() and now < _expires_at(copy)), None)

    def _expire(self, now: datetime) -> int:
        overdue = [file for file in self._files() if _expires_at(file) <= now]
        for file in overdue:
            self._delete(file)
        return len(overdue)

    def _delete(self, file: Path) -> None:
        size = _size_counted(file)
        file.unlink()
        self._used[_party_of(file)] -= size

    def _take_stock(self) -> None:
        """Count what is there. What was cut off after its last byte was never checked: it starts again."""
        for file in self._files():
            self._used[_party_of(file)] += _size_counted(file)
            if file.suffix == BEGUN and file.stat().st_size >= _size_counted(file):
                self._delete(file)

    def _files(self) -> Iterator[Path]:
        for party in tuple(self._folder.iterdir()):
            yield from tuple(party.iterdir())

    def _whole(self, upload: Upload) -> Path:
        return self._folder / upload.party.hex() / upload.blob.hex()

    def _begun(self, upload: Upload) -> Path:
        whole = self._whole(upload)
        return whole.with_name(f"{whole.name}.{upload.writer.hex()}.{upload.size}{BEGUN}")


def _party_of(file: Path) -> PartyId:
    return PartyId(bytes.fromhex(file.parent.name))


def _size_counted(file: Path) -> int:
    """What it takes of a quota: if begun, all that was announced."""
    return int(file.name.split(".")[2]) if file.suffix == BEGUN else file.stat().st_size


def _expires_at(file: Path) -> datetime:
    return datetime.fromtimestamp(file.stat().st_mtime, UTC)


def _keep_until(file: Path, at: datetime) -> None:
    os.utime(file, (at.timestamp(), at.timestamp()))


def _sync_folder(folder: Path) -> None:
    """Make durable which names are in it."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        point("blobs/before-folder-sync")
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
