"""A desk that may not read a thing can still be the line for it."""

from __future__ import annotations

from collections import Counter as Tally
from dataclasses import replace
from datetime import timedelta

import pytest

from client.station.parcels import CARRIED_MOST
from client.station.ports import Outgoing
from hotline.crypto.sealing import SealingKey
from hotline.envelopes.items import KeyItem, ParcelItem
from hotline.identity.sealing_key import announce
from hotline.ids import Counter, DeviceId, EnvelopeId, Incarnation, Precedence
from tests.client.station.strangers import arrival, bring
from tests.simulation.desk import SimulatedDesk
from tests.simulation.parties import Wishes
from tests.simulation.world import World

FOR_PRINCIPALS = Wishes(message_audience="principals")


@pytest.fixture
def world() -> World:
    return apart("BRV-1", "KLO-1")


def apart(first: str, second: str, wishes: Wishes = FOR_PRINCIPALS) -> World:
    """The first desk is on the first relay, the second on the second, and the observer alone on both."""
    world = World(9, [("BRV", "principal"), ("KLO", "principal"), ("OBS", "observer")], wishes=wishes)
    world.settle()
    part(world, first, second)
    return world


def part(world: World, first: str, second: str) -> None:
    one, other = world.relays.values()
    world.cut(world.desks[first], other)
    world.cut(world.desks[second], one)


@pytest.mark.parametrize("precedence", [Precedence.FLASH, Precedence.ROUTINE])
def test_an_observer_carries_what_it_may_not_read(world: World, precedence: Precedence) -> None:
    """Header and body arrive; the observer passes on a closed envelope and never has the body."""
    north, south, observer = world.desks.values()
    said = north.message("For your eyes only", precedence)

    world.run(90)

    assert south.transcript.entry(said).content is not None
    assert observer.transcript.entry(said).body is None


SHORT = replace(FOR_PRINCIPALS, rotate="2m", retain="3m", comm_check="10m")
SIDES = [("BRV-1", "KLO-1"), ("KLO-1", "BRV-1")]


@pytest.mark.parametrize("precedence", [Precedence.FLASH, Precedence.ROUTINE])
@pytest.mark.parametrize("sides", SIDES)
@pytest.mark.parametrize(
    ("wishes", "hours"), [(SHORT, 0.25), (FOR_PRINCIPALS, 0.25), (replace(FOR_PRINCIPALS, retain="5h"), 10)]
)
def test_what_only_its_reader_may_open_comes_and_its_author_hears_so(
    wishes: Wishes, hours: float, sides: tuple[str, str], precedence: Precedence
) -> None:
    """Also when they were apart for longer than sealing keys are kept: no directory that either reaches has
    the other's newest key, and the carrier tells it. Of delivery its author hears by the next comm check."""
    world = apart(*sides, wishes)
    north, south, observer = world.desks.values()
    world.run(hours * 3600)
    said = north.message("For your eyes only", precedence)

    world.run(40 if precedence is Precedence.FLASH else 240)

    assert south.transcript.entry(said).content is not None
    assert observer.transcript.entry(said).body is None
    rows = north.station.memory.outbox.rows
    world.settle(2 * 3600, lambda: rows.get(south.device, said) is None)


@pytest.mark.parametrize("sides", SIDES)
def test_what_waited_long_goes_soon_after_a_carrier_is_there(sides: tuple[str, str]) -> None:
    world = apart(*sides, SHORT)
    north, south, observer = world.desks.values()
    world.isolate(observer)
    said = north.message("For your eyes only", Precedence.ROUTINE)
    world.run(12 * 3600)

    world.heal()
    part(world, *sides)
    world.run(15 * 60)

    assert south.transcript.entry(said).content is not None


def test_a_member_that_announces_keys_without_end_is_sealed_to_ever_more_seldom(world: World) -> None:
    """Each new key says that the one before is erased: once in a period of keys, two periods, four …"""
    north, south, _ = world.desks.values()
    world.isolate(south)
    texts = [north.message(f"For your eyes only {number}", Precedence.ROUTINE) for number in range(20)]
    seen: dict[EnvelopeId, int] = {}
    for minute in range(8 * 60):
        public = SealingKey.generate(world.entropy).public
        life = Incarnation(2_000_000_000 + minute, bytes(16), restored=True)
        key = announce(Counter(life, 1), public, north.now + timedelta(days=7), south.person.key)
        bring(world, south.person.key, north, [KeyItem(key)])
        world.run(60)
        for row in north.station.memory.outbox.rows.of(south.device):
            if row.statement in texts and row.envelope is not None:
                seen.setdefault(row.envelope, minute // 60)

    by_hour = Tally(seen.values())
    assert sum(by_hour.values()) <= 24
    assert max(by_hour[hour] for hour in (2, 4, 5, 6)) <= 1


def test_a_carrier_tells_each_key_once(world: World) -> None:
    """However many parcels it is given: the newest key of whom they are for."""
    north, south, observer = world.desks.values()
    parcel = ParcelItem(south.device, arrival(world, north.person.key, south, []).public, b"slot")
    waiting = observer.station.memory.outbox.waiting
    world.isolate(observer)
    before = {each.id for each in waiting()}
    for _ in range(300):
        bring(world, north.person.key, observer, [parcel])
        world.run(1)

    told = [each for each in waiting() if each.id not in before and _is_for(each, north)]
    assert len([each for each in told if each.precedence is Precedence.PRIORITY]) == 1


def _is_for(envelope: Outgoing, desk: SimulatedDesk) -> bool:
    return [device for device, _ in envelope.slots] == [desk.device]


def test_nobody_fills_the_outbox_of_a_carrier(world: World) -> None:
    """So many envelopes of others wait here, and only for desks of members, brought by desks of members."""
    north, south, observer = world.desks.values()
    parcels = [
        ParcelItem(south.device, arrival(world, north.person.key, south, []).public, b"slot")
        for _ in range(CARRIED_MOST + 9)
    ]
    nobody = ParcelItem(DeviceId(bytes(32)), parcels[0].public, b"slot")
    world.isolate(observer)

    bring(world, north.person.key, observer, [nobody])
    assert not observer.station.memory.outbox.topics("carried ")
    bring(world, north.person.key, observer, parcels)

    assert len(observer.station.memory.outbox.topics("carried ")) == CARRIED_MOST


def test_what_was_carried_in_vain_is_sealed_anew_with_growing_pauses(world: World) -> None:
    """A reader that did not know the author left it, and relays hand out nothing twice."""
    north, south, _ = world.desks.values()
    world.isolate(south)
    said = north.message("For your eyes only", Precedence.ROUTINE)

    world.run(4 * 3600)

    row = north.station.memory.outbox.rows.get(south.device, said)
    assert row is not None and 2 <= row.tries <= 9
