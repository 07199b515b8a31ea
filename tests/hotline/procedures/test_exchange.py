"""The sealed exchange: nothing readable before all have filed, the silent named, one pool for all."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hotline.ids import PartyId
from hotline.procedures.exchange import NEXT, Round, State, Step, may_close, round_of, shown
from hotline.procedures.pool import rounded
from hotline.transcript.transcript import Transcript
from tests.hotline.procedures.builders import DEADLINE, ask, close, estimate, figures
from tests.hotline.transcript.world import (
    DAY,
    START,
    Said,
    Speaker,
    World,
    agreement_text,
    filled,
    kind_clause,
    member,
    message,
    party,
)

BRV, KLO, OBS, MED = (party(code).id for code in ("BRV", "KLO", "OBS", "MED"))
LATER = DEADLINE + timedelta(seconds=1)


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def bravo(world: World) -> Speaker:
    return world.desk("BRV")


@pytest.fixture
def kilo(world: World) -> Speaker:
    return world.desk("KLO")


def sealed(world: World, *opened: Said) -> Transcript:
    """The record, of the estimates only these bodies."""
    transcript = Transcript(world.first)
    for each in world.said:
        shut = each.header.kind == "risk-estimate" and each not in opened
        transcript.add(each.statement, None if shut else each.body)
    return transcript


def found(transcript: Transcript, question: Said, now: Any = START, reader: PartyId = BRV) -> Round:
    result = round_of(transcript, question.id, reader, now)
    assert result is not None
    return result


def states(transcript: Transcript, question: Said, now: Any = START, reader: PartyId = BRV) -> list[State]:
    return [part.state for part in found(transcript, question, now, reader).parts.values()]


def test_a_round_from_question_to_pool(world: World, bravo: Speaker, kilo: Speaker) -> None:
    """Each files, each closes having seen both, each releases; then both are pooled."""
    question = ask(bravo, "BRV", "KLO")
    asked = states(sealed(world), question)
    ours = estimate(bravo, question, figures(10, 20, 40, 60))
    theirs = estimate(kilo, question, figures(50, 60, 70, 80), after=[ours])
    filed = states(sealed(world), question)
    close(bravo, question, ours, after=[theirs])
    close(kilo, question, theirs)
    closed = states(sealed(world), question)
    released = found(sealed(world, ours, theirs), question)

    assert asked == [State.ASKED, State.ASKED]
    assert filed == [State.FILED, State.FILED]
    assert closed == [State.CLOSED, State.CLOSED]
    assert [part.state for part in released.parts.values()] == [State.RELEASED, State.RELEASED]
    assert released.agreed_on == frozenset({BRV, KLO})
    assert released.pooled is not None
    assert rounded(released.pooled.together.best) == "40.00"


def test_a_desk_closes_when_all_have_filed(world: World, bravo: Speaker, kilo: Speaker) -> None:
    question = ask(bravo, "BRV", "KLO")
    estimate(bravo, question)

    assert not may_close(sealed(world), question.id, BRV, START)
    estimate(kilo, question)
    assert may_close(sealed(world), question.id, BRV, START)


def test_a_filing_may_come_before_its_question(world: World, bravo: Speaker) -> None:
    """As a restored desk gets its own back: until the question is here there is no round, and no close."""
    question = ask(bravo, "BRV")
    estimate(bravo, question)
    record = Transcript(world.first)
    for each in world.said:
        if each is not question:
            record.add(each.statement, each.body)

    assert round_of(record, question.id, BRV, LATER) is None
    assert not may_close(record, question.id, BRV, LATER)


def test_a_desk_closes_when_the_time_is_over(world: World, bravo: Speaker, kilo: Speaker) -> None:
    """Who is silent is named and blocks nobody; a close that is said then is valid."""
    question = ask(bravo, "BRV", "KLO")
    ours = estimate(bravo, question)

    assert not may_close(world.transcript(), question.id, BRV, DEADLINE)
    assert not may_close(world.transcript(), question.id, KLO, LATER)
    assert may_close(world.transcript(), question.id, BRV, LATER)
    close(bravo, question, ours, said_at=LATER)
    alone = found(world.transcript(), question, LATER)
    assert alone.silent == (KLO,)
    assert alone.agreed_on == frozenset({BRV})
    assert alone.parts[BRV].state is State.RELEASED


def graceful() -> World:
    """An agreement that waits ten minutes more."""
    kinds = [each.model_dump(mode="json") for each in agreement_text().kinds if each.kind != "risk-question"]
    return World(kinds=[*kinds, kind_clause("2.8", "risk-question", deadline_grace="10m")])


def test_the_agreed_grace_is_waited_for(bravo: Speaker) -> None:
    world = graceful()
    desk = world.desk("BRV")
    question = ask(desk, "BRV", "KLO")
    estimate(desk, question)
    end = DEADLINE + timedelta(minutes=10)

    assert not may_close(world.transcript(), question.id, BRV, end)
    assert may_close(world.transcript(), question.id, BRV, end + timedelta(milliseconds=1))


def test_who_was_not_asked_closes_nothing(world: World, bravo: Speaker) -> None:
    question = ask(bravo, "KLO")
    estimate(bravo, question)

    assert not may_close(world.transcript(), question.id, BRV, LATER)
    assert list(found(world.transcript(), question).parts) == [KLO]


def test_filed_and_never_released_is_shown_as_that(world: World, bravo: Speaker, kilo: Speaker) -> None:
    """It is out of the pool, and does not change who else is in it."""
    question = ask(bravo, "BRV", "KLO")
    ours, theirs = estimate(bravo, question), estimate(kilo, question)
    close(bravo, question, ours, after=[theirs])
    close(kilo, question, theirs, after=[ours])

    result = found(sealed(world, ours), question, LATER)

    assert [part.state for part in result.parts.values()] == [State.RELEASED, State.UNRELEASED]
    assert result.agreed_on == frozenset({BRV, KLO})
    assert result.pooled is not None and list(result.pooled.each) == [BRV]


def test_who_filed_and_never_closed_is_shown_as_that(world: World, bravo: Speaker, kilo: Speaker) -> None:
    question = ask(bravo, "BRV", "KLO")
    estimate(bravo, question)

    assert states(sealed(world), question, LATER) == [State.UNRELEASED, State.SILENT]


def test_released_and_invalid_is_shown_as_that(world: World, bravo: Speaker, kilo: Speaker) -> None:
    """The agreed set is the same for those who cannot see the body; the estimate is out of the pool."""
    question = ask(bravo, "BRV", "KLO")
    ours, theirs = estimate(bravo, question), estimate(kilo, question, {"low": "none"})
    close(bravo, question, ours, after=[theirs])
    close(kilo, question, theirs, after=[ours])

    result = found(world.transcript(), question)

    assert [part.state for part in result.parts.values()] == [State.RELEASED, State.RELEASED_INVALID]
    assert result.agreed_on == found(sealed(world), question).agreed_on == frozenset({BRV, KLO})
    assert result.pooled is not None and list(result.pooled.each) == [BRV]


def test_one_who_closed_without_the_others_filing_is_not_pooled_with_it(
    world: World, bravo: Speaker, kilo: Speaker
) -> None:
    """Two who were cut off from each other closed each alone: a tie, and a new round is due."""
    question = ask(bravo, "BRV", "KLO")
    ours, theirs = estimate(bravo, question), estimate(kilo, question)
    close(bravo, question, ours, said_at=LATER)
    close(kilo, question, theirs, said_at=LATER)

    result = found(world.transcript(), question, LATER)

    assert result.new_round_due
    assert result.pooled is None


def test_the_largest_set_that_saw_each_other_is_pooled() -> None:
    """A third that was cut off does not undo what two did together."""
    world = World(parties=[member(code) for code in ("BRV", "KLO", "LIM", "OBS")])
    desks = [world.desk(code) for code in ("BRV", "KLO", "LIM")]
    question = ask(desks[0], "BRV", "KLO", "LIM")
    whom = tuple(sorted(party(code).id for code in ("BRV", "KLO", "LIM")))
    one, two, late = (estimate(desk, question, audience=whom) for desk in desks)
    close(desks[0], question, one, after=[two], said_at=LATER)
    close(desks[1], question, two, after=[one], said_at=LATER)
    close(desks[2], question, late, after=[one, two], said_at=LATER)

    result = found(world.transcript(), question, LATER)

    assert result.agreed_on == frozenset({BRV, KLO})
    assert result.parts[party("LIM").id].state is State.RELEASED


def test_an_early_close_opens_nothing(world: World, bravo: Speaker, kilo: Speaker) -> None:
    question = ask(bravo, "BRV", "KLO")
    ours = estimate(bravo, question)
    close(bravo, question, ours)

    assert states(world.transcript(), question) == [State.FILED, State.ASKED]
    assert not shown(world.transcript(), ours.id, KLO)


def test_a_body_that_came_too_early_stays_sealed_from_view(
    world: World, bravo: Speaker, kilo: Speaker
) -> None:
    """Whoever sent it. Its author's officers see their own."""
    question = ask(bravo, "BRV", "KLO")
    ours, theirs = estimate(bravo, question), estimate(kilo, question)
    transcript = world.transcript()

    assert shown(transcript, ours.id, BRV)
    assert not shown(transcript, ours.id, KLO)
    assert found(transcript, question).parts[KLO].estimate is None
    close(bravo, question, ours, after=[theirs])
    assert shown(world.transcript(), ours.id, KLO)
    assert not shown(world.transcript(), theirs.id, BRV)


