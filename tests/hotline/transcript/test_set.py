"""The record is a function of the set: histories with forks, gaps and restores, arriving in any order."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hotline.agreement.text import agreement_id, write_agreement
from hotline.ids import StatementId
from hotline.transcript.transcript import Transcript
from hotline.transcript.verdict import State
from tests.hotline.transcript.test_standing import Amending, amended, assent, propose, revocation
from tests.hotline.transcript.world import DAY, MINUTE, START, Said, Speaker, World, filled, message, party

moves = st.tuples(
    st.sampled_from(
        ["say", "say", "say", "reply", "fork", "restore", "renew", "revoke", "skip", "late", "broken"]
    ),
    st.integers(0, 7),
    st.integers(0, 31),
)


def history(script: list[tuple[str, int, int]]) -> World:
    """A world in which three authors did what the script says."""
    world = World()
    speakers = [world.desk("BRV"), world.desk("KLO"), world.desk("OBS", until=START + DAY)]
    for move, who, what in script:
        _act(world, speakers, move, speakers[who % len(speakers)], what)
    return world


def _act(world: World, speakers: list[Speaker], move: str, speaker: Speaker, what: int) -> None:
    some = world.said[what % len(world.said)] if world.said else None
    after = [] if some is None else [some]
    own = [each for each in world.said if each.header.author == speaker.key.device]
    base = own[what % len(own)] if own else None
    match move:
        case "say":
            speaker.say("message", message(), after=after, said_at=START + (what * 7 % 13) * MINUTE)
        case "reply" if some is not None:
            speaker.say("message", message(), refers_to=some)
        case "fork" if base is not None:
            speakers.append(speaker.fork(base))
            speakers[-1].life = base.header.life
        case "restore":
            speakers.append(
                speaker.restored(base if base and base.header.life.number <= speaker.life.number else None)
            )
        case "renew":
            speaker.credential = world.desk(speaker.code, serial=1 + what).credential
            speaker.say("desk", speaker.card(), after=after)
        case "revoke":
            cut = (base.header.life, base) if base else (speaker.life, None)
            speakers[what % 3].say("revocation", revocation(speaker, 1 + what % 3, cut))
        case "skip":
            speaker.say("message", message(), seq=speaker.seq + 2)
        case "late":
            speaker.say("message", message(), after=after, said_at=START + what * DAY)
        case "broken":
            speaker.say("message", {"subject": 3}, after=after)


def seen(transcript: Transcript) -> Mapping[str, Any]:
    """Everything that a desk shows of what it holds."""
    order = transcript.order()
    return {
        "order": order,
        "verdicts": [transcript.entry(id).verdict for id in order],
        "numbers": [transcript.entry(id).number for id in order],
        "standings": [transcript.standing(id) for id in order],
        "heads": transcript.heads(),
        "missing": transcript.missing(),
        "vector": transcript.vector(),
        "above": transcript.above(),
        "alarms": transcript.alarms(),
        "desks": {device: desk.said_in for device, desk in transcript.desks().items()},
        "terms": transcript.terms_for_next().id,
        "bodies": transcript.bodies_missing(),
        "bodies for one": transcript.bodies_missing(party("KLO").id),
    }


def deliver(world: World, said: list[Said], dice: random.Random, bodies: set[StatementId]) -> Transcript:
    """In random order, with duplicates, bodies now and then after their headers."""
    parts = [(each, False) for each in said] + [(each, True) for each in said if each.id in bodies]
    parts += dice.sample(parts, len(parts) // 3)
    dice.shuffle(parts)
    transcript = Transcript(world.first)
    for each, with_body in parts:
        transcript.add(each.statement, each.body if with_body else None)
        if dice.random() < 0.2:
            transcript.order()
            transcript.standing(each.id)
    return transcript


@settings(max_examples=60)
@given(st.lists(moves, min_size=1, max_size=24), st.integers(0, 2**32).map(random.Random))
def test_any_order_of_arrival_gives_the_same_record(
    script: list[tuple[str, int, int]], dice: random.Random
) -> None:
    """Also with some statements and some bodies never arriving."""
    world = history(script)
    held = [each for each in world.said if dice.random() < 0.9]
    bodies = {each.id for each in held if dice.random() < 0.9}

    one = seen(deliver(world, held, dice, bodies))
    other = seen(deliver(world, held, dice, bodies))

    assert one == other


@pytest.mark.parametrize("seed", range(12))
def test_amendments_give_the_same_record_in_any_order(seed: int) -> None:
    """Side by side, with someone speaking beside an acceptance, and with parts missing."""
    dice = random.Random(seed)
    case = Amending()
    case.world.desk("BRV", 3).say("message", message())
    end = case.carry(case.text)
    case.bravo.say("message", message(), after=[end], agreement=case.id)
    otherwise = amended(case.world, "Amended otherwise")
    last = case.world.said[0]
    for number, code in enumerate(("BRV", "KLO", "OBS")):
        desk = case.world.desk(code, 2)
        last = propose(desk, otherwise) if not number else last
        last = assent(desk, otherwise, number=1 + seed % 2, after=[last])
    id = agreement_id(write_agreement(otherwise))
    case.kilo.say("message", message(), after=[last, end], agreement=dice.choice([id, case.id]))
    held = [each for each in case.world.said if dice.random() < 0.97]
    bodies = {each.id for each in held if dice.random() < 0.97}

    one, other = (seen(deliver(case.world, held, dice, bodies)) for _ in range(2))

    assert one == other


@settings(max_examples=40)
@given(st.lists(moves, min_size=1, max_size=20), st.integers(0, 2**32).map(random.Random))
def test_a_verdict_once_decided_stays(script: list[tuple[str, int, int]], dice: random.Random) -> None:
    """It waits, it may depend on a body not shown, and then it is what it is."""
    world = history(script)
    parts = [(each, with_body) for each in world.said for with_body in (False, True)]
    dice.shuffle(parts)
    transcript, decided = Transcript(world.first), dict[StatementId, Any]()

    for each, with_body in parts:
        transcript.add(each.statement, each.body if with_body else None)
        for id in transcript.order():
            verdict = transcript.entry(id).verdict
            assert decided.setdefault(id, verdict) == verdict
            if verdict.state is State.WAITING or verdict.code == "body-not-shown":
                del decided[id]

    assert {id: each.state for id, each in decided.items()} == {
        each.id: transcript.entry(each.id).verdict.state for each in world.said
    }


@settings(max_examples=40)
@given(st.lists(moves, min_size=1, max_size=24), st.integers(0, 2**32).map(random.Random))
def test_ancestry_is_what_following_links_finds(
    script: list[tuple[str, int, int]], dice: random.Random
) -> None:
    """Whatever is missing."""
    world = history(script)
    held = [each for each in world.said if dice.random() < 0.9]
    transcript = filled(world.first, dice.sample(held, len(held)))
    pasts = naive_pasts(held)

    for later in held:
        found = {each.id for each in held if transcript.is_ancestor(each.id, later.id)}
        assert found == pasts[later.id] & {each.id for each in held}


def naive_pasts(held: list[Said]) -> dict[StatementId, set[StatementId]]:
    """What each comes after, by walking back along the links held."""
    headers = {each.id: each.header for each in held}
    pasts: dict[StatementId, set[StatementId]] = {}
    for each in held:
        past, ahead = set[StatementId](), [each.id]
        while ahead:
            fresh = [link for link in headers[ahead.pop()].links() if link not in past]
            past.update(fresh)
            ahead.extend(link for link in fresh if link in headers)
        pasts[each.id] = past
    return pasts
