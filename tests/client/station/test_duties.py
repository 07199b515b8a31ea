"""What a desk says by itself: once, and never so that it stops listening when it may not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from client.station.events import StatementArrived
from hotline.agreement.text import AgreementText
from hotline.errors import NotTrusted
from hotline.ids import Precedence
from tests.client.station.strangers import bring
from tests.client.station.test_receive import items_of
from tests.simulation import parties
from tests.simulation.desk import SimulatedDesk
from tests.simulation.world import World

CHECK = {"nonce": "00" * 16, "level": "link", "text": "Radio check"}


def kinds_said(desk: SimulatedDesk, author: SimulatedDesk) -> list[str]:
    headers = (desk.transcript.header(each) for each in desk.transcript.order())
    return [header.kind for header in headers if header.author == author.device]


def test_a_desk_introduces_itself_once_a_life(world: World) -> None:
    """Also over restarts."""
    north, south = world.desks["BRV-1"], world.desks["KLO-1"]
    north.crash()
    north.start()
    world.settle()

    assert kinds_said(south, north).count("desk") == 1


def test_a_comm_check_is_answered_once_by_each_desk(world: World) -> None:
    """By the machine, and not again after a restart."""
    north, south = world.desks["BRV-1"], world.desks["KLO-1"]
    north.say("comm-check", CHECK)
    world.run(30)
    south.crash()
    south.start()
    world.settle()

    assert kinds_said(north, south).count("comm-check-answer") == 1


def test_a_check_that_may_not_be_answered_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the agreement has no clause for the answer, a check from another must not end a desk's work."""
    full = parties._text

    def without_answers(*given: object) -> AgreementText:
        text = full(*given)  # type: ignore[arg-type]
        kinds = tuple(each for each in text.kinds if each.kind != "comm-check-answer")
        return text.model_copy(update={"kinds": kinds})

    monkeypatch.setattr(parties, "_text", without_answers)
    world = World(8, [("BRV", "principal"), ("KLO", "principal")])
    world.settle()
    north, south = world.desks.values()

    north.say("comm-check", CHECK)
    world.run(30)
    said = north.message("and after it")
    world.settle()

    assert said in south.transcript
    assert "comm-check-answer" not in kinds_said(north, south)


def test_a_desk_under_a_hopeless_clock_still_listens(world: World) -> None:
    """Before its credential begins it may not speak, not even its card; what others say it takes in."""
    north, south = world.desks["BRV-1"], world.desks["KLO-1"]
    backup = south.backup()
    said = north.message("Can you hear me?", Precedence.FLASH)
    south.skew = -timedelta(days=365)
    south.restore(backup)
    world.isolate(south)

    events = bring(world, north.person.key, south, items_of(north, said))

    assert any(isinstance(each, StatementArrived) and each.statement == said for each in events)
    with pytest.raises(NotTrusted, match="not valid yet"):
        south.message("I may not")
    south.skew = timedelta()
    world.heal()
    spoken = south.message("Now I may")
    world.settle()
    assert spoken in north.transcript


def test_a_delivery_is_recorded_once_for_each_party(world: World) -> None:
    """Two desks that know of it do not both put it into the record."""
    north, south, _ = world.desks.values()
    said = north.message("Do you read?", Precedence.FLASH)
    world.run(600)

    replies = [south.transcript.header(each) for each in south.transcript.replies(said)]
    assert [header.kind for header in replies].count("delivered") == 1
    assert all(header.author == north.device for header in replies if header.kind == "delivered")
