"""The graph, the order, the chains: functions of the set, whatever order it came in."""

from __future__ import annotations

import pytest

from hotline.errors import Misuse, Refused
from hotline.ids import Place, Precedence
from hotline.transcript.places import Run
from hotline.transcript.transcript import Transcript
from hotline.transcript.verdict import State
from tests.hotline.transcript.world import MINUTE, START, World, filled, message


def test_a_statement_is_held_once() -> None:
    """Saying it again changes nothing."""
    world = World()
    said = world.desk("BRV").begin()
    transcript = world.transcript(said)

    again = transcript.add(said.statement, said.body)

    assert (again.statement, again.body, again.completed) == (False, False, ())
    assert len(transcript) == 1


def test_a_statement_of_another_channel_is_not_taken() -> None:
    """One transcript, one channel."""
    said = World(title="Another line").desk("BRV").begin()

    with pytest.raises(Misuse):
        World().transcript().add(said.statement)


def test_a_wrong_body_is_refused_and_takes_nothing() -> None:
    """What does not hash to the header's promise is not its body."""
    world = World()
    said = world.desk("BRV").begin()
    transcript = Transcript(world.first)

    with pytest.raises(Refused, match="promises") as refusal:
        transcript.add(said.statement, said.body + b" ")

    assert refusal.value.code == "body-mismatch"
    assert said.id not in transcript


def test_a_missing_ancestor_is_named_and_completes_what_waited_for_it() -> None:
    """What has a gap under it is shown as incomplete until the gap closes."""
    world = World()
    bravo = world.desk("BRV")
    first, second = bravo.begin(), bravo.say("message", message())
    third = bravo.say("message", message())
    transcript = world.transcript(first, third)
    assert transcript.missing() == {second.id}
    assert transcript.entry(third.id).verdict.code == "history-incomplete"

    added = transcript.add(second.statement, second.body)

    assert added.completed == (second.id, third.id)
    assert transcript.missing() == set()
    assert transcript.entry(third.id).verdict.state is State.VALID


def test_without_its_author_s_card_nothing_is_complete() -> None:
    """Who speaks is in the body of the first statement; until it is held, judgement waits."""
    world = World()
    bravo = world.desk("BRV")
    first, second = bravo.begin(), bravo.say("message", message())
    transcript = Transcript(world.first)
    transcript.add(first.statement)
    transcript.add(second.statement, second.body)
    assert transcript.entry(second.id).verdict.state is State.WAITING
    assert transcript.heads() == ()

    transcript.add_body(first.id, first.body)

    assert transcript.entry(second.id).verdict.state is State.VALID
    assert transcript.heads() == (second.id,)


def test_a_founding_statement_for_some_only_founds_nothing() -> None:
    """Else its author could keep some from judging what honest desks say after it."""
    world = World()
    bravo, kilo = world.desk("BRV"), world.desk("KLO")
    hidden = bravo.begin(audience=(bravo.party.id,))
    heard = kilo.begin(after=[hidden])
    transcript = filled(world.first, [heard])
    transcript.add(hidden.statement)

    assert transcript.entry(hidden.id).verdict.code == "no-desk"
    assert transcript.entry(heard.id).verdict.state is State.VALID


def test_heads_are_what_no_complete_statement_names() -> None:
    """An incomplete statement is no head, and takes none away."""
    world = World()
    bravo, kilo = world.desk("BRV"), world.desk("KLO")
    one, other = bravo.begin(), kilo.begin()
    lost = kilo.say("message", message())
    late = kilo.say("message", message(), after=[one])

    transcript = world.transcript(one, other, late)
    assert transcript.heads() == tuple(sorted((one.id, other.id)))

    transcript.add(lost.statement, lost.body)
    assert transcript.heads() == (late.id,)


def test_ancestry_runs_over_all_links() -> None:
    """prev, parents and refers-to order alike; also where the history is incomplete."""
    world = World()
    bravo, kilo = world.desk("BRV"), world.desk("KLO")
    first = bravo.begin()
    parent = kilo.begin()
    request = kilo.say("message", message())
    gap = bravo.say("message", message())
    reply = bravo.say("message", message(), after=[parent], refers_to=request)
    transcript = world.transcript(first, parent, request, reply)

    for incomplete in (True, False):
        assert transcript.entry(reply.id).complete is not incomplete
        assert transcript.is_ancestor(parent.id, reply.id)
        assert transcript.is_ancestor(request.id, reply.id)
        assert transcript.is_ancestor(first.id, reply.id) is not incomplete
        assert transcript.is_ancestor(gap.id, reply.id)
        assert not transcript.is_ancestor(reply.id, request.id)
        assert not transcript.is_ancestor(reply.id, reply.id)
        transcript.add(gap.statement, gap.body)


def test_order_follows_links_before_times() -> None:
    """A clock that is behind does not put an answer before its question."""
    world = World()
    bravo, kilo = world.desk("BRV"), world.desk("KLO")
    one, other = bravo.begin(), kilo.begin()
    question = bravo.say("message", message(), said_at=START + 10 * MINUTE)
    aside = kilo.say("message", message(), said_at=START + 9 * MINUTE)
    answer = kilo.say("message", message(), said_at=START + 8 * MINUTE, after=[question])

    expected = [each.id for each in (one, other, aside, question, answer)]

    assert world.transcript().order() == expected
    assert filled(world.first, reversed(world.said)).order() == expected


