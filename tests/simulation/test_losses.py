"""How other messengers lost messages, or drowned in them, told again; the whole list: docs/HITLIST.md."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from client.station.arrivals import EnvelopeCame
from client.station.events import StatementArrived
from hotline.delivery.states import State
from hotline.ids import DeviceId, Precedence
from hotline.transcript.standing import Word
from tests.simulation.parties import Wishes, seat
from tests.simulation.world import World

HOUR = 3600.0
DAY = 24 * HOUR

pytestmark = pytest.mark.usefixtures("cheaply")


@pytest.fixture
def world(cheaply: None) -> World:
    world = World(11, [("BRV", "principal"), ("KLO", "principal"), ("OBS", "observer")])
    world.settle()
    return world


def caught(world: World) -> list[tuple[DeviceId, bytes, bytes]]:
    """Every envelope for the KLO desk that lies at a relay, as (mailbox, public part, slot)."""
    south = world.desks["KLO-1"]
    return [
        (south.device, envelope.public, slot)
        for envelope in world.desks["BRV-1"].station.memory.outbox.waiting()
        for device, slot in envelope.slots
        if device == south.device
    ]


def tries(rows: Iterable[Any], device: DeviceId) -> list[int]:
    return [row.tries for row in rows if row.device == device]


def test_receipts_do_not_pile_up(world: World) -> None:
    """A newer have takes the place of the one that waits: hours without a line leave one, not hundreds."""
    south = world.desks["KLO-1"]
    world.isolate(south)

    for _ in range(6):
        world.run(HOUR)

    topics = [each.topic for each in south.station.memory.outbox.waiting() if each.topic]
    assert len(topics) == len(set(topics)) == 1


def test_what_a_relay_holds_for_a_desk_is_not_sent_again(world: World) -> None:
    """While a receipt shows it to wait in the mailbox, it is sealed and sent once, whatever else goes on."""
    north, south, observer = world.desks.values()
    world.isolate(south)
    for number in range(30):
        north.message(f"number {number}")
    world.run(60)

    observer.message("I am still here.")
    world.run(3 * HOUR)

    outbox = north.station.memory.outbox
    assert set(tries(outbox.rows.all(), south.device)) == {1}


def test_nobody_gives_up() -> None:
    """Longer than any relay keeps an envelope: it is sealed again, and arrives when the line is there."""
    world = World(12, [("BRV", "principal"), ("KLO", "principal")], relays=1)
    world.settle()
    north, south = world.desks["BRV-1"], world.desks["KLO-1"]
    world.isolate(south)
    said = north.message("Keep this for me.")
    world.run(31 * DAY)
    assert said not in south.transcript

    world.heal()
    world.settle()

    assert south.transcript.entry(said).content is not None


def test_what_cannot_be_opened_is_answered_once_a_minute(world: World) -> None:
    """A desk that gets a hundred envelopes that it cannot open does not answer a hundred times."""
    north, south = world.desks["BRV-1"], world.desks["KLO-1"]
    world.isolate(south)
    north.message("sealed for another life")
    world.run(5)
    _, public, _ = caught(world)[0]
    unknown = b"\x83\x00\x50" + bytes(16) + b"\x58\x30" + bytes(48)  # a short slot of a pair nobody has
    world.heal()
    world.settle()
    quiet = sum(relay.deposits for relay in world.relays.values())

    for _ in range(100):
        south._receive([EnvelopeCame(None, public, unknown)])
        world.run(0.5)

    assert sum(relay.deposits for relay in world.relays.values()) - quiet < 20


def test_what_does_not_count_is_shown_with_its_reason(world: World) -> None:
    """Trust is never a reason to hide: what two copies of a desk said is there, marked, with its text."""
    north, south = world.desks["BRV-1"], world.desks["KLO-1"]
    copy = world.copy(north)
    both = [north.message("said by the one"), copy.message("said by the other")]
    world.run(120)

    shown = {each.statement for each in south.events if isinstance(each, StatementArrived)}
    assert set(both) <= shown
    assert set(both) <= set(south.transcript.order())
    for each in both:
        assert south.transcript.entry(each).content is not None
        assert south.transcript.standing(each).word is Word.CONFLICTING


def test_a_flash_passes_a_relay_that_keeps_nothing(world: World) -> None:
    """One relay signs receipts and forgets: a FLASH goes through all, and so do the haves that answer it."""
    north, south = world.desks["BRV-1"], world.desks["KLO-1"]
    next(iter(world.relays.values())).lies.keep_nothing()

    said = north.message("Does this reach you?", Precedence.FLASH)
    world.run(60)

    assert south.transcript.entry(said).content is not None
    state = north.station.state(world.channel, said)
    assert state.parties[south.station.party].word >= State.DELIVERED


def test_a_relay_that_keeps_nothing_is_found_out(world: World) -> None:
    """What can wait takes one relay at first; what no have covers goes through the others as well."""
    north, south = world.desks["BRV-1"], world.desks["KLO-1"]
    next(iter(world.relays.values())).lies.keep_nothing()

    said = north.message("Does this reach you?")
    world.run(3 * HOUR)

    assert south.transcript.entry(said).content is not None


def test_keys_erased_before_others_expect_it_do_not_end_the_line() -> None:
    """The first keys are announced for longer than the agreement keeps them: directories have newer ones."""
    world = World(13, [("BRV", "principal"), ("KLO", "principal")], wishes=Wishes(rotate="2m", retain="5m"))
    world.settle()
    north, south = world.desks["BRV-1"], world.desks["KLO-1"]
    world.run(15 * 60)

    said = north.message("Are you still there?")
    world.run(60)

    assert south.transcript.entry(said).content is not None
    assert north.station.state(world.channel, said).parties[south.station.party].word >= State.DELIVERED


def test_who_was_forgotten_in_a_restore_is_heard_again(world: World) -> None:
    """It seals for a key that is lost, for one who does not know whom to answer: it asks for a newer key."""
    north, south, observer = world.desks.values()
    backup = north.backup()
    newcomer = world.add(seat(observer.person.party, 2, world.entropy, world.clock.now))
    world.settle()
    for desk in (south, observer):
        world.isolate(desk)
    north.restore(backup)

    said = newcomer.message("Do you still know me?")
    world.run(3 * HOUR)

    assert north.transcript.entry(said).content is not None
