"""What the line promises, one story each, in virtual time."""

from __future__ import annotations

from datetime import timedelta

import pytest

from client.engine.reading.gaps import gaps_view
from client.station.events import AlarmRaised, StatementArrived
from hotline.codec import to_rfc3339
from hotline.delivery.lost import declared_lost, sought
from hotline.delivery.states import State
from hotline.envelopes.items import BodyItem, StatementItem
from hotline.ids import Precedence
from hotline.obligations.owed import State as Owed
from hotline.obligations.owed import obligations
from hotline.procedures.exchange import round_of, shown
from hotline.transcript.standing import Word
from tests.client.station.strangers import arrival
from tests.simulation.parties import seat
from tests.simulation.world import World

THREE = [("BRV", "principal"), ("KLO", "principal"), ("OBS", "observer")]

pytestmark = pytest.mark.usefixtures("cheaply")


@pytest.fixture
def world(cheaply: None) -> World:
    world = World(7, THREE)
    world.settle()
    return world


def estimate(best: int) -> dict[str, object]:
    return {
        "low": best - 5,
        "high": best + 5,
        "best": best,
        "interval_confidence": 80,
        "impact": 3,
        "confidence": "moderate",
        "confidence_reason": "Two sources.",
        "basis": "Patrol reports.",
    }


def question(world: World, deadline_seconds: int) -> dict[str, object]:
    now = world.clock.now
    people = [desk.person.party for desk in world.desks.values()]
    parties = {party.root.id for party in people if party.function == "principal"}
    return {
        "title": "Collision at K5",
        "event": "Two vessels collide in box K5.",
        "resolve_by": to_rfc3339(now + timedelta(days=30)),
        "resolution": "As the harbour master reports.",
        "asked": sorted(party.hex() for party in parties),
        "deadline": to_rfc3339(now + timedelta(seconds=deadline_seconds)),
    }


def test_a_flash_overtakes_a_backlog(world: World) -> None:
    """Urgent goes first, is shown at once with history incomplete, and counts as delivered."""
    north, south = world.desks["BRV-1"], world.desks["KLO-1"]
    world.isolate(south)
    for number in range(500):
        north.message(f"routine {number}")
    flash = north.message("Ceasefire at noon", Precedence.FLASH)
    world.run(20)
    before = len(south.arrived)

    world.heal()
    while len(south.arrived) == before:
        world.run(0.05)

    assert south.arrived[before] == flash
    event = next(e for e in south.events if isinstance(e, StatementArrived) and e.statement == flash)
    assert not event.complete
    world.run(5)
    party = south.station.party
    assert north.station.state(world.channel, flash).parties[party].word >= State.DELIVERED
    world.settle()
    assert south.transcript.entry(flash).complete


def test_a_relay_that_lost_its_disk_loses_nothing(world: World) -> None:
    """What waited there unread is deposited again, and is with everyone once."""
    north, south = world.desks["BRV-1"], world.desks["KLO-1"]
    world.isolate(south)
    said = [north.message(f"number {number}") for number in range(60)]
    world.run(10)
    first = next(iter(world.relays.values()))
    first.stop()
    first.wipe()
    assert not set(said) & set(south.transcript.order())

    world.heal()
    world.settle()

    assert set(said) <= set(south.transcript.order())
    assert sorted(south.arrived) == sorted(set(south.arrived))


def test_a_third_party_carries_the_line(world: World) -> None:
    """Two that share no relay hear each other through one that is on both."""
    north, south = world.desks["BRV-1"], world.desks["KLO-1"]
    one, other = world.relays.values()
    world.cut(north, other)
    world.cut(south, one)
    said = north.message("Do you hear me?", Precedence.FLASH)

    world.run(60)

    assert said in south.transcript
    assert south.transcript.entry(said).content is not None


def test_a_restored_backup_goes_on_speaking(world: World) -> None:
    """It begins a new incarnation, gets its own statements back, and nobody sees two histories."""
    north = world.desks["BRV-1"]
    backup = north.backup()
    forgotten = north.message("said after the backup")
    world.settle()

    north.restore(backup)
    spoken = north.message("said at once after the restore")
    world.settle()

    assert forgotten in north.transcript
    for desk in world.desks.values():
        assert desk.transcript.standing(spoken).word is Word.COUNTS
        assert not [e for e in desk.events if isinstance(e, AlarmRaised)]
        assert "/" in desk.transcript.entry(spoken).number


def test_what_nobody_holds_any_more_is_declared_lost(world: World) -> None:
    """Its author's desk says so after a restore, and then nobody asks for it any more."""
    north, south = world.desks["BRV-1"], world.desks["KLO-1"]
    backup = north.backup()
    world.isolate(north)
    north.message("on no other desk")
    flash = north.message("handed over", Precedence.FLASH)
    entry = north.transcript.entry(flash)
    assert entry.body is not None
    said = StatementItem(entry.statement.payload, entry.statement.signature)
    south._receive([arrival(world, north.person.key, south, [said, BodyItem(flash, entry.body)])])
    north.restore(backup)
    world.heal()
    world.settle(calm=lambda: flash in north.transcript)
    (gap,) = north.transcript.gaps()

    world.settle()

    for desk in world.desks.values():
        assert declared_lost(desk.transcript) == [gap]
        assert len(desk.transcript.missing()) == 1 and not sought(desk.transcript)
        assert desk.station.quiet()
        assert not [e for e in desk.events if isinstance(e, AlarmRaised)]
        shown = gaps_view(desk.station, desk.station.channels()[0], desk.vault.notes)
        assert shown["lost"] == [{"desk": "BRV-1", "first": gap.first, "last": gap.last}]
        assert not (shown["links"] or shown["holes"] or shown["asked"])


