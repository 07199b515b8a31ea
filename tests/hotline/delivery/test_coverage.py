"""What a have shows of the statements held here: never more than is true, and enough to close every gap."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hotline import limits
from hotline.delivery.coverage import Coverage
from hotline.delivery.have import End
from hotline.ids import Place, Precedence, StatementId
from hotline.transcript.transcript import Transcript
from tests.hotline.delivery.builders import have_of, held_by
from tests.hotline.transcript.world import Said, Speaker, World, message


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def bravo(world: World) -> Speaker:
    return world.desk("BRV")


@pytest.fixture
def kilo(world: World) -> Speaker:
    return world.desk("KLO")


def ids(said: Iterable[Said]) -> list[StatementId]:
    return [each.id for each in said]


def chat(*desks: Speaker, count: int) -> list[Said]:
    """Each in turn, each after what the one before said."""
    said: list[Said] = []
    for n in range(count):
        said.append(desks[n % len(desks)].say("message", message(str(n)), after=said[-1:]))
    return said


def test_what_is_held_is_covered_and_the_rest_is_lacking(world: World, bravo: Speaker, kilo: Speaker) -> None:
    """A have is a receipt for what it lists and a request for what it leaves out."""
    said = chat(bravo, count=6)
    have = held_by(kilo, bravo.said[0], *said[:3])

    coverage = Coverage(world.transcript(), have)

    assert [coverage.covers(each.id) for each in said] == [True] * 3 + [False] * 3
    assert coverage.lacking() == ids(said[3:])
    assert not coverage.names_unknown()


def test_a_new_desk_lacks_everything(world: World, bravo: Speaker, kilo: Speaker) -> None:
    chat(bravo, kilo, count=4)

    coverage = Coverage(world.transcript(), held_by(kilo, kilo.said[0]))

    assert set(coverage.lacking()) == set(ids(world.said)) - {kilo.said[0].id}


def test_what_lies_under_an_unknown_end_is_neither_covered_nor_lacking(
    world: World, bravo: Speaker, kilo: Speaker
) -> None:
    """A reader one statement behind does not send a whole chain again, and takes nothing for delivered."""
    said = chat(bravo, count=6)
    behind = world.transcript(*bravo.said[:-1])

    coverage = Coverage(behind, held_by(kilo, *bravo.said))

    assert coverage.unknown() == [said[-1].id]
    assert coverage.names_unknown()
    assert not any(coverage.covers(each.id) for each in said)
    assert coverage.lacking() == []
    assert coverage.two_histories() == []


def test_a_flash_above_a_gap_is_covered_and_the_gap_is_lacking(
    world: World, bravo: Speaker, kilo: Speaker
) -> None:
    """It counts as delivered before its history came; the history is sent."""
    said = chat(bravo, count=4)
    flash = bravo.say("message", message("Now"), precedence=Precedence.FLASH)
    have = held_by(kilo, bravo.said[0], said[0], flash)

    coverage = Coverage(world.transcript(), have)

    assert coverage.covers(flash.id)
    assert coverage.lacking() == ids(said[1:])


def test_an_incomplete_statement_does_not_cover_what_it_links_to(
    world: World, bravo: Speaker, kilo: Speaker
) -> None:
    """A chain without a gap may still come after another's statement that never arrived."""
    lost = kilo.say("message", message("lost on the way"))
    answer = bravo.say("message", message(), after=[lost])
    third = world.desk("OBS")

    coverage = Coverage(world.transcript(), held_by(third, *bravo.said))

    assert coverage.covers(answer.id)
    assert not coverage.covers(lost.id)
    assert set(coverage.lacking()) == set(ids(kilo.said))


def test_heads_cover_what_the_vector_had_no_room_for(world: World, bravo: Speaker, kilo: Speaker) -> None:
    """A head is held with all that came before it."""
    chat(bravo, kilo, count=6)
    have = have_of(kilo, world.transcript(), vector=())

    coverage = Coverage(world.transcript(), have)

    assert all(coverage.covers(each.id) for each in world.said)
    assert coverage.lacking() == []


def test_a_false_seq_covers_nothing(world: World, bravo: Speaker, kilo: Speaker) -> None:
    """An id named at a place that is not its own proves nothing about the others there."""
    said = chat(bravo, count=4)
    lie = End(bravo.key.device, bravo.life, 5, said[0].id)
    have = have_of(kilo, world.transcript(*bravo.said[:2]), vector=(lie,), heads=())

    coverage = Coverage(world.transcript(), have)

    assert not any(coverage.covers(each.id) for each in said)
    assert coverage.two_histories() == [Place(bravo.key.device, bravo.life, 5)]


