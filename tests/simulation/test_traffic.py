"""What the line costs while lines come and go: what desks tell each other of others must not feed itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from random import Random

import pytest

from client.station.arrivals import ToDeposit
from client.station.station import Station
from hotline.ids import Precedence, RelayId
from tests.simulation.parties import Wishes
from tests.simulation.standin import standing_in
from tests.simulation.world import World

PRINCIPALS, OTHERS, MINUTES = 4, 6, 20

Traffic = Counter[str]


@pytest.fixture
def traffic(monkeypatch: pytest.MonkeyPatch) -> Traffic:
    """Bytes that relays were given, by what the envelope is for: its topic's first word."""
    real, given = Station.deposits, Traffic()

    def deposits(
        self: Station, relay: RelayId, now: datetime, room: int, least: Precedence = Precedence.ROUTINE
    ) -> list[ToDeposit]:
        offered = real(self, relay, now, room, least)
        for each in offered:
            envelope = self.memory.outbox.envelope(each.envelope)
            topic = (envelope.topic if envelope is not None else None) or "statements"
            given[topic.split()[0]] += len(each.public) + sum(len(slot) for _, slot in each.slots)
        return offered

    monkeypatch.setattr(Station, "deposits", deposits)
    return given


@pytest.fixture
def world() -> Iterator[World]:
    """Messages are for the principals; the others carry them closed."""
    seats = [(f"P{chr(65 + n)}X", "principal") for n in range(PRINCIPALS)]
    seats += [(f"O{chr(65 + n)}X", "observer") for n in range(OTHERS)]
    with standing_in():
        yield World(9, seats, relays=3, wishes=Wishes(message_audience="principals"))


def test_news_and_haves_do_not_feed_each_other(world: World, traffic: Traffic) -> None:
    """Every ten minutes one desk is away and two have one relay each, for four; a message a minute."""
    world.settle()
    desks, relays, dice = list(world.desks.values()), list(world.relays.values()), Random(3)
    traffic.clear()
    for minute in range(MINUTES):
        if minute % 10 == 0:
            away, one, other = dice.sample(desks, 3)
            world.isolate(away)
            for desk, kept in ((one, relays[0]), (other, relays[1])):
                for relay in relays:
                    if relay is not kept:
                        world.cut(desk, relay)
        if minute % 10 == 4:
            world.heal()
        desks[minute % PRINCIPALS].message(f"message {minute}", Precedence.ROUTINE)
        world.run(60)

    assert traffic["news"] < traffic["carried"]
    assert all(desk.station.quiet() for desk in desks)
    assert not world.broken


def test_a_desk_says_seldom_who_it_is(traffic: Traffic) -> None:
    """Its card is ten times a have, and is for whose haves do not come: once a minute."""
    with standing_in():
        world = World(7, [("BRV", "principal"), ("KLO", "principal")], relays=1)
        north = world.desks["BRV-1"]
        north.silent = True
        world.run(10)
        traffic.clear()
        for number in range(90):
            north.message(f"message {number}", Precedence.ROUTINE)
            world.run(2)

        assert traffic["have"] < traffic["statements"], "eleven times as much if it came with each have"