def test_a_backup_restored_twice_is_no_equivocation(world: World) -> None:
    """Each restore is a life of its own, also when a clock went back between them."""
    north = world.desks["BRV-1"]
    backup = north.backup()
    world.run(5)
    north.restore(backup)
    first = north.message("after the first restore")
    world.settle()
    north.skew = -timedelta(days=2)
    north.restore(backup)
    world.settle()
    second = north.message("after the second restore")
    world.settle()

    for desk in world.desks.values():
        assert {desk.transcript.standing(each).word for each in (first, second)} <= {Word.COUNTS}
        assert not [e for e in desk.events if isinstance(e, AlarmRaised)]


def test_a_copied_vault_is_seen(world: World) -> None:
    """Two copies of one vault that both speak: everyone holds the proof, and the desk counts no more."""
    north = world.desks["BRV-1"]
    copy = world.copy(north)
    one = north.message("said by the one")
    other = copy.message("said by the other")
    world.run(120)

    for name in ("KLO-1", "OBS-1"):
        desk = world.desks[name]
        alarms = [e for e in desk.events if isinstance(e, AlarmRaised) and e.code == "two-histories"]
        assert alarms and {one, other} == set(alarms[0].evidence)
        assert desk.transcript.standing(one).word is Word.CONFLICTING
        assert desk.transcript.standing(other).word is Word.CONFLICTING


def test_a_desk_that_joins_late_has_the_history_it_may_have(world: World) -> None:
    """A new desk that only its party has heard of gets every header and body that is due to it."""
    north = world.desks["BRV-1"]
    early = north.message("said before anyone joined")
    world.settle()

    newcomer = world.add(seat(world.desks["KLO-1"].person.party, 2, world.entropy, world.clock.now))
    world.settle()

    assert newcomer.transcript.entry(early).content is not None
    assert newcomer.transcript.order() == north.transcript.order()


def test_estimates_open_together(world: World) -> None:
    """No desk shows another's estimate before all have filed; then all see the same pool."""
    north, south, observer = world.desks.values()
    asked = north.say("risk-question", question(world, 600))
    world.run(5)
    first = north.say("risk-estimate", estimate(30), refers_to=asked, held=True)
    world.run(30)
    for desk in (south, observer):
        assert desk.transcript.entry(first).body is None
    second = south.say("risk-estimate", estimate(50), refers_to=asked, held=True)
    world.settle()

    for desk in world.desks.values():
        assert all(shown(desk.transcript, each, desk.station.party) for each in (first, second))
        outcome = round_of(desk.transcript, asked, desk.station.party, world.clock.now)
        assert outcome is not None and outcome.pooled is not None
        assert outcome.pooled.together.best == 40


def test_a_silent_party_blocks_nobody(world: World) -> None:
    """After the deadline the filer closes, its estimate opens, and the silent one is named."""
    north, south, observer = world.desks.values()
    asked = north.say("risk-question", question(world, 60))
    world.run(5)
    north.say("risk-estimate", estimate(30), refers_to=asked, held=True)
    world.run(120)
    world.settle()

    outcome = round_of(observer.transcript, asked, observer.station.party, world.clock.now)
    assert outcome is not None
    assert outcome.silent == (south.station.party,)
    assert outcome.pooled is not None and outcome.pooled.together.best == 30


def test_unreached_is_not_unanswered(world: World) -> None:
    """Who has it and is silent is overdue; who cannot be reached is unreached, and no clock runs."""
    north, south = world.desks["BRV-1"], world.desks["KLO-1"]
    answered = north.message("Do you read?", Precedence.FLASH)
    world.run(20)
    south.say("acknowledgement", {"officer": "K. Lowe"}, Precedence.FLASH, answered)
    world.run(20)
    silent = north.message("And this?", Precedence.FLASH)
    world.run(20)
    world.isolate(south)
    lost = north.message("Nobody there?", Precedence.FLASH)
    world.run(1500)

    states = {each.because: each.state for each in obligations(north.transcript, world.clock.now)}
    assert states[answered] is Owed.MET
    assert states[silent] is Owed.OVERDUE
    assert states[lost] is Owed.UNREACHED


def test_a_timely_acknowledgement_is_met_on_a_quiet_line(world: World) -> None:
    """Nobody need say anything more: the asking desk itself puts a date after the answer."""
    north, south = world.desks["BRV-1"], world.desks["KLO-1"]
    asked = north.message("Do you read?", Precedence.FLASH)
    world.run(20)
    south.say("acknowledgement", {"officer": "K. Lowe"}, Precedence.FLASH, asked)
    world.run(60)

    for desk in world.desks.values():
        states = {each.because: each.state for each in obligations(desk.transcript, world.clock.now)}
        assert states[asked] is Owed.MET
