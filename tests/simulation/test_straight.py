"""What is handed straight to a desk that is connected: docs/decisions/straight-to-the-desk.md, as stories."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hotline.ids import StatementId
from tests.simulation.desk import SimulatedDesk
from tests.simulation.relay import SimulatedRelay
from tests.simulation.world import World

pytestmark = pytest.mark.usefixtures("cheaply")

TURN = 0.05  # seconds: less than anything here takes


@pytest.fixture
def world(cheaply: None) -> World:
    world = World(21, [("BRV", "principal"), ("KLO", "principal")], relays=1)
    world.settle()
    world.run(60)
    return world


def relay_of(world: World) -> SimulatedRelay:
    [relay] = world.relays.values()
    return relay


def say_and_run_until(world: World, there: Callable[[], bool]) -> StatementId:
    """North says something; time stops with the first turn after which this is so."""
    said = world.desks["BRV-1"].message("Do you hear me?")
    for _ in range(200):
        world.run(TURN)
        if there():
            return said
    raise AssertionError("it does not come to this")


def is_with(desk: SimulatedDesk, said: StatementId) -> bool:
    return said in desk.transcript and desk.transcript.entry(said).content is not None


def is_under_way_to(world: World, desk: SimulatedDesk) -> Callable[[], bool]:
    return lambda: desk.device in relay_of(world)._rules._delivering._under_way._deliveries


def test_what_is_acknowledged_in_time_is_never_written(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its depositor has the receipt as soon as its recipient has it."""
    south, relay = world.desks["KLO-1"], relay_of(world)
    monkeypatch.setattr("tests.simulation.lines.LATENCY", (0.02, 0.1))
    written = relay.disk._last
    said = world.desks["BRV-1"].message("Do you hear me?")
    world.run(5)

    assert is_with(south, said)
    assert relay.disk._last == written
    assert not relay.disk.waiting()
    [(device, _)] = world.desks["BRV-1"].vault.record.delivered(said)
    assert device == south.device


def test_a_relay_that_dies_before_the_acknowledgement_has_signed_nothing(world: World) -> None:
    """What it handed over is deposited again, and is shown once."""
    north, south, relay = world.desks["BRV-1"], world.desks["KLO-1"], relay_of(world)
    said = say_and_run_until(world, is_under_way_to(world, south))
    relay.stop()
    assert not relay.disk.waiting()
    assert not north.station.memory.outbox.empty
    relay.start()
    world.settle()

    assert is_with(south, said)
    assert south.arrived.count(said) == 1
    assert not world.broken


def test_what_is_not_acknowledged_is_written_and_waits(world: World) -> None:
    """The acknowledgement is lost, and the desk's line with it: it is there when the desk comes again."""
    south, relay = world.desks["KLO-1"], relay_of(world)
    world.change_weather(south, relay, blocked=frozenset({"up"}))
    said = say_and_run_until(world, lambda: bool(relay.disk.waiting()))
    assert {mailbox for mailbox, _, _ in relay.disk.waiting()} == {south.device}

    world.heal()
    world.settle()
    world.run(5)

    assert is_with(south, said)
    assert south.arrived.count(said) == 1
    assert not relay.disk.waiting()


def test_what_is_acknowledged_while_it_is_written_is_let_go(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After the commit, and before the relay's event loop knows of it."""
    south, relay = world.desks["KLO-1"], relay_of(world)
    monkeypatch.setattr("tests.simulation.lines.LATENCY", (0.3, 0.39))
    said = say_and_run_until(world, lambda: bool(relay.disk.waiting()))
    assert is_under_way_to(world, south)()

    world.run(10)

    assert is_with(south, said)
    assert not relay.disk.waiting()


def test_who_comes_back_while_it_is_under_way_gets_it_at_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was handed to a session that is gone; on a slow disk the new one looked before it was written."""
    monkeypatch.setattr("tests.simulation.disk.COMMITS", 4.0)
    south = world.desks["KLO-1"]
    said = say_and_run_until(world, is_under_way_to(world, south))
    south.crash()
    south.start()
    world.run(7)

    assert is_with(south, said)
