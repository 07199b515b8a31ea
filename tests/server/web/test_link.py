"""What leaves on a session's connection: every size, together and alone; and the end of one that is full."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from hotline.ids import Precedence
from hotline.wire.frames import Closing, Deliver, Empty, ReceiptFrame
from server.web import link
from server.web.link import Link
from server.web.service import Service
from tests.server.people import NOW, deposit, living_desk
from tests.server.process import Connected, connected
from tests.server.web.here import relay_here

NORTH, SOUTH = living_desk("AVA"), living_desk("BRV")


def last_link(service: Service) -> Link:
    return service._links[max(service._links)]


@pytest.mark.parametrize("tls", ["none", "own"])
async def test_frames_of_every_size_arrive_whole_and_in_order(tmp_path, tls):
    """Around the sizes where a message's head changes, and where a frame goes in parts."""
    url = "ws://localhost:1" if tls == "none" else "wss://localhost:1"
    sizes = [*range(60, 140), 16_300, 16_384, 16_400, 40_000, 200_000, 1]
    frames = [Deliver(n, NOW, bytes(size), b"slot") for n, size in enumerate(sizes, start=1)]
    async with relay_here(tmp_path / "r", tls=tls, url=url) as relay, connected(relay.url, SOUTH) as south:
        await south.until(Empty)
        for frame in frames:  # together, as fast as the other side reads
            last_link(relay.running.service).push(frame, Precedence.ROUTINE)
        assert [await south.until(Deliver) for _ in frames] == frames

        for frame in frames:  # each alone
            last_link(relay.running.service).push(frame, Precedence.ROUTINE)
            assert await south.until(Deliver) == frame


@asynccontextmanager
async def one_that_is_full(path: Path) -> AsyncIterator[tuple[Service, Connected]]:
    """A session whose desk reads nothing any more, with more for it than the kernel takes."""
    async with (
        relay_here(path) as relay,
        connected(relay.url, NORTH) as north,
        connected(relay.url, SOUTH, receive_bytes=16_384) as south,
    ):
        await south.until(Empty)
        south.transport.pause_reading()
        for ref in range(30):
            await north.send(deposit(ref, SOUTH.device, size=60_000))
            await north.until(ReceiptFrame)
        assert last_link(relay.running.service)._task is not None, "it waits for the kernel"
        yield relay.running.service, south


async def test_a_session_that_is_closed_while_its_desk_reads_nothing_ends_soon(tmp_path, monkeypatch):
    """It has little time for its farewell, whatever was waiting for the kernel."""
    monkeypatch.setattr(link, "CLOSE_WITHIN", 0.3)
    async with one_that_is_full(tmp_path / "r") as (service, south):
        full = last_link(service)
        assert full._task is not None

        service.end(max(service._links), "busy", "Enough.")
        ended, _ = await asyncio.wait({full._task}, timeout=10)
        south.transport.abort()

    assert ended
    assert full._wire._transport.is_closing()


async def test_a_wait_that_was_given_up_does_not_complain_of_a_lost_connection(tmp_path):
    """The farewell takes the place of what waited; then the desk's machine resets the connection."""
    complaints: list[dict[str, Any]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, said: complaints.append(said))
    async with one_that_is_full(tmp_path / "r") as (service, south):
        full = last_link(service)
        assert full._task is not None
        service.end(max(service._links), "busy", "Enough.")
        await asyncio.sleep(0)

        south.transport.abort()  # with bytes unread: that is a reset
        await asyncio.wait({full._task}, timeout=10)
        gc.collect()

    assert not complaints


async def test_a_session_that_is_closed_says_why(tmp_path):
    """And nothing of what still waited."""
    async with relay_here(tmp_path / "r") as relay, connected(relay.url, SOUTH) as south:
        service = relay.running.service
        await south.until(Empty)
        last_link(service).push(Deliver(1, NOW, b"late", b"slot"), Precedence.ROUTINE)
        service.end(max(service._links), "busy", "Enough.")

        assert await south.next() == Closing("busy", "Enough.")
