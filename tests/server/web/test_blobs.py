"""Sealed files over HTTP."""

from __future__ import annotations

import hashlib
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp
import pytest

from hotline import limits
from tests.server.people import living_desk
from tests.server.process import connected, trusting
from tests.server.web.here import relay_here

NORTH, SOUTH = living_desk("AVA"), living_desk("BRV")
CONTENT = bytes(range(256)) * 2_000
NAME = hashlib.sha256(CONTENT).hexdigest()


@dataclass
class Blobs:
    """What a device does with one blob; answers are status, headers and body."""

    session: aiohttp.ClientSession
    url: str
    token: str

    async def ask(self, method: str, name: str = NAME, data: bytes = b"", **headers: str):
        headers = {"Authorization": f"Bearer {self.token}", **_dashed(headers)}
        async with self.session.request(
            method, f"{self.url}/v1/blobs/{name}", data=data or None, headers=headers, ssl=trusting()
        ) as answer:
            return answer.status, answer.headers, await answer.read()

    async def put(self, offset: int, size: int = limits.BLOB_CHUNK_BYTES, content: bytes = CONTENT):
        chunk = content[offset : offset + size]
        return await self.ask("PUT", data=chunk, upload_offset=str(offset), upload_length=str(len(content)))


def _dashed(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


@pytest.fixture
async def north(tmp_path):
    async with relay_here(tmp_path / "r", party_blobs_mib=1) as relay, _blobs(relay.url, NORTH) as blobs:
        yield blobs


@asynccontextmanager
async def _blobs(url: str, desk):
    async with connected(url, desk) as device, aiohttp.ClientSession() as session:
        yield Blobs(session, url.replace("wss", "https"), device.token)


async def test_a_blob_goes_up_in_chunks_and_comes_down_by_another_device(north):
    """Whole and checked; from any offset."""
    status, headers, _ = await north.put(0)
    assert (status, headers["Upload-Offset"]) == (204, str(limits.BLOB_CHUNK_BYTES))
    status, _, _ = await north.put(limits.BLOB_CHUNK_BYTES)
    assert status == 201

    async with _blobs(north.url.replace("https", "wss"), SOUTH) as south:
        assert (await south.ask("GET"))[::2] == (200, CONTENT)
        status, headers, body = await south.ask("GET", range="bytes=300000-")
        assert (status, body) == (206, CONTENT[300_000:])
        assert headers["Content-Range"] == f"bytes 300000-{len(CONTENT) - 1}/{len(CONTENT)}"
        status, headers, _ = await south.ask("HEAD")
        assert (status, headers["Content-Length"]) == (200, str(len(CONTENT)))


async def test_a_broken_upload_goes_on_where_it_was(north):
    """The relay says where."""
    await north.put(0, 1000)

    status, headers, _ = await north.ask("HEAD", upload_length=str(len(CONTENT)))

    assert (status, headers["Upload-Offset"]) == (204, "1000")
    assert (await north.put(0, 1000))[0] == 409


@pytest.mark.parametrize(
    ("method", "headers", "status", "code"),
    [
        ("GET", {}, 404, b"unknown-blob"),
        ("GET", {"Authorization": "Bearer 00"}, 401, b"not-admitted"),
        ("PUT", {"Upload_Offset": "0"}, 400, b"malformed"),
        ("PUT", {"Upload_Offset": "-1", "Upload_Length": "5"}, 400, b"malformed"),
        ("PUT", {"Upload_Offset": "0", "Upload_Length": str(2**40)}, 413, b"too-large"),
    ],
)
async def test_what_cannot_be_done_is_told_with_a_code(north, method, headers, status, code):
    """And a sentence."""
    answer, _, body = await north.ask(method, **headers)

    assert (answer, code in body) == (status, True), body


async def test_a_range_outside_is_refused(north):
    """There is nothing there."""
    await north.put(0)
    await north.put(limits.BLOB_CHUNK_BYTES)

    assert (await north.ask("GET", range="bytes=900000-"))[0] == 400


async def test_a_quota_is_a_refusal(north):
    """A party's blobs are bounded, begun ones too."""
    content = bytes(2 * 1024 * limits.KIB)
    status, _, body = await north.put(0, content=content)

    assert (status, b"blob-quota" in body) == (507, True)


async def test_a_chunk_that_is_too_large_is_not_read(north):
    """Whatever it says it is."""
    assert (await north.put(0, size=len(CONTENT)))[0] == 413


async def test_a_token_ends_with_its_session(tmp_path):
    """Whoever finds one later gets nothing."""
    async with relay_here(tmp_path / "r") as relay:
        async with _blobs(relay.url, NORTH) as blobs:
            token = blobs.token
        async with _blobs(relay.url, SOUTH) as blobs:
            blobs.token = token
            assert (await blobs.ask("GET"))[0] == 401
