"""How far a statement has come; and that no new fact ever lowers that."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hotline.delivery.states import State, StatementState, state_of
from hotline.ids import PartyId, RelayId
from tests.hotline.delivery.builders import have_of, held_by, record_delivered
from tests.hotline.procedures.builders import ask, estimate
from tests.hotline.transcript.world import (
    MINUTE,
    START,
    Said,
    Speaker,
    World,
    filled,
    message,
    party,
)

RELAY = RelayId(bytes(32))
KLO, OBS = party("KLO").id, party("OBS").id


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def bravo(world: World) -> Speaker:
    return world.desk("BRV")


@pytest.fixture
def kilo(world: World) -> Speaker:
    desk = world.desk("KLO")
    desk.begin()
    return desk


def state(world: World, said: Said, relayed: int = 0, delivered: tuple[Speaker, ...] = ()) -> StatementState:
    mailboxes = [(each.key.device, RELAY) for each in delivered[:relayed]]
    return state_of(world.transcript(), said.id, mailboxes, [(each.key.device, START) for each in delivered])


def words(found: StatementState) -> Mapping[PartyId, State]:
    return {who: each.word for who, each in found.parties.items()}


def test_what_was_said_is_queued(world: World, bravo: Speaker, kilo: Speaker) -> None:
    said = bravo.say("message", message())

    assert words(state(world, said)) == {KLO: State.QUEUED, OBS: State.QUEUED}
    assert str(state(world, said).word) == "queued"


def test_a_receipt_makes_it_relayed_into_some_of_their_mailboxes(
    world: World, bravo: Speaker, kilo: Speaker
) -> None:
    """Relayed, n of m: a relay's word for one mailbox is no word for another."""
    world.desk("KLO", 2).begin()
    said = bravo.say("message", message())

    found = state_of(world.transcript(), said.id, [(kilo.key.device, RELAY)], [])

    assert found.parties[KLO].word is State.RELAYED
    assert (found.parties[KLO].relayed, found.parties[KLO].of) == (1, 2)
    assert found.word is State.QUEUED


def test_one_desk_of_a_party_that_has_it_is_enough(world: World, bravo: Speaker, kilo: Speaker) -> None:
    world.desk("KLO", 2).begin()
    said = bravo.say("message", message())

    assert state(world, said, delivered=(kilo,)).parties[KLO].word is State.DELIVERED


def test_a_delivery_in_the_record_is_seen_by_all(world: World, bravo: Speaker, kilo: Speaker) -> None:
    """Also by desks that got neither receipt nor have themselves."""
    said = bravo.say("message", message())
    record_delivered(bravo, said, kilo, have_of(kilo, world.transcript()))

    assert words(state(world, said)) == {KLO: State.DELIVERED, OBS: State.QUEUED}


@pytest.mark.parametrize("fault", ["uncovered", "stranger", "body missing", "other party"])
def test_what_proves_no_delivery_changes_nothing(
    world: World, bravo: Speaker, kilo: Speaker, fault: str
) -> None:
    """A `delivered` counts by the have it carries: signed by a desk of that party, covering the whole."""
    before = held_by(kilo, *world.said)
    said = bravo.say("message", message())
    have = have_of(kilo, world.transcript())
    match fault:
        case "uncovered":
            record_delivered(bravo, said, kilo, before)
        case "stranger":
            unknown = world.desk("KLO", 9)
            record_delivered(bravo, said, unknown, have_of(unknown, world.transcript()))
        case "body missing":
            record_delivered(bravo, said, kilo, have_of(kilo, world.transcript(), missing=[said.id]))
        case _:
            world.desk("OBS").begin()
            record_delivered(bravo, said, kilo, have, party="OBS")

    assert words(state(world, said))[KLO] is State.QUEUED
    assert words(state(world, said))[OBS] is State.QUEUED


