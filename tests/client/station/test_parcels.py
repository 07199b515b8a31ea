"""A desk that may not read a thing can still be the line for it."""

from __future__ import annotations

import pytest

from client.station.parcels import CARRIED_MOST
from hotline.agreement.text import AgreementText, Audience
from hotline.envelopes.items import ParcelItem
from hotline.ids import DeviceId, Precedence
from tests.client.station.strangers import arrival, bring
from tests.simulation import parties
from tests.simulation.world import World


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    """Messages are between the principals; the observer alone is on both relays."""
    full = parties._text

    def principals_only(*given: object) -> AgreementText:
        text = full(*given)  # type: ignore[arg-type]
        kinds = tuple(
            each.model_copy(update={"audience": Audience.PRINCIPALS}) if each.kind == "message" else each
            for each in text.kinds
        )
        return text.model_copy(update={"kinds": kinds})

    monkeypatch.setattr(parties, "_text", principals_only)
    world = World(9, [("BRV", "principal"), ("KLO", "principal"), ("OBS", "observer")])
    world.settle()
    one, other = world.relays.values()
    world.cut(world.desks["BRV-1"], other)
    world.cut(world.desks["KLO-1"], one)
    return world


@pytest.mark.parametrize("precedence", [Precedence.FLASH, Precedence.ROUTINE])
def test_an_observer_carries_what_it_may_not_read(world: World, precedence: Precedence) -> None:
    """Header and body arrive; the observer passes on a closed envelope and never has the body."""
    north, south, observer = world.desks.values()
    said = north.message("For your eyes only", precedence)

    world.run(90)

    assert south.transcript.entry(said).content is not None
    assert observer.transcript.entry(said).body is None


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

    row = north.station.memory.outbox.row(south.device, said)
    assert row is not None and 2 <= row.tries <= 9