def test_what_is_not_held_back_is_shown(world: World, bravo: Speaker) -> None:
    said = bravo.say("message", message())

    assert shown(world.transcript(), said.id, KLO)


def test_escrow_opens_to_the_mediator_once_another_closed() -> None:
    """The last to release cannot abort the exchange; before that its officers see nothing either."""
    kinds = [each.model_dump(mode="json") for each in agreement_text().kinds if each.kind != "risk-estimate"]
    filing = kind_clause("2.9", "risk-estimate", audience="principals", held=True, escrow=True)
    world = World(parties=[member(code) for code in ("BRV", "KLO", "MED")], kinds=[*kinds, filing])
    bravo, kilo = world.desk("BRV"), world.desk("KLO")
    question = ask(bravo, "BRV", "KLO")
    whom = tuple(sorted((BRV, KLO, MED)))
    ours, theirs = (estimate(desk, question, audience=whom) for desk in (bravo, kilo))

    assert not shown(world.transcript(), theirs.id, MED)
    close(bravo, question, ours, after=[theirs])
    assert shown(world.transcript(), theirs.id, MED)
    assert not shown(world.transcript(), theirs.id, BRV)


def test_whom_it_is_not_for_sees_that_it_closed(world: World, bravo: Speaker, kilo: Speaker) -> None:
    """A body that is not for the observers is not taken for withheld by them."""
    question = ask(bravo, "BRV", "KLO")
    ours, theirs = estimate(bravo, question), estimate(kilo, question)
    close(bravo, question, ours, after=[theirs])
    close(kilo, question, theirs, after=[ours])

    assert states(sealed(world), question, LATER, OBS) == [State.CLOSED, State.CLOSED]


