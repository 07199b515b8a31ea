"""What the blobs in a folder promise beyond the port: restarts, and a disk that fails."""

from __future__ import annotations

import os
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from hotline.errors import Refused, StoreFailed
from server.stores.blobs import FileBlobs
from server.stores.port import Progress
from tests.server.stores.samples import BEA, DAY, NOON, NORTH, upload

CONTENT = b"0123456789" * 100
LIMIT = 10_000


def files(folder: Path, ending: str = "") -> list[Path]:
    """All files there whose names end so."""
    return [file for file in folder.glob("*/*") if file.name.endswith(ending)]


async def test_an_upload_goes_on_after_a_restart(tmp_path: Path) -> None:
    """And counts as it did."""
    what = upload(CONTENT)
    before = FileBlobs(tmp_path, LIMIT)
    await before.write(what, 0, CONTENT[:400], NOON)
    await before.close()

    after = FileBlobs(tmp_path, LIMIT)
    assert await after.progress(what) == Progress(400, done=False)
    assert await after.usage_of(NORTH) == len(CONTENT)
    assert (await after.write(what, 400, CONTENT[400:], NOON)).done
    await after.close()


async def test_what_was_cut_off_before_its_check_starts_again(tmp_path: Path) -> None:
    """All bytes came, and the crash came before they were checked: they may not have reached the disk."""
    what = upload(CONTENT)
    before = FileBlobs(tmp_path, LIMIT)
    await before.write(what, 0, CONTENT[:400], NOON)
    await before.close()
    [begun] = files(tmp_path, ".begun")
    begun.write_bytes(b"\0" * len(CONTENT))

    after = FileBlobs(tmp_path, LIMIT)
    assert await after.progress(what) == Progress(0, done=False)
    assert await after.usage_of(NORTH) == 0
    await after.close()


@pytest.mark.parametrize("again", [False, True])
async def test_until_when_it_is_kept_is_on_disk_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, again: bool
) -> None:
    """It is the file's time: a power cut that took it back would let the blob go too early."""
    store = FileBlobs(tmp_path, LIMIT)
    await store.write(upload(CONTENT), 0, CONTENT, NOON)
    done: list[tuple[str, int]] = []
    for name in ("utime", "fsync"):
        monkeypatch.setattr(os, name, _noted(getattr(os, name), name, done))

    what = upload(CONTENT, expires_at=NOON + 2 * DAY) if again else upload(CONTENT[:7])
    await store.write(what, 0, CONTENT[: what.size], NOON)

    [kept] = files(tmp_path, what.blob.hex())
    assert [name for name, file in done if file == kept.stat().st_ino][-2:] == ["utime", "fsync"]
    await store.close()


def _noted(call: Callable[..., None], name: str, done: list[tuple[str, int]]) -> Callable[..., None]:
    def noted(file: Path | int, *more: object) -> None:
        done.append((name, (os.fstat(file) if isinstance(file, int) else file.stat()).st_ino))
        call(file, *more)

    return noted


async def test_a_failed_sync_keeps_nothing_that_it_may_have_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The upload starts at 0: a second sync would call clean what the first did not write."""

    blobs, what = FileBlobs(tmp_path, LIMIT), upload(CONTENT)
    for nth in (1, 2):  # of the file, and of the folder
        await blobs.write(upload(b"folder"), 0, b"folder", NOON)  # its folder is there and synced
        with monkeypatch.context() as patched:
            patched.setattr(os, "fsync", _failing(nth))
            with pytest.raises(StoreFailed):
                await blobs.write(what, 0, CONTENT, NOON)

        assert await blobs.progress(what) == Progress(0, done=False)
        assert await blobs.usage_of(NORTH) == len(b"folder")
    assert (await blobs.write(what, 0, CONTENT, NOON)).done
    await blobs.close()


def _failing(nth: int) -> Callable[[int], None]:
    """The n-th call fails."""
    fsync, calls = os.fsync, count(1)

    def sync(descriptor: int) -> None:
        if next(calls) == nth:
            raise OSError(5, "Input/output error")
        fsync(descriptor)

    return sync


async def test_a_quota_refusal_leaves_no_file(tmp_path: Path) -> None:
    """Who is refused takes no room."""
    blobs = FileBlobs(tmp_path, 100)
    with pytest.raises(Refused, match="bytes of blobs"):
        await blobs.write(upload(CONTENT), 0, CONTENT, NOON)

    assert files(tmp_path) == []
    await blobs.close()


async def test_a_second_writer_that_comes_late_leaves_nothing_behind(tmp_path: Path) -> None:
    """What it had begun goes as soon as it hears that the blob is there."""
    blobs = FileBlobs(tmp_path, LIMIT)
    late = upload(CONTENT, writer=BEA)
    await blobs.write(late, 0, CONTENT[:10], NOON)
    await blobs.write(upload(CONTENT), 0, CONTENT, NOON)

    assert (await blobs.write(late, 10, CONTENT[10:], NOON)).done
    assert files(tmp_path, ".begun") == []
    assert await blobs.expire(NOON + DAY) == 1
    await blobs.close()
