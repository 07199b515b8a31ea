"""What every implementation of `Blobs` promises. A store's test class inherits this and gives `blobs`."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from hotline.errors import Refused
from hotline.limits import BLOB_BYTES, BLOB_CHUNK_BYTES, TTL_MAX
from server.stores.port import Blobs, Progress, Upload
from tests.server.stores.samples import ADA, BEA, DAY, NOON, NORTH, SOUTH, upload

BLOB_LIMIT = 4 * BLOB_CHUNK_BYTES
CONTENT = bytes(range(256)) * 40


async def send(blobs: Blobs, what: Upload, content: bytes, chunk: int = 4_000) -> Progress:
    """Upload from where it stands to the end."""
    progress = await blobs.progress(what)
    while not progress.done:
        at = progress.offset
        progress = await blobs.write(what, at, content[at : at + chunk], NOON)
    return progress


async def refusal(blobs: Blobs, what: Upload, offset: int, chunk: bytes) -> str:
    """The code with which this chunk is refused."""
    with pytest.raises(Refused) as refused:
        await blobs.write(what, offset, chunk, NOON)
    return refused.value.code


class BlobsContract:
    """Inherited by a test class for each store."""

    @pytest.fixture
    def blobs(self) -> Blobs:
        """An empty store of BLOB_LIMIT bytes for each party."""
        raise NotImplementedError

    async def test_a_whole_blob_is_read_from_any_offset(self, blobs: Blobs) -> None:
        """In pieces, and nothing beyond its end."""
        what = upload(CONTENT)
        await send(blobs, what, CONTENT)

        assert await blobs.size(what.blob, NOON) == len(CONTENT)
        assert await blobs.read(what.blob, 0, NOON) == CONTENT
        assert await blobs.read(what.blob, 300, NOON, octets=100) == CONTENT[300:400]
        assert await blobs.read(what.blob, len(CONTENT), NOON) == b""

    async def test_an_upload_goes_on_where_it_stopped(self, blobs: Blobs) -> None:
        """A chunk at another offset is refused and writes nothing."""
        what = upload(CONTENT)
        assert await blobs.progress(what) == Progress(0, done=False)
        assert await blobs.write(what, 0, CONTENT[:1_000], NOON) == Progress(1_000, done=False)

        assert await refusal(blobs, what, 0, CONTENT[:1_000]) == "wrong-offset"
        assert await refusal(blobs, what, 2_000, CONTENT[2_000:]) == "wrong-offset"
        assert await blobs.progress(what) == Progress(1_000, done=False)
        assert await blobs.write(what, 1_000, CONTENT[1_000:], NOON) == Progress(len(CONTENT), done=True)
        assert await blobs.read(what.blob, 0, NOON) == CONTENT

    async def test_what_is_not_whole_is_not_given(self, blobs: Blobs) -> None:
        """Half a blob is none."""
        what = upload(CONTENT)
        await blobs.write(what, 0, CONTENT[:1_000], NOON)

        assert await blobs.size(what.blob, NOON) is None
        with pytest.raises(Refused, match="not here"):
            await blobs.read(what.blob, 0, NOON)

    async def test_the_wrong_bytes_are_discarded(self, blobs: Blobs) -> None:
        """The upload starts at 0 again, and the right bytes are taken then."""
        what = upload(CONTENT)
        await blobs.write(what, 0, b"x" * 1_000, NOON)

        assert await refusal(blobs, what, 1_000, CONTENT[1_000:]) == "wrong-hash"
        assert await blobs.progress(what) == Progress(0, done=False)
        assert await blobs.usage_of(NORTH) == 0
        assert (await send(blobs, what, CONTENT)).done

    async def test_two_writers_of_one_blob_do_not_meet(self, blobs: Blobs) -> None:
        """One's garbage does not spoil the other's upload, of its own party or another."""
        honest, foreign, own = upload(CONTENT), upload(CONTENT, party=SOUTH), upload(CONTENT, writer=BEA)
        await blobs.write(honest, 0, CONTENT[:5_000], NOON)
        await blobs.write(foreign, 0, b"x" * 5_000, NOON)
        await blobs.write(own, 0, b"y" * 6_000, NOON)

        assert await refusal(blobs, foreign, 5_000, CONTENT[5_000:]) == "wrong-hash"
        assert await blobs.write(honest, 5_000, CONTENT[5_000:], NOON) == Progress(len(CONTENT), done=True)
        assert await blobs.write(own, 6_000, CONTENT[6_000:], NOON) == Progress(len(CONTENT), done=True)
        assert await blobs.read(honest.blob, 0, NOON) == CONTENT
        assert await blobs.usage_of(NORTH) == len(CONTENT)

    async def test_one_writer_on_two_connections_writes_it_once(self, blobs: Blobs) -> None:
        """Of two chunks for one offset one is written, the other refused."""
        what = upload(CONTENT)
        twice = (blobs.write(what, 0, CONTENT[:7_000], NOON) for _ in range(2))

        done, refused = await asyncio.gather(*twice, return_exceptions=True)
        assert done == Progress(7_000, done=False)
        assert isinstance(refused, Refused) and refused.code == "wrong-offset"
        await send(blobs, what, CONTENT)
        assert await blobs.read(what.blob, 0, NOON) == CONTENT

    async def test_a_whole_blob_is_not_sent_again(self, blobs: Blobs) -> None:
        """It is kept for the longer of the two times."""
        await send(blobs, upload(CONTENT), CONTENT)
        again = upload(CONTENT, expires_at=NOON + 2 * DAY)

        assert await blobs.progress(again) == Progress(len(CONTENT), done=True)
        assert await blobs.write(again, 0, CONTENT, NOON) == Progress(len(CONTENT), done=True)
        assert await blobs.size(again.blob, NOON + DAY) == len(CONTENT)

    async def test_a_party_has_so_much_room_and_another_its_own(self, blobs: Blobs) -> None:
        """All of an upload is counted when it begins: none starves on the way."""
        large = b"L" * (BLOB_LIMIT - 100)
        await blobs.write(upload(large), 0, large[:10], NOON)

        assert await blobs.usage_of(NORTH) == len(large)
        assert await refusal(blobs, upload(b"s" * 101), 0, b"s" * 101) == "blob-quota"
        assert (await blobs.write(upload(b"s" * 100), 0, b"s" * 100, NOON)).done
        assert (await blobs.write(upload(b"s" * 101, party=SOUTH), 0, b"s" * 101, NOON)).done

    async def test_what_no_relay_takes_is_refused_by_its_code(self, blobs: Blobs) -> None:
        """Sizes and times have limits; nothing of it is kept."""
        late = upload(CONTENT, expires_at=NOON)
        long = upload(CONTENT, expires_at=NOON + TTL_MAX + timedelta(seconds=1))

        assert await refusal(blobs, upload(b"", size=BLOB_BYTES + 1), 0, b"x") == "too-large"
        assert await refusal(blobs, upload(b""), 0, b"") == "too-large"
        assert await refusal(blobs, upload(CONTENT), 0, CONTENT + b"x") == "too-large"
        assert await refusal(blobs, upload(CONTENT), 0, b"x" * (BLOB_CHUNK_BYTES + 1)) == "too-large"
        assert await refusal(blobs, late, 0, CONTENT) == "expired"
        assert await refusal(blobs, long, 0, CONTENT) == "bad-ttl"
        assert await blobs.usage_of(NORTH) == 0

    async def test_what_is_past_its_time_goes(self, blobs: Blobs) -> None:
        """Whole or begun; and its room is free again."""
        whole, begun = upload(CONTENT), upload(b"z" * 500, writer=ADA, expires_at=NOON + 9 * DAY)
        await send(blobs, whole, CONTENT)
        await blobs.write(begun, 0, b"z", NOON)

        assert await blobs.size(whole.blob, NOON + DAY) is None
        assert await blobs.expire(NOON + DAY - timedelta(seconds=1)) == 0
        assert await blobs.usage_of(NORTH) == len(CONTENT) + 500
        assert await blobs.expire(NOON + DAY) == 2
        assert await blobs.usage_of(NORTH) == 0
        assert await blobs.progress(begun) == Progress(0, done=False)