def test_two_histories_are_seen_and_both_are_exchanged(world: World, bravo: Speaker, kilo: Speaker) -> None:
    """A have that names another statement where one is held here: each side sends its own."""
    shared = chat(bravo, count=2)
    other = bravo.fork(shared[-1])
    ours = [bravo.say("message", message(f"to you {n}")) for n in range(3)]
    theirs = [other.say("message", message(f"to them {n}")) for n in range(3)]
    here = world.transcript(*bravo.said)
    there = held_by(kilo, *bravo.said[:3], *theirs)

    coverage = Coverage(here, there)

    assert coverage.two_histories() == [ours[-1].header.place]
    assert set(ids(ours)) <= set(coverage.lacking())
    assert not any(coverage.covers(each.id) for each in ours)


def test_of_two_histories_held_here_only_the_one_it_names_is_covered(
    world: World, bravo: Speaker, kilo: Speaker
) -> None:
    shared = chat(bravo, count=2)
    other = bravo.fork(shared[-1])
    ours = [bravo.say("message", message(f"to you {n}")) for n in range(3)]
    theirs = [other.say("message", message(f"to them {n}")) for n in range(2)]

    coverage = Coverage(world.transcript(), held_by(kilo, *bravo.said[:3], *theirs))

    assert all(coverage.covers(each.id) for each in [*shared, *theirs])
    assert not any(coverage.covers(each.id) for each in ours)
    assert coverage.lacking() == ids(ours)
    assert coverage.two_histories() == []


def test_a_branch_that_was_merged_is_not_covered_by_the_chain(
    world: World, bravo: Speaker, kilo: Speaker
) -> None:
    """An end reaches down by prev alone, not by the parents of an incomplete statement."""
    shared = chat(bravo, count=1)
    other = bravo.fork(shared[-1])
    branch = [other.say("message", message(f"aside {n}")) for n in range(2)]
    bravo.say("message", message("on"))
    top = [bravo.say("message", message("merges"), after=branch) for _ in range(2)]

    coverage = Coverage(world.transcript(), held_by(kilo, *bravo.said))

    assert coverage.covers(top[-1].id)
    assert not any(coverage.covers(each.id) for each in branch)
    assert set(ids(branch)) <= set(coverage.lacking())


def test_a_missing_body_is_not_covered(world: World, bravo: Speaker, kilo: Speaker) -> None:
    """The header alone is not what was said."""
    first, second = chat(bravo, count=2)
    have = have_of(kilo, world.transcript(), missing=[second.id])

    coverage = Coverage(world.transcript(), have)

    assert coverage.covers(second.id)
    assert coverage.covers_body(first.id)
    assert not coverage.covers_body(second.id)


def test_a_full_list_of_missing_bodies_says_nothing_of_the_others(
    world: World, bravo: Speaker, kilo: Speaker
) -> None:
    """A new desk lacks more bodies than it can name; what it does not name is not taken for delivered."""
    said = chat(bravo, count=2)
    full = tuple(StatementId(n.to_bytes(32)) for n in range(limits.HAVE_ASKED))
    have = replace(have_of(kilo, world.transcript()), missing=full)

    coverage = Coverage(world.transcript(), have)

    assert coverage.covers(said[0].id)
    assert not coverage.covers_body(said[0].id)


def test_what_is_asked_for_by_id_is_lacking(world: World, bravo: Speaker, kilo: Speaker) -> None:
    """A request counts whatever else the have says."""
    said = chat(bravo, count=2)
    have = have_of(kilo, world.transcript(), asked=(said[0].id, StatementId(bytes(32))))

    assert Coverage(world.transcript(), have).lacking() == [said[0].id]


def test_restored_desks_are_compared_life_by_life(world: World, bravo: Speaker, kilo: Speaker) -> None:
    said = chat(bravo, count=3)
    again = bravo.restored(said[0])
    later = [again.begin(), again.say("message", message("back"))]

    coverage = Coverage(world.transcript(), held_by(kilo, *bravo.said))

    assert coverage.lacking() == ids(later)


# Against the truth


