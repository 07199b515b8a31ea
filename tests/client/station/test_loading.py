"""A desk that settled its record starts as one that reads every statement anew."""

from __future__ import annotations

import pytest

from client.station import loading
from client.station.loading import VaultShelf
from client.station.ports import KeptRecord
from hotline.ids import Precedence, StatementId
from tests.simulation.desk import SimulatedDesk
from tests.simulation.promises import read
from tests.simulation.world import World


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Settles every few statements."""
    monkeypatch.setattr(loading, "SETTLE_LEAST", 4)


def talked(world: World) -> SimulatedDesk:
    """A desk after a while of talk, in which everything was settled."""
    north, south, _ = world.desks.values()
    for number in range(12):
        north.message(f"North {number}", Precedence.FLASH if number == 5 else Precedence.ROUTINE)
        south.message(f"South {number}")
        world.run(5)
    world.settle()
    assert north.transcript.settled
    return north


def restarted(desk: SimulatedDesk, world: World) -> None:
    desk.crash()
    desk.start()
    world.settle()


def test_after_a_restart_it_is_the_same_record(world: World) -> None:
    """Order, verdicts, standings, and what is owed."""
    desk = talked(world)
    now = world.clock.now
    before = read(desk.transcript), desk.station.obligations(desk.station.channels()[0].id, now)

    desk.crash()
    desk.start()

    assert desk.transcript.settled
    assert (read(desk.transcript), desk.station.obligations(desk.station.channels()[0].id, now)) == before


def test_nothing_is_said_twice_after_a_restart(world: World) -> None:
    """Duties that were done are done; the desk remembers which are open."""
    desk = talked(world)
    before = len(desk.transcript)

    for _ in range(3):
        restarted(desk, world)

    assert len(desk.transcript) == before


def test_a_duty_that_was_open_is_done_after_a_restart(world: World) -> None:
    """A request that was settled before its delivery was in the record is looked at again."""
    north, south, _ = world.desks.values()
    talked(world)
    world.isolate(south)
    flash = north.message("Are you there?", Precedence.FLASH)
    for number in range(12):
        north.message(f"Waiting {number}")
    world.run(5)
    assert flash in north.transcript.order(0, north.transcript.settled)

    north.crash()
    north.start()
    world.heal()
    world.settle()

    kinds = [north.transcript.header(each).kind for each in north.transcript.replies(flash)]
    assert "delivered" in kinds


def test_what_another_version_settled_is_made_anew(world: World) -> None:
    """The statements are what is kept; the rest is derived."""
    desk = talked(world)
    [channel] = desk.station.channels()
    before = read(desk.transcript)
    kept = desk.vault.record.settled(channel.id)
    assert kept is not None
    with desk.vault.transaction():
        other = KeptRecord(kept.upto, b"\x81\x65other", kept.rest)
        desk.vault.record.keep_settled(channel.id, other)

    desk.crash()
    desk.start()

    assert read(desk.transcript) == before


def test_bodies_stay_in_the_vault(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Opening reads no body of a message."""
    desk = talked(world)
    read: list[str] = []
    body = VaultShelf.body

    def noted(shelf: VaultShelf, id: StatementId) -> bytes | None:
        read.append(shelf.statement(id).header.kind)
        return body(shelf, id)

    monkeypatch.setattr(VaultShelf, "body", noted)

    desk.crash()
    desk.start()

    assert "desk" in read
    assert "message" not in read
