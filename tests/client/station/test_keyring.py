"""Keys that seal and open: pairs become short when confirmed, keys change and are erased in time."""

from __future__ import annotations

from datetime import timedelta

import pytest

from client.station.arrivals import EnvelopeCame
from client.station.keyring import Keyring
from client.station.station import Station
from hotline.crypto.sealing import SealingKey
from hotline.envelopes.items import Item, KeyItem
from hotline.envelopes.seal import seal
from hotline.envelopes.slots import ShortSlot, read_slot
from hotline.errors import CannotOpen
from hotline.identity.sealing_key import announce, open_announcement
from hotline.ids import Counter, Incarnation, Precedence
from tests.client.station.strangers import arrival
from tests.simulation.desk import SimulatedDesk
from tests.simulation.world import World

HOUR, WEEK = timedelta(hours=1), timedelta(days=7)


def ring(desk: SimulatedDesk) -> Keyring:
    return desk.station.memory.keyring


def sealed(world: World, sender: SimulatedDesk, reader: SimulatedDesk) -> EnvelopeCame:
    """An envelope as the sender's keyring makes it now."""
    with sender.vault.transaction():
        recipient = ring(sender).recipient(reader.device)
        items: list[Item] = ring(sender).items_for([reader.device])
        made = seal(
            items or [KeyItem(sender.station.publication())],
            [recipient],
            Precedence.ROUTINE,
            HOUR,
            world.entropy,
        )
    return EnvelopeCame(None, made.public, made.slots[0][1])


def test_slots_are_short_between_desks_that_have_met(world: World) -> None:
    """The reader's link named the pair."""
    north, south = world.desks["BRV-1"], world.desks["KLO-1"]
    for number in range(3):
        north.message(f"number {number}")
        south.message(f"number {number}")
        world.settle()

    assert isinstance(read_slot(sealed(world, north, south).slot), ShortSlot)
    assert isinstance(read_slot(sealed(world, south, north).slot), ShortSlot)


def test_a_newer_key_of_the_peer_makes_a_new_pair(world: World) -> None:
    """And the former pair is erased with the key it came by."""
    north, south = world.desks["BRV-1"], world.desks["KLO-1"]
    world.run(2 * 3600)
    key = open_announcement(south.station.publication()).id

    assert (
        not isinstance(read_slot(sealed(world, north, south).slot), ShortSlot)
        or ring(north).recipient(south.device).key_id == key
    )
    mine = [pair for pair in north.vault.keys.out_pairs() if pair.peer == south.device]
    assert [pair.key for pair in mine] == [key]


def test_an_unknown_pair_is_complained_of_once_a_minute(world: World) -> None:
    """All peers then get this desk's link; more of them within the minute change nothing."""
    south = world.desks["KLO-1"]
    now, peers = south.now, [world.desks["BRV-1"].device]

    assert ring(south).complain(peers, now)
    assert not ring(south).complain(peers, now + timedelta(seconds=59))
    assert ring(south).complain(peers, now + timedelta(seconds=60))
    assert ring(south).complain(peers, now - timedelta(days=2)), "a clock that went back must not silence it"


def test_after_a_complaint_full_slots_are_used_again(world: World) -> None:
    """A desk that lost its pairs is heard: its link says so, and nothing said is lost."""
    north, south = world.desks["BRV-1"], world.desks["KLO-1"]
    for number in range(3):
        north.message(f"number {number}")
        world.settle()
    south.restore(south.backup())
    said = north.message("to who was restored")
    world.settle()

    assert south.transcript.entry(said).content is not None


def test_keys_change_each_period_and_are_erased_when_it_is_over(world: World) -> None:
    """From the disk too, with every pair that came by them."""
    south = world.desks["KLO-1"]
    first = ring(south).current
    station = south.station
    start = first.made_at

    station.tick(start + HOUR)
    assert ring(south).current.id != first.id
    assert first.id in {key.id for key in south.vault.keys.own_keys()}
    station.tick(start + HOUR + WEEK)

    assert first.id not in {key.id for key in south.vault.keys.own_keys()}
    assert first.id not in {pair.key for pair in south.vault.keys.in_pairs()}


def test_a_restart_keeps_the_keys(world: World) -> None:
    """And still opens what was sealed before it."""
    north, south = world.desks["BRV-1"], world.desks["KLO-1"]
    came = sealed(world, north, south)
    again = Station(south.vault, world.entropy, south.now)

    assert again.publication() == south.station.publication()
    assert again.memory.keyring.open(came.public, came.slot).sender in (north.device, None)


def test_what_was_sealed_to_an_erased_key_does_not_open(world: World) -> None:
    """That is what erasing is for."""
    north, south = world.desks["BRV-1"], world.desks["KLO-1"]
    came = arrival(world, north.person.key, south, [])
    south.station.tick(ring(south).current.made_at + HOUR)
    south.station.tick(ring(south).current.made_at + WEEK + HOUR)

    with pytest.raises(CannotOpen):
        ring(south).open(came.public, came.slot)


def test_two_keys_with_one_counter_are_told(world: World) -> None:
    """Nobody honest announces two keys as one; the first stays."""
    north, south = world.desks["BRV-1"], world.desks["KLO-1"]
    counter = Counter(Incarnation(2_000_000_000, bytes(16), False), 1)
    publics = [SealingKey.generate(world.entropy).public for _ in range(2)]
    until = world.clock.now + WEEK
    one, other = (announce(counter, public, until, south.person.key) for public in publics)

    with north.vault.transaction():
        assert ring(north).learn(open_announcement(one), one) is None
        twice = ring(north).learn(open_announcement(other), other)

        assert ring(north).recipient(south.device).public == publics[0]

    assert twice == south.device
