"""What is said gets there, whatever one relay does."""

from __future__ import annotations

from datetime import timedelta

import pytest

from client.station import dispatch
from client.station.sync import plan_have
from hotline import limits
from hotline.crypto.sealing import SealingKey
from hotline.delivery.states import State
from hotline.identity.card import verified_card
from hotline.identity.sealing_key import announce
from hotline.ids import Counter, Incarnation, Precedence
from tests.simulation.papers import revocation
from tests.simulation.parties import seat
from tests.simulation.world import World


def test_a_relay_that_signs_and_drops_delays_and_loses_nothing(world: World) -> None:
    """At the next comm check all hear through the other relay what is lacking, and it goes that way too."""
    north, south = world.desks["BRV-1"], world.desks["KLO-1"]
    first = next(iter(world.relays.values()))
    first.lies.keep_nothing()
    said = north.message("routine, through the first relay", Precedence.ROUTINE)
    world.run(60)
    assert said not in south.transcript

    world.run(2 * 3600)

    assert said in south.transcript


def test_many_desks_do_not_break_an_envelope(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A party that invents officers must not make an envelope that cannot be sealed: they are split."""
    monkeypatch.setattr(dispatch, "READERS", 4)
    north = world.desks["BRV-1"]
    party = world.desks["OBS-1"].person.party
    people = [seat(party, number, world.entropy, world.clock.now) for number in range(2, 12)]
    life, key = Incarnation(2_000_000_000, bytes(16), False), SealingKey.generate(world.entropy)
    for person in people:
        until = world.clock.now.replace(year=2027)
        announced = announce(Counter(life, 1), key.public, until, person.key)
        north.station.import_card(verified_card(party.root.signed, person.credential, announced), north.now)

    said = north.message("to all of them")
    world.run(10)

    outbox = north.station.memory.outbox
    assert said in world.desks["KLO-1"].transcript
    assert all(outbox.rows.get(person.key.device, said) for person in people)
    assert max(len(envelope.slots) for envelope in outbox.waiting()) == 4


def test_a_newcomer_whose_card_a_relay_dropped_says_again_who_it_is(world: World) -> None:
    """Nobody answers a desk that nobody knows: so its card comes again until it is heard."""
    for relay in world.relays.values():
        relay.lies.keep_nothing()
    party = world.desks["OBS-1"].person.party
    newcomer = world.add(seat(party, 2, world.entropy, world.clock.now))
    world.run(30)
    assert newcomer.device not in world.desks["BRV-1"].transcript.desks()

    for relay in world.relays.values():
        relay.stop()
        relay.wipe()
        relay.lies.stop()
        relay.start()
    world.settle()

    assert newcomer.transcript.order() == world.desks["BRV-1"].transcript.order()
    assert newcomer.device in world.desks["BRV-1"].transcript.desks()


def test_a_card_that_did_not_leave_goes_with_the_next_have(world: World) -> None:
    """Within the minute too: a newer have takes the place of the one that was to bring it."""
    north, south, _ = world.desks.values()
    channel, outbox = north.station.memory.channel(world.channel), north.station.memory.outbox

    def have_goes() -> bool:
        """Whether a card goes with it."""
        channel.heard_at.clear()
        plan_have(channel, [south.device], north.now)
        north.station.tick(north.now)
        [have] = [each for each in outbox.waiting() if each.topic == f"have {channel.id.hex()}"]
        return len(have.public) > limits.KIB * 10

    world.run(120)
    assert have_goes()
    north._pump()
    assert not have_goes()
    world.isolate(north)
    world.run(120)
    assert [have_goes(), have_goes(), have_goes()] == [True, True, True]


def test_what_waits_for_the_key_of_a_desk_that_is_taken_back_waits_no_longer(world: World) -> None:
    """Nothing is to go there any more, so it is not shown as waiting for ever."""
    north, south = world.desks["BRV-1"], world.desks["KLO-1"]
    stranger = seat(south.person.party, 2, world.entropy, world.clock.now)
    north.station.import_card(verified_card(stranger.party.root.signed, stranger.credential), north.now)
    north.message("to all desks")
    world.run(30)
    assert not north.station.memory.outbox.empty

    taken = revocation(north.transcript, stranger.key.device, stranger.party, world.clock.now)
    south.say("revocation", taken)
    world.run(30)

    assert north.station.memory.outbox.empty
    assert not north.station.memory.outbox.rows.of(stranger.key.device)


def test_two_that_only_a_third_connects_see_what_was_delivered(world: World) -> None:
    """The third brings each the other's key and newest have, with what it carries and for it."""
    north, south = world.desks["BRV-1"], world.desks["KLO-1"]
    one, other = world.relays.values()
    world.cut(north, other)
    world.cut(south, one)

    said = north.message("routine: it is carried when a have shows that it is lacking")
    world.run(2 * 3600)

    assert south.transcript.entry(said).content is not None
    assert north.station.state(world.channel, said).parties[south.station.party].word >= State.DELIVERED


def test_a_have_that_names_what_is_not_held_here_starts_no_storm(world: World) -> None:
    """A desk that lets no have out lacks things and sends what it holds; answers do not hurry it."""
    north, south = world.desks["BRV-1"], world.desks["KLO-1"]
    world.isolate(south)
    north.message("while south is away")
    world.run(60)
    south.silent = True
    said = [south.message(f"number {number}") for number in range(3)]
    world.heal()
    world.run(60)
    before = sum(relay.deposits for relay in world.relays.values())

    world.run(600)

    assert set(said) <= set(north.transcript.order())
    assert sum(relay.deposits for relay in world.relays.values()) - before < 60


def test_a_desk_restored_twice_hears_of_its_newest_life_from_the_others(world: World) -> None:
    """Its clock went back, and no directory has its newest key: they seal it to the key that it has."""
    north, south = world.desks["BRV-1"], world.desks["KLO-1"]
    backup = north.backup()
    world.run(5)
    north.restore(backup)
    first = north.message("in the newest life")
    world.settle()
    for relay in world.relays.values():
        relay.stop()
        relay.wipe()
    north.skew = -timedelta(days=2)
    north.restore(backup)
    for relay in world.relays.values():
        relay.start()
    second = north.message("in the older one")
    world.settle()

    assert {first, second} <= set(north.transcript.order())
    assert {first, second} <= set(south.transcript.order())
    assert not south.transcript.alarms()
