from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from client.engine.happenings import Feeds, Lagged, StoreMended

AT = datetime(2026, 11, 23, tzinfo=UTC)


def happenings(count: int) -> list[StoreMended]:
    return [StoreMended(AT.replace(microsecond=n)) for n in range(count)]


async def test_every_reader_gets_everything():
    """From the moment the feed was opened, in order, until the end."""
    feeds = Feeds()
    one = feeds.open()
    feeds.tell(happenings(3))
    other = feeds.open()
    feeds.tell(happenings(2))
    feeds.end()

    assert [each async for each in one] == happenings(3) + happenings(2)
    assert [each async for each in other] == happenings(2)


async def test_a_slow_reader_is_told_how_many_it_missed():
    """Nothing is dropped in silence; what comes after the gap is there again."""
    feeds = Feeds()
    feed = feeds.open(length=4)
    feeds.tell(happenings(10))
    first = [await anext(feed) for _ in range(2)]
    feeds.tell(happenings(1))
    feeds.end()

    assert first == happenings(2)
    assert [each async for each in feed] == [*happenings(4)[2:], Lagged(6), *happenings(1)]


async def test_a_gap_at_the_end_is_told_too():
    """Even when nothing comes after it."""
    feeds = Feeds()
    feed = feeds.open(length=2)
    feeds.tell(happenings(5))
    feeds.end()

    assert [each async for each in feed] == [*happenings(2), Lagged(3)]


async def test_a_reader_waits_for_what_comes():
    """And is woken by it, or by the end."""
    feeds = Feeds()
    feed = feeds.open()
    waiting = asyncio.create_task(anext(feed))
    await asyncio.sleep(0)
    feeds.tell(happenings(1))

    assert await waiting == happenings(1)[0]
    ended = asyncio.create_task(_all(feed))
    await asyncio.sleep(0)
    feeds.close(feed)
    assert await ended == []


async def _all(feed) -> list[object]:
    return [each async for each in feed]