def test_order_asked_for_all_along_is_the_same() -> None:
    """Keeping the order step by step gives what sorting at the end gives."""
    world = World()
    desks = [world.desk(code, number) for code in ("BRV", "KLO") for number in (1, 2)]
    for turn in range(12):
        speaker = desks[turn * 7 % 4]
        speaker.say("message", message(), said_at=START + (turn * 5 % 12) * MINUTE, after=world.said[-1:])
    stepwise = Transcript(world.first)
    for each in world.said:
        stepwise.add(each.statement, each.body)
        assert stepwise.order() == filled(world.first, world.said[: len(stepwise)]).order()


def test_the_vector_ends_below_the_first_gap_and_runs_lie_above() -> None:
    """What is acknowledged as held without a gap never includes what lies above one."""
    world = World()
    bravo = world.desk("BRV")
    said = [bravo.begin()] + [bravo.say("message", message()) for _ in range(5)]
    said.append(bravo.say("message", message(), precedence=Precedence.FLASH))
    said.append(bravo.say("message", message()))
    transcript = world.transcript(*said[:2], *said[3:5], *said[5:])
    device, life = bravo.key.device, bravo.life

    assert transcript.vector() == {(device, life): (2, said[1].id)}
    assert transcript.above() == [
        Run(device, life, 4, 6, said[5].id, False),
        Run(device, life, 7, 7, said[6].id, True),
        Run(device, life, 8, 8, said[7].id, False),
    ]
    transcript.add(said[2].statement)
    assert transcript.vector() == {(device, life): (8, said[7].id)}
    assert transcript.above() == []


def test_chains_and_places_name_all_that_is_held() -> None:
    """A forked place holds both."""
    world = World()
    bravo = world.desk("BRV")
    first = bravo.begin()
    twin = bravo.fork(first)
    one, other = bravo.say("message", message("One")), twin.say("message", message("Other"))
    transcript = world.transcript()
    both = tuple(sorted((one.id, other.id)))

    assert transcript.at(Place(bravo.key.device, bravo.life, 2)) == both
    assert transcript.chain(bravo.key.device, bravo.life) == (first.id, *both)
    assert transcript.lives(bravo.key.device) == [bravo.life]
    assert transcript.vector()[bravo.key.device, bravo.life] == (2, both[0])


def test_a_newer_card_of_a_desk_is_the_one_given() -> None:
    """A renewed credential replaces the one before."""
    world = World()
    bravo = world.desk("BRV")
    bravo.begin()
    bravo.credential = world.desk("BRV", serial=2).credential
    renewed = bravo.begin()

    desk = world.transcript().desks()[bravo.key.device]

    assert (desk.credential.serial, desk.said_in) == (2, renewed.id)


def test_numbers_name_party_desk_and_seq() -> None:
    """As people read them, with the life after a restore; unknown speakers by their key."""
    world = World()
    bravo = world.desk("BRV", 2)
    first, second = bravo.begin(), bravo.say("message", message())
    after = bravo.restored(first)
    third = after.begin()
    transcript = world.transcript()

    assert transcript.entry(second.id).number == "BRV-2-2"
    assert transcript.entry(third.id).number == f"BRV-2/{after.life.nonce[:2].hex()}-1"
    assert filled(world.first, [second]).entry(second.id).number == f"{bravo.key.device[:2].hex()}…-2"


def test_replies_and_missing_bodies() -> None:
    """What refers to a statement is found by it; a header without body is known as such."""
    world = World()
    bravo, kilo = world.desk("BRV"), world.desk("KLO")
    question = bravo.say("message", message())
    answer = kilo.say("message", message(), after=[question], refers_to=question)
    transcript = world.transcript(*world.said[:-1])
    transcript.add(answer.statement)

    assert transcript.replies(question.id) == (answer.id,)
    assert transcript.bodies_missing() == {answer.id}


def test_a_long_chain_that_arrives_backwards_does_not_recurse() -> None:
    """Completing, joining and sorting 20,000 at once is a loop."""
    world = World()
    bravo = world.desk("BRV")
    bravo.begin()
    padded = bravo.say("message", message()).body
    for _ in range(20_000):
        bravo.utter("message", {}, body=padded)

    transcript = Transcript(world.first)
    for each in reversed(world.said):
        transcript.add(each.statement, each.body)

    assert transcript.order() == [each.id for each in world.said]
    assert transcript.vector()[bravo.key.device, bravo.life] == (20_002, world.said[-1].id)
    assert transcript.heads() == (world.said[-1].id,)


def test_a_parent_that_never_comes_holds_up_only_what_builds_on_it() -> None:
    """Nobody can stop the others by naming what nobody has: they never link to it, and their heads stay."""
    world = World()
    bravo, kilo = world.desk("BRV"), world.desk("KLO")
    junk = tuple(sorted(bytes([n]) * 32 for n in range(1, 65)))
    hung = kilo.say("message", message(), parents=junk)
    said = bravo.say("message", message())
    transcript = world.transcript()

    assert transcript.entry(hung.id).verdict.code == "history-incomplete"
    assert hung.id in transcript.order() and hung.id in transcript.incomplete()
    assert transcript.missing() == set(junk)
    assert transcript.heads() == tuple(sorted((kilo.said[0].id, said.id)))
    assert transcript.standing(said.id).counts
