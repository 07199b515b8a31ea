"""What is said gets there, whatever one relay does."""

from __future__ import annotations

import pytest

from client.station import dispatch
from hotline.crypto.sealing import SealingKey
from hotline.identity.card import verified_card
from hotline.identity.sealing_key import announce
from hotline.ids import Counter, Incarnation, Precedence
from server.stores.memory import MemoryMailboxes
from server.stores.port import Answer, Deposit
from tests.simulation.parties import seat
from tests.simulation.world import World


class Forgetful(MemoryMailboxes):
    """Receipts what it is given and keeps none of it."""

    def deposit(self, deposit: Deposit, now: object) -> list[Answer]:
        return MemoryMailboxes().deposit(deposit, now)  # type: ignore[arg-type]


def test_a_relay_that_signs_and_drops_delays_and_loses_nothing(world: World) -> None:
    """At the next comm check all hear through the other relay what is lacking, and it goes that way too."""
    north, south = world.desks["BRV-1"], world.desks["KLO-1"]
    first = next(iter(world.relays.values()))
    first._mailboxes = Forgetful()
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
    assert all(outbox.row(person.key.device, said) for person in people)
    assert max(len(envelope.slots) for envelope in outbox.waiting()) == 4
