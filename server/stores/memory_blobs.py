"""Blobs in memory: the same promises as the files', for tests and for the simulated world."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from hotline.ids import BlobId, DeviceId, PartyId
from hotline.limits import BLOB_CHUNK_BYTES
from server.stores.port import Progress, Upload
from server.stores.uploads import BEGUN_KEPT, check_chunk, check_room, check_upload, unknown_blob, wrong_hash


@dataclass(slots=True)
class _Kept:
    octets: bytes
    size: int  # what was announced
    expires_at: datetime


class MemoryBlobs:
    """The `Blobs` port on two dictionaries: what is begun by one writer, and what a party has whole."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._begun: dict[tuple[PartyId, BlobId, DeviceId, int], _Kept] = {}
        self._whole: dict[tuple[PartyId, BlobId], _Kept] = {}

    async def progress(self, upload: Upload) -> Progress:
        """See `Blobs.progress`."""
        if (upload.party, upload.blob) in self._whole:
            return Progress(upload.size, done=True)
        begun = self._begun.get(_name(upload))
        return Progress(len(begun.octets) if begun else 0, done=False)

    async def write(self, upload: Upload, offset: int, chunk: bytes, now: datetime) -> Progress:
        """See `Blobs.write`."""
        check_upload(upload, now)
        progress = await self.progress(upload)
        if progress.done:
            self._keep_longer(upload)
            return progress
        check_chunk(upload, progress.offset, offset, chunk)
        begun = await self._begin(upload)
        begun.octets += chunk
        begun.expires_at = now + BEGUN_KEPT
        if len(begun.octets) == upload.size:
            self._finish(upload, begun)
        return await self.progress(upload)

    async def size(self, blob: BlobId, now: datetime) -> int | None:
        """See `Blobs.size`."""
        kept = self._find(blob, now)
        return kept.size if kept else None

    async def read(
        self, blob: BlobId, offset: int, now: datetime, *, octets: int = BLOB_CHUNK_BYTES
    ) -> bytes:
        """See `Blobs.read`."""
        kept = self._find(blob, now)
        if kept is None:
            raise unknown_blob()
        return kept.octets[offset : offset + min(octets, BLOB_CHUNK_BYTES)]

    async def usage_of(self, party: PartyId) -> int:
        """See `Blobs.usage_of`."""
        begun = sum(kept.size for name, kept in self._begun.items() if name[0] == party)
        return begun + sum(kept.size for name, kept in self._whole.items() if name[0] == party)

    async def expire(self, now: datetime) -> int:
        """See `Blobs.expire`."""
        before = len(self._begun) + len(self._whole)
        self._begun = {name: kept for name, kept in self._begun.items() if now < kept.expires_at}
        self._whole = {name: kept for name, kept in self._whole.items() if now < kept.expires_at}
        return before - len(self._begun) - len(self._whole)

    async def _begin(self, upload: Upload) -> _Kept:
        if _name(upload) not in self._begun:
            check_room(await self.usage_of(upload.party), upload, self._limit)
            self._begun[_name(upload)] = _Kept(b"", upload.size, upload.expires_at)
        return self._begun[_name(upload)]

    def _finish(self, upload: Upload, begun: _Kept) -> None:
        del self._begun[_name(upload)]
        if sha256(begun.octets).digest() != upload.blob:
            raise wrong_hash()
        begun.expires_at = upload.expires_at
        self._whole[upload.party, upload.blob] = begun

    def _keep_longer(self, upload: Upload) -> None:
        self._begun.pop(_name(upload), None)
        whole = self._whole[upload.party, upload.blob]
        whole.expires_at = max(whole.expires_at, upload.expires_at)

    def _find(self, blob: BlobId, now: datetime) -> _Kept | None:
        copies = (kept for name, kept in self._whole.items() if name[1] == blob and now < kept.expires_at)
        return next(copies, None)


def _name(upload: Upload) -> tuple[PartyId, BlobId, DeviceId, int]:
    return upload.party, upload.blob, upload.writer, upload.size
