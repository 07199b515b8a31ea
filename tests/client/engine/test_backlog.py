"""A backlog: opened beside, taken in by the station alone, with the same outcome."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from concurrent.futures import Future

import pytest

from client.engine import backlog as module
from client.engine.backlog import LEAST, REST, WORTH_IT, Backlog
from client.station.arrivals import EnvelopeCame
from client.station.events import EnvelopeSetAside
from client.station.station import Station
from hotline.envelopes.items import StatementItem
from hotline.ids import StatementId
from tests.client.station.strangers import arrival
from tests.client.station.test_receive import items_of
from tests.simulation.world import World

BATCH = LEAST + 8


class Clock:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def world() -> World:
    world = World(5, [("BRV", "principal"), ("KLO", "principal"), ("OBS", "observer")])
    world.settle()
    return world


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def backlog(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Backlog]:
    """One that has its worker from its first large batch on."""
    monkeypatch.setattr(module, "cores", lambda: 2)
    monkeypatch.setattr(module, "WORTH_IT", 1)
    made = Backlog(clock)
    yield made
    made.close()


def said_meanwhile(world: World, count: int) -> tuple[Station, list[StatementId], list[EnvelopeCame]]:
    """What BRV-1 says while KLO-1 cannot hear it, one statement an envelope."""
    north, south = world.desks["BRV-1"], world.desks["KLO-1"]
    world.isolate(south)
    said = [north.message(f"number {number}") for number in range(count)]
    came = [arrival(world, north.person.key, south, items_of(north, each)) for each in said]
    return south.station, said, came


def begun(backlog: Backlog, station: Station, world: World, some: list[EnvelopeCame]) -> None:
    """The first batch starts the worker; it is waited for."""
    backlog.receive(station, some, world.clock.now)
    future = backlog._begun
    assert isinstance(future, Future)
    future.result()


def opened_beside(station: Station, monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """For each envelope that the station takes in with a backlog, whether it was opened ahead."""
    seen: list[bool] = []
    call = module._Opening.__call__

    def noted(self: module._Opening, came: EnvelopeCame) -> object:
        ahead = call(self, came)
        seen.append(ahead is not None)
        return ahead

    monkeypatch.setattr(module._Opening, "__call__", noted)
    return seen


def test_what_was_opened_beside_is_held_as_if_it_was_opened_here(
    world: World, backlog: Backlog, monkeypatch: pytest.MonkeyPatch
) -> None:
    station, said, came = said_meanwhile(world, 2 * BATCH)
    seen = opened_beside(station, monkeypatch)
    begun(backlog, station, world, came[:BATCH])

    backlog.receive(station, came[BATCH:], world.clock.now)

    assert any(seen)
    transcript = station.transcript(world.channel)
    assert all(each in transcript and not transcript.lacks_body(each) for each in said)


def test_what_is_forged_is_refused_with_its_reason(
    world: World, backlog: Backlog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker leaves out what is wrong; the station meets it itself, and takes the rest."""
    station, said, came = said_meanwhile(world, 2 * BATCH)
    north, south = world.desks["BRV-1"], world.desks["KLO-1"]
    good, body = items_of(north, said[-1])
    came[-1] = arrival(world, north.person.key, south, [StatementItem(good.payload, bytes(64)), body])
    came[-2] = EnvelopeCame(None, came[-2].public[:-1] + b"\0", came[-2].slot)
    begun(backlog, station, world, came[:BATCH])

    events = backlog.receive(station, came[BATCH:], world.clock.now)

    reasons = [each.why for each in events if isinstance(each, EnvelopeSetAside)]
    assert len(reasons) == 2
    transcript = station.transcript(world.channel)
    assert all(each in transcript for each in said[:-2])
    assert said[-1] not in transcript


# The pool of the library complains of what was cancelled before its process was killed.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_worker_that_was_killed_costs_nothing(
    world: World, backlog: Backlog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PATIENCE", 1.0)
    station, said, came = said_meanwhile(world, 2 * BATCH)
    begun(backlog, station, world, came[:BATCH])
    assert backlog._workers is not None
    os.kill(backlog._workers.submit(os.getpid).result(), signal.SIGKILL)

    backlog.receive(station, came[BATCH:], world.clock.now)

    assert all(each in station.transcript(world.channel) for each in said)
    assert backlog.rest_in is None


def test_a_worker_that_was_stopped_is_not_waited_for(
    world: World, backlog: Backlog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.2)
    station, said, came = said_meanwhile(world, 2 * BATCH)
    begun(backlog, station, world, came[:BATCH])
    assert backlog._workers is not None
    worker = backlog._workers.submit(os.getpid).result()
    os.kill(worker, signal.SIGSTOP)

    backlog.receive(station, came[BATCH:], world.clock.now)
    os.kill(worker, signal.SIGCONT)

    assert all(each in station.transcript(world.channel) for each in said)
    assert backlog.rest_in is None


def test_workers_begin_with_a_backlog_and_end_after_it(
    world: World, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody has a second process with keys in it for what comes one by one."""
    monkeypatch.setattr(module, "cores", lambda: 2)
    station, _, came = said_meanwhile(world, LEAST)
    backlog = Backlog(clock)
    for each in came:
        backlog.receive(station, [each], world.clock.now)
    assert backlog.rest_in is None
    for _ in range(WORTH_IT // LEAST):
        backlog.receive(station, came, world.clock.now)
    assert backlog.rest_in is None

    backlog.receive(station, came, world.clock.now)
    assert backlog.rest_in == REST

    clock.seconds += REST
    assert backlog.rest_in == 0
    backlog.rest()
    assert backlog.rest_in is None


def test_a_single_core_opens_everything_itself(
    world: World, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "cores", lambda: 1)
    monkeypatch.setattr(module, "WORTH_IT", 1)
    station, said, came = said_meanwhile(world, BATCH)
    backlog = Backlog(clock)

    backlog.receive(station, came, world.clock.now)

    assert backlog.rest_in is None
    assert all(each in station.transcript(world.channel) for each in said)