@st.composite
def talks(draw: st.DrawFn) -> tuple[World, list[Said]]:
    """Desks that say things after some of what was said, and one of them forks."""
    world = World(seed=draw(st.integers(0, 9)))
    desks = [world.desk(code) for code in ("BRV", "KLO", "OBS")]
    for desk in desks:
        desk.begin()
    for n in range(draw(st.integers(0, 12))):
        desk = draw(st.sampled_from(desks))
        after = draw(st.lists(st.sampled_from(world.said), max_size=2))
        urgent = draw(st.sampled_from([Precedence.ROUTINE, Precedence.FLASH]))
        desk.say("message", message(str(n)), after=after, precedence=urgent)
        if draw(st.booleans()) and len(desks) < 5:
            desks.append(desk.fork(draw(st.sampled_from(list(desk.said)))))
    return world, world.said


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_coverage_is_never_more_than_is_held(data: st.DataObject) -> None:
    """Whatever each side holds, forks and gaps included: covered is held; lacking and what is held differ.

    And when no id is unknown, everything that the other lacks is covered by nothing and sent; unless only the
    later part of a second history is here, whose beginning is asked for first.
    """
    world, said = data.draw(talks())
    here = data.draw(st.lists(st.sampled_from(said), unique=True, min_size=1))
    there = data.draw(st.lists(st.sampled_from(said), unique=True, min_size=1))

    transcript = world.transcript(*here)
    coverage = Coverage(transcript, held_by(world.desk("KLO"), *there))

    covered = {each.id for each in here if coverage.covers(each.id)}
    lacking = set(coverage.lacking())
    assert covered <= set(ids(there))
    assert not covered & lacking
    assert lacking <= set(ids(here))
    if not coverage.names_unknown() and not any(hangs(transcript, each) for each in here):
        assert set(ids(here)) - set(ids(there)) <= lacking


def hangs(transcript: Transcript, each: Said) -> bool:
    """Whether another statement stands in the place of the one before it, which is not here."""
    header = each.statement.header
    before = transcript.at(Place(header.author, header.life, header.seq - 1)) if header.seq > 1 else ()
    return bool(before) and header.prev not in before


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_exchanging_haves_makes_both_hold_the_same(data: st.DataObject) -> None:
    """Whatever was lost, haves and what they show to be lacking close every gap in the end."""
    world, said = data.draw(talks())
    one = world.transcript(*data.draw(st.lists(st.sampled_from(said), unique=True, min_size=1)))
    other = world.transcript(*data.draw(st.lists(st.sampled_from(said), unique=True, min_size=1)))
    by_id = {each.id: each for each in said}
    desk = world.desk("KLO")

    for _ in range(len(said) + 2):
        send(by_id, one, other, desk)
        send(by_id, other, one, desk)

    assert set(one.order()) == set(other.order())


def send(by_id: dict[StatementId, Said], sender: Transcript, reader: Transcript, desk: Speaker) -> None:
    """The reader says what it holds, and the sender sends what that shows to be lacking."""
    for id in Coverage(sender, have_of(desk, reader)).lacking():
        reader.add(by_id[id].statement, by_id[id].body)


def test_chains_are_compared_by_their_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """A long record costs no more than a short one: nobody looks at each statement."""
    world = World()
    desks = [world.desk("BRV", n) for n in range(1, 6)]
    for desk in desks:
        desk.begin()
        for _ in range(59):
            desk.say("message", {}, body=desk.said[0].body)
    transcript = world.transcript()
    have = have_of(desks[0], transcript)
    looks: list[str] = []
    for name in ("header", "entry", "at", "is_ancestor", "chain"):
        count_calls(monkeypatch, name, looks)

    coverage = Coverage(transcript, have)

    assert coverage.lacking() == []
    assert all(coverage.covers(end.id) for end in have.vector)
    assert len(looks) < 10 * len(desks)


def count_calls(monkeypatch: pytest.MonkeyPatch, name: str, looks: list[str]) -> None:
    real: Callable[..., Any] = getattr(Transcript, name)

    def counted(*args: Any) -> Any:
        looks.append(name)
        return real(*args)

    monkeypatch.setattr(Transcript, name, counted)


def test_heads_with_histories_that_never_come_cost_one_walk(
    world: World, bravo: Speaker, kilo: Speaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A member that builds on a parent nobody has, and names a hundred heads there, must not stall a desk."""
    said = [kilo.begin(), kilo.say("message", message(), parents=(bytes(32),)), *chat(kilo, count=40)]
    transcript = world.transcript()
    have = replace(held_by(kilo, said[0]), heads=tuple(sorted(ids(said[2:]))))
    walks: list[int] = []
    monkeypatch.setattr(transcript, "is_ancestor", lambda *_: walks.append(1))
    coverage = Coverage(transcript, have)

    assert all(coverage.covers(each.id) for each in said)
    assert coverage.lacking() == []
    assert not walks