def test_the_table_has_no_way_back() -> None:
    """Every state but the last ones leads on, and no step leads to what came before."""
    order = [State.ASKED, State.FILED, State.CLOSED]

    for (at, _), to in NEXT.items():
        if at in order and to in order:
            assert order.index(to) > order.index(at)
    assert {at for at, step in NEXT if step is Step.TIME_IS_OVER} == set(State) - {
        State.SILENT,
        State.UNRELEASED,
    }


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_the_same_record_gives_the_same_pool(data: st.DataObject) -> None:
    """Whatever order it came in."""
    world = World()
    desks = {code: world.desk(code) for code in ("BRV", "KLO")}
    question = ask(desks["BRV"], "BRV", "KLO")
    for code in data.draw(st.lists(st.sampled_from(["BRV", "KLO"]), min_size=1, max_size=4)):
        filing = estimate(
            desks[code], question, after=data.draw(st.lists(st.sampled_from(world.said), max_size=2))
        )
        late = {"said_at": LATER} if data.draw(st.booleans()) else {}
        close(
            desks[code],
            question,
            filing,
            after=data.draw(st.lists(st.sampled_from(world.said), max_size=3)),
            **late,
        )
    order = data.draw(st.permutations(range(len(world.said))))

    expected = found(world.transcript(), question, LATER)

    assert found(filled(world.first, [world.said[n] for n in order]), question, LATER) == expected


def test_a_deadline_at_the_end_of_the_calendar_breaks_nothing() -> None:
    """One member's question must not take every desk's board and record from it."""
    world = graceful()
    bravo, kilo = world.desk("BRV"), world.desk("KLO")
    question = ask(bravo, "BRV", "KLO", deadline="9999-12-31T23:59:59.999Z")
    filing = estimate(kilo, question)
    early = close(kilo, question, filing)
    transcript = world.transcript()

    assert transcript.entry(early.id).verdict.code == "early-close"
    assert states(transcript, question, START + 999 * DAY) == [State.ASKED, State.FILED]
    assert not may_close(transcript, question.id, KLO, START + 999 * DAY)
