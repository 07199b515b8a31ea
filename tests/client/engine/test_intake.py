from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from client.engine.desk import Desk
from client.engine.happenings import EngineTrouble, Feeds, StoreMended, StoreTrouble
from client.engine.inbox import BATCH, INBOX, Inbox, Waiting
from client.engine.intake import Intake
from client.engine.world import real_world
from client.links.relay import Came
from client.station.arrivals import EnvelopeCame, MailboxEmpty
from client.station.events import EnvelopeSetAside
from hotline.errors import StoreFailed
from hotline.ids import RelayId
from tests.client.links.lines import SHORT, WITHIN

RELAY = RelayId(bytes(32))
POISON = b"poison"


class FakeStation:
    """Takes everything in but poison; its disk may be full."""

    def __init__(self) -> None:
        self.taken: list[Any] = []
        self.transactions = 0
        self.failures = 0
        self.full = False
        self.broken = False

    def tick(self, now):
        if self.broken:
            raise RuntimeError("a bug that has nothing to do with what arrives")
        return []

    def receive(self, arrivals, now):
        if self.full:
            raise StoreFailed("The disk is full.")
        if self.broken or any(getattr(each, "public", b"") == POISON for each in arrivals):
            raise RuntimeError("a bug")
        self.taken += arrivals
        self.transactions += 1
        return []

    def poisoned(self, came, why, now):
        if self.full:
            raise StoreFailed("The disk is full.")
        self.failures += 1
        return [EnvelopeSetAside(came.relay, why)] if self.failures == 5 else []


class FakeLink:
    def __init__(self) -> None:
        self.acknowledged: list[int] = []

    def acknowledge(self, numbers):
        self.acknowledged += numbers


class Place:
    def __init__(self) -> None:
        self.station = FakeStation()
        self.link: Any = FakeLink()
        self.desk = Desk(real_world().now)
        self.feeds = Feeds()
        self.feed = self.feeds.open()
        self.inbox = Inbox(lambda: None)
        self.intake = Intake(self.desk, self.inbox, self.feeds, real_world(), SHORT)

    def add(self, number: int, public: bytes = b"") -> None:
        came = EnvelopeCame(RELAY, public or b"envelope %d" % number, b"slot")
        self.inbox.add(Waiting(came, self.link, number))

    def told(self, kind: type) -> list[Any]:
        self.feeds.end()
        return [each for each in self.feed._waiting if isinstance(each, kind)]


@pytest.fixture
async def place():
    place = Place()
    make: Any = lambda *_: place.station  # noqa: E731
    world = real_world()
    await place.desk.open(make, Any, world.entropy)  # type: ignore[arg-type]
    yield place
    place.desk.close()


async def test_all_that_waits_is_one_transaction(place):
    """And is acknowledged after it, in order."""
    for number in range(1, 8):
        place.add(number)
    await place.intake.take()

    assert place.station.transactions == 1
    assert place.link.acknowledged == list(range(1, 8))
    assert place.intake.quiet


async def test_a_transaction_is_bounded(place):
    """A flood is taken in pieces, so that an officer's word comes between."""
    for number in range(BATCH + 1):
        place.add(number)
    await place.intake.take()

    assert len(place.station.taken) == BATCH
    assert len(place.inbox) == 1


async def test_a_full_disk_keeps_everything(place):
    """Nothing is acknowledged and nothing is lost; when there is room it is taken in, and both are said."""
    place.add(1)
    place.station.full = True
    for _ in range(3):
        with pytest.raises(StoreFailed) as failed:
            await place.intake.take()
        place.intake.failed(failed.value)
    assert place.link.acknowledged == []
    assert not place.intake.quiet

    place.station.full = False
    await place.intake.take()

    assert place.link.acknowledged == [1]
    assert len(place.told(StoreTrouble)) == len(place.told(StoreMended)) == 1


async def test_poison_is_set_aside_after_five_and_the_rest_goes_on(place):
    """One envelope that breaks something blocks nobody; it is acknowledged once it is kept aside."""
    place.add(1)
    place.add(2, POISON)
    place.add(3)
    await place.intake.take()

    assert place.link.acknowledged == [1, 3]
    async with asyncio.timeout(WITHIN):
        while not place.intake.quiet:
            place.add(4) if place.station.failures == 2 and 4 not in place.link.acknowledged else None
            await asyncio.sleep(place.intake.wake_in() or 0)
            await place.intake.take()
    assert place.station.failures == 5
    assert place.link.acknowledged == [1, 3, 4, 2]


async def test_a_full_disk_does_not_count_against_an_envelope(place):
    """Only failures that are not the store's are counted."""
    place.add(1, POISON)
    await place.intake.take()
    place.station.full = True
    await asyncio.sleep(SHORT.poison_pause)
    with pytest.raises(StoreFailed):
        await place.intake.take()

    assert place.station.failures == 1
    assert not place.intake.quiet


async def test_a_broken_station_does_not_count_against_an_envelope(place):
    """When it fails without any arrival, nothing is set aside and nothing acknowledged."""
    for number in range(3):
        place.add(number)
    place.station.broken = True
    for _ in range(7):
        with pytest.raises(RuntimeError):
            await place.intake.take()
    assert place.station.failures == 0
    place.station.broken = False
    await place.intake.take()

    assert place.link.acknowledged == [0, 1, 2]


async def test_what_is_no_envelope_and_breaks_something_is_told(place):
    """It cannot be set aside, and it is not passed over in silence."""

    def break_(arrivals, now):
        raise RuntimeError

    place.station.receive = break_
    place.inbox.add(Waiting(MailboxEmpty(RELAY, real_world().now() + timedelta(0))))
    await place.intake.take()

    assert len(place.told(EngineTrouble)) == 1
    assert place.intake.quiet


async def test_a_full_inbox_makes_links_wait(place):
    """A relay cannot fill the memory: what has no room is not read from its connection."""
    for number in range(INBOX):
        place.add(number)
    putting = asyncio.create_task(
        place.inbox.put(Came(place.link, EnvelopeCame(RELAY, b"more", b"slot"), INBOX))
    )
    await asyncio.sleep(0)
    assert not putting.done()
    await place.intake.take()
    await putting

    assert len(place.inbox) == INBOX - BATCH + 1
