"""Who vouches that a statement was said in time: the agreement's other parties, the same on every desk."""

from __future__ import annotations

import random

import pytest

from hotline.transcript.transcript import Transcript
from tests.hotline.transcript.world import DAY, MINUTE, START, Said, World, filled, message, party


def standings(world: World, said: Said) -> set[str]:
    """What it counts for, over many orders of arrival."""
    found = set()
    for seed in range(24):
        order = random.Random(seed).sample(world.said, len(world.said))
        found.add(filled(world.first, order).standing(said.id).word.value)
    return found


def test_two_histories_that_name_their_desk_too_late_vouch_the_same_in_any_order() -> None:
    """A member that forks before it says who it is cannot make two honest desks see different things."""
    world = World()
    bravo, kilo, obs = world.desk("BRV", until=START + DAY), world.desk("KLO"), world.desk("OBS")
    said = bravo.say("message", message())
    nameless = kilo.utter("message", message())
    twin = kilo.fork(nameless)
    for each in (kilo, twin):
        each.utter("desk", each.card())
    twin.say("message", message(), after=[said])
    obs.say("message", message(), said_at=START + DAY + MINUTE)

    assert standings(world, said) == {"unwitnessed"}


def test_a_have_of_a_root_that_is_no_party_vouches_for_nothing() -> None:
    """Anybody can make a root, and sign under it whatever date suits."""
    world = World()
    bravo, kilo = world.desk("BRV", until=START + DAY), world.desk("KLO")
    said = bravo.say("message", message())
    kilo.say("message", message(), said_at=START + 2 * DAY)
    transcript = Transcript(world.first, lambda _transcript, _id: [(party("XEN").id, START + MINUTE)])
    for each in world.said:
        transcript.add(each.statement, each.body)

    assert transcript.standing(said.id).word == "unwitnessed"


@pytest.mark.parametrize("code", ["KLO", "OBS"])
def test_any_other_party_vouches(code: str) -> None:
    world = World()
    bravo, other = world.desk("BRV", until=START + DAY), world.desk(code)
    said = bravo.say("message", message())
    other.say("message", message(), after=[said])
    other.say("message", message(), said_at=START + 2 * DAY)

    assert standings(world, said) == {"counts"}