def test_an_officers_word_makes_it_read_and_a_reply_answered(
    world: World, bravo: Speaker, kilo: Speaker
) -> None:
    said = bravo.say("message", message())
    acknowledgement = {"officer": "A. Officer", "note": None}
    kilo.say("acknowledgement", acknowledgement, refers_to=said, after=[said])
    read = state(world, said)
    kilo.say("message", message("Yes"), refers_to=said, after=[said])
    answered = state(world, said)

    assert read.parties[KLO].word is State.READ
    assert answered.parties[KLO].word is State.ANSWERED
    assert answered.word is State.QUEUED  # the observers' desk may not have it yet


def test_over_all_it_came_as_far_as_with_every_one(world: World, bravo: Speaker, kilo: Speaker) -> None:
    observer = world.desk("OBS")
    observer.begin()
    said = bravo.say("message", message())
    kilo.say("message", message("Yes"), refers_to=said, after=[said])

    assert state(world, said, delivered=(observer,)).word is State.DELIVERED


def test_whom_it_is_not_for_is_not_waited_for(world: World, bravo: Speaker, kilo: Speaker) -> None:
    audience = tuple(sorted({bravo.party.id, KLO}))
    said = bravo.say("message", message(), audience=audience)

    assert set(words(state(world, said))) == {KLO}


def test_a_sealed_answer_is_no_answer_yet(world: World, bravo: Speaker, kilo: Speaker) -> None:
    """Its body may still turn out invalid, and a state never goes back."""
    question = ask(bravo, "KLO")
    filing = estimate(kilo, question)
    sealed = world.transcript()
    without = filled(world.first, [each for each in world.said if each is not filing])
    without.add(filing.statement)

    assert state_of(without, question.id, [], []).parties[KLO].word is State.QUEUED
    assert state_of(sealed, question.id, [], []).parties[KLO].word is State.ANSWERED


# Only up


@st.composite
def stories(draw: st.DrawFn) -> tuple[World, Said, list[Speaker]]:
    """A statement, and much that may or may not be known about it; forged and conflicting things too."""
    world = World(seed=draw(st.integers(0, 5)))
    bravo, kilo, copy = world.desk("BRV"), world.desk("KLO"), world.desk("KLO", 2)
    for desk in (bravo, kilo, copy):
        desk.begin()
    said = bravo.say("message", message())
    for _ in range(draw(st.integers(1, 5))):
        desk = draw(st.sampled_from([kilo, copy, copy.fork(copy.said[0]), bravo]))
        match draw(st.sampled_from(["acknowledge", "answer", "deliver", "malformed", "unrelated"])):
            case "acknowledge":
                desk.say("acknowledgement", {"officer": "A", "note": None}, refers_to=said, after=[said])
            case "answer":
                desk.say("message", message("Yes"), refers_to=said, after=[said])
            case "deliver":
                record_delivered(bravo, said, kilo, have_of(kilo, world.transcript(), at=START + MINUTE))
            case "malformed":
                desk.say("message", {"text": 7}, refers_to=said, after=[said])
            case _:
                desk.say("message", message("Aside"))
    return world, said, [kilo, copy]


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_state_only_ever_moves_up(data: st.DataObject) -> None:
    """Whatever comes, in whatever order, header and body apart or together: no state goes back."""
    world, said, desks = data.draw(stories())
    known = [world.said[0], said]
    others = [each for each in world.said if each not in known]
    facts: list[tuple[str, Any]] = [(kind, each) for kind in ("header", "body") for each in others]
    facts += [(kind, desk.key.device) for kind in ("relayed", "delivered") for desk in desks]
    order = data.draw(st.permutations(range(len(facts))))
    transcript = filled(world.first, known)
    receipts: dict[str, list[Any]] = {"relayed": [], "delivered": []}
    last = state_of(transcript, said.id, [], [])

    for kind, fact in (facts[each] for each in order):
        if kind in receipts:
            receipts[kind].append((fact, RELAY if kind == "relayed" else START))
        else:
            transcript.add(fact.statement, fact.body if kind == "body" else None)
        found = state_of(transcript, said.id, receipts["relayed"], receipts["delivered"])

        assert found.word >= last.word
        assert all(found.parties[who].word >= each.word for who, each in last.parties.items())
        last = found
