"""What is told of a statement that was just said."""

from __future__ import annotations

import pytest

from client.engine.talk import _taken
from tests.simulation.world import World


def test_what_a_desk_says_that_it_has_was_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its word may come before the relay's receipt: nobody is told that no relay took it."""
    world = World(5, [("BRV", "principal"), ("KLO", "principal"), ("OBS", "observer")])
    world.settle()
    north = world.desks["BRV-1"]
    monkeypatch.setattr(north.station.memory.outbox, "receipt", lambda *_: [])
    said = north.message("Hold fire")
    assert _taken(north.station, world.channel, said) == 0

    world.run(30)

    assert north.station.memory.vault.record.relayed(said) == []
    assert _taken(north.station, world.channel, said) == 2
