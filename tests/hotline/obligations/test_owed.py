"""What is owed and how it stands: every row of the delivery rules, and clocks that are wrong."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hotline.ids import PartyId, Precedence, StatementId
from hotline.obligations.explain import explain
from hotline.obligations.owed import (
    Obligation,
    State,
    is_request,
    obligations,
    recorded,
    request_of,
    wants_witness,
)
from hotline.transcript.transcript import Transcript
from tests.hotline.delivery.builders import have_of, held_by, record_delivered, record_heard
from tests.hotline.delivery.test_due import revocation_of
from tests.hotline.procedures.builders import ask, estimate
from tests.hotline.transcript.world import DAY, START, Said, Speaker, World, filled, member, message, party

BRV, KLO = party("BRV").id, party("KLO").id
WITHIN = timedelta(minutes=10)  # FLASH, clause 3.1 of the test agreement
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
ASKED_AT = START + 5 * DAY + HOUR  # true; two days before it all credentials hold
AHEAD, BEHIND = timedelta(hours=7), timedelta(days=-2)
ACKNOWLEDGED = {"officer": "A. Officer", "note": None}


class Line:
    """Bravo asks Kilo, with true time told apart from what each desk's clock shows."""

    def __init__(
        self, *, bravo: timedelta = timedelta(), kilo: timedelta = timedelta(), **terms: Any
    ) -> None:
        self.world = World(**terms)
        self.bravo, self.kilo = self.world.desk("BRV"), self.world.desk("KLO")
        self.skew = {"BRV": bravo, "KLO": kilo, "OBS": timedelta()}
        for desk in (self.bravo, self.kilo):
            desk.begin()
        self.request = self.say(self.bravo, 0, "message", message("Stop"), precedence=Precedence.FLASH)

    def clock(self, desk: Speaker, minutes: float) -> datetime:
        """What that desk's clock shows so many minutes after the request was said."""
        return ASKED_AT + minutes * MINUTE + self.skew[desk.code]

    def say(self, desk: Speaker, minutes: float, kind: str, content: Any, **other: Any) -> Said:
        return desk.say(kind, content, said_at=self.clock(desk, minutes), **other)

    def delivered(self, minutes: float) -> Said:
        """Kilo's have covers the request, and Bravo records that a second later."""
        have = have_of(self.kilo, self.world.transcript(), self.clock(self.kilo, minutes))
        at = self.clock(self.bravo, minutes) + SECOND
        return record_delivered(self.bravo, self.request, self.kilo, have, said_at=at)

    def heard(self, minutes: float) -> Said:
        have = held_by(self.kilo, *self.kilo.said, at=self.clock(self.kilo, minutes))
        at = self.clock(self.bravo, minutes) + SECOND
        return record_heard(self.bravo, self.request, self.kilo, have, said_at=at)

    def acknowledged(self, minutes: float, **other: Any) -> Said:
        after = [self.request, *self.bravo.said[-1:]]
        other = {"refers_to": self.request, "after": after} | other
        return self.say(self.kilo, minutes, "acknowledgement", ACKNOWLEDGED, **other)

    def witnessed(self, minutes: float) -> Said:
        """Bravo says something after all that Kilo said."""
        return self.say(self.bravo, minutes, "message", message("Noted"), after=self.kilo.said[-1:])

    def owed(self, minutes: float, transcript: Transcript | None = None) -> Obligation:
        """What Kilo owes for the request, so many true minutes after it."""
        return owed_for(transcript or self.world.transcript(), self.request, ASKED_AT + minutes * MINUTE)

    def state(self, minutes: float) -> State:
        return self.owed(minutes).state


def owed_for(transcript: Transcript, request: Said, now: datetime, owes: PartyId = KLO) -> Obligation:
    found = [each for each in obligations(transcript, now) if each.because == request.id]
    return next(each for each in found if each.owes == owes)


@pytest.fixture
def line() -> Line:
    return Line()


# Who owes what


def test_an_acknowledgement_is_owed_by_the_other_principals(line: Line) -> None:
    """Not by observers, nor by its author."""
    found = obligations(line.world.transcript(), ASKED_AT)

    assert [(each.owes, each.owed_to, each.clause, each.within) for each in found] == [
        (KLO, BRV, "3.1", WITHIN)
    ]


def test_only_those_it_is_for_owe_it(line: Line) -> None:
    whom = tuple(sorted((BRV, party("OBS").id)))
    said = line.bravo.say("message", message(), audience=whom)

    assert request_of(line.world.transcript(), said.id) is None


def test_the_mediator_owes_it_too() -> None:
    line = Line(parties=[member(code) for code in ("BRV", "KLO", "MED")])
    request = request_of(line.world.transcript(), line.request.id)

    assert request is not None
    assert set(request.owing) == {KLO, party("MED").id}


def test_what_machines_say_and_what_is_sealed_asks_for_no_acknowledgement(line: Line) -> None:
    bravo, kilo = line.bravo, line.kilo
    question = ask(bravo, "KLO", "BRV")
    filing = estimate(kilo, question)
    acknowledgement = line.acknowledged(1)
    record = line.delivered(1)
    transcript = line.world.transcript()

    assert is_request(transcript, question.id)
    for said in (filing, acknowledgement, record, bravo.said[0]):
        assert not is_request(transcript, said.id)


def test_no_time_in_the_agreement_asks_for_nothing() -> None:
    terms = [
        {"clause": f"3.{n}", "precedence": name, "acknowledge_within": None, "next": "Nobody"}
        for n, name in enumerate(("FLASH", "IMMEDIATE", "PRIORITY", "ROUTINE"), 1)
    ]
    line = Line(precedences=terms)

    assert obligations(line.world.transcript(), ASKED_AT + 8 * HOUR) == []


def test_nothing_is_asked_before_its_history_came(line: Line) -> None:
    """It is shown at once, but judged when it is complete."""
    transcript = line.world.transcript(line.request)

    assert is_request(transcript, line.request.id)
    assert request_of(transcript, line.request.id) is None


# When the clock starts


def test_the_clock_starts_when_the_partys_desk_had_it(line: Line) -> None:
    """Not when it was said: what did not arrive cannot be late."""
    line.delivered(5)

    found = line.owed(14)

    assert found.start is not None and not found.start.contested
    assert found.due_at == ASKED_AT + 15 * MINUTE
    assert found.state is State.OPEN
    assert line.state(15.1) is State.OVERDUE


def test_of_two_records_of_a_delivery_the_first_counts(line: Line) -> None:
    line.delivered(8)
    line.delivered(2)

    assert line.owed(9).due_at == ASKED_AT + 12 * MINUTE


def test_another_than_the_author_may_record_the_delivery(line: Line) -> None:
    """Any desk that has the party's have."""
    observer = line.world.desk("OBS")
    have = have_of(line.kilo, line.world.transcript(), line.clock(line.kilo, 3))
    record_delivered(observer, line.request, line.kilo, have, said_at=line.clock(observer, 4))

    assert line.owed(9).due_at == ASKED_AT + 13 * MINUTE


def test_a_have_of_another_party_starts_no_clock(line: Line) -> None:
    have = have_of(line.bravo, line.world.transcript(), line.clock(line.bravo, 3))
    record_delivered(
        line.bravo, line.request, line.bravo, have, party="KLO", said_at=line.clock(line.bravo, 4)
    )

    assert line.owed(9).start is None


def test_delivered_and_not_answered_is_overdue(line: Line) -> None:
    """Unanswered, which is not unreached."""
    line.delivered(0)

    assert line.state(9) is State.OPEN
    assert line.state(11) is State.OVERDUE
    assert "unanswered" in explain(line.owed(11))


# Without proof of delivery


def test_no_sign_of_life_is_unreached(line: Line) -> None:
    """No clock runs; after twice the time other paths are tried."""
    assert line.state(20) is State.OPEN
    assert line.state(20.1) is State.UNREACHED
    assert line.owed(600).due_at is None


def test_signs_of_life_without_delivery_are_unconfirmed(line: Line) -> None:
    line.heard(12)

    assert line.state(19) is State.OPEN
    assert line.state(21) is State.UNCONFIRMED
    assert line.state(600) is State.UNCONFIRMED


def test_a_have_from_before_the_request_is_no_sign_of_life_since(line: Line) -> None:
    line.heard(-5)

    assert line.state(21) is State.UNREACHED


def test_a_late_delivery_ends_unreached(line: Line) -> None:
    line.delivered(60)

    assert line.state(65) is State.OPEN
    assert line.state(71) is State.OVERDUE


def test_the_agreement_says_when_delivery_is_presumed() -> None:
    """Only of a party that was heard, and counted from then."""
    line = Line(delivery={"clause": "5", "presumed_after": "30m"})
    silent = Line(delivery={"clause": "5", "presumed_after": "30m"})
    line.heard(12)

    assert line.state(41) is State.UNCONFIRMED
    assert line.state(43) is State.OPEN
    assert line.state(53) is State.OVERDUE
    assert "presumed" in explain(line.owed(53))
    assert silent.state(600) is State.UNREACHED


# Answers


def test_an_answer_that_others_saw_in_time_is_met(line: Line) -> None:
    line.delivered(0)
    line.acknowledged(5)
    line.witnessed(6)

    assert line.state(600) is State.MET


def test_an_answer_that_nobody_saw_in_time_is_contested(line: Line) -> None:
    """Its own date is only a claim."""
    line.delivered(0)
    line.acknowledged(5)

    assert line.state(6) is State.CONTESTED
    line.witnessed(30)
    assert line.state(31) is State.CONTESTED


def test_an_answer_of_ones_own_is_no_witness(line: Line) -> None:
    line.delivered(0)
    line.acknowledged(5)
    line.say(line.kilo, 6, "message", message("I said so"))

    assert line.state(7) is State.CONTESTED


def test_a_late_answer_is_met_late(line: Line) -> None:
    line.delivered(0)
    line.acknowledged(25)
    line.witnessed(26)

    found = line.owed(30)

    assert found.state is State.MET_LATE
    assert "late" in explain(found)


def test_an_answer_dated_back_is_late_by_what_it_comes_after(line: Line) -> None:
    """It descends from another party's statement that is dated past the time."""
    line.delivered(0)
    line.say(line.bravo, 20, "message", message("Still there?"))
    line.acknowledged(5)

    assert line.state(30) is State.MET_LATE


def test_an_answer_without_a_clock_is_in_time(line: Line) -> None:
    """No delivery is in the record, so nothing ran."""
    line.acknowledged(500)

    assert line.state(501) is State.MET


def test_a_reply_meets_it_as_well(line: Line) -> None:
    """Who answers has read."""
    line.delivered(0)
    line.say(line.kilo, 3, "message", message("Stopped"), refers_to=line.request, after=[line.request])
    line.witnessed(4)

    assert line.state(30) is State.MET


def test_what_the_desk_says_by_itself_meets_nothing(line: Line) -> None:
    record_heard(
        line.kilo,
        line.request,
        line.bravo,
        have_of(line.bravo, line.world.transcript()),
        after=[line.request],
    )
    line.delivered(0)

    assert line.state(11) is State.OVERDUE


def test_an_answer_of_a_conflicting_desk_meets_nothing(line: Line) -> None:
    """Who tells two histories gains nothing by either."""
    line.delivered(0)
    other = line.kilo.fork(line.kilo.said[0])
    line.acknowledged(3)
    other.say("message", message("Not so"))

    assert line.state(11) is State.OVERDUE


# Rights that are lost


def test_a_request_of_a_conflicting_desk_obliges_nobody(line: Line) -> None:
    """It gives its party no right; what it owes itself stays owed."""
    line.delivered(0)
    asked = line.say(
        line.kilo, 1, "message", message("And you?"), precedence=Precedence.FLASH, after=[line.request]
    )
    line.bravo.fork(line.bravo.said[0]).say("message", message("Another story"))
    transcript = line.world.transcript()

    assert line.owed(30).state is State.WAIVED
    assert owed_for(transcript, asked, ASKED_AT + 8 * HOUR, BRV).state is State.UNREACHED


@pytest.mark.parametrize(("seen", "state"), [(True, State.OVERDUE), (False, State.WAIVED)])
def test_a_disowned_request_stays_owed_only_where_it_was_seen_before(
    line: Line, seen: bool, state: State
) -> None:
    """A stolen desk obliges nobody new; who relied on it before the revocation is not let down."""
    mate = line.world.desk("BRV", 2)
    mate.begin()
    line.delivered(0)
    observer = line.world.desk("OBS")
    revocation = mate.say("revocation", revocation_of(line.bravo))
    after = [line.bravo.said[-1]] if seen else [line.bravo.said[-1], revocation]
    observer.begin(after=after)

    assert line.state(30) is state


# Witnesses


def test_an_answer_in_time_wants_a_witness_until_one_is_there(line: Line) -> None:
    """So that the desk that asked says something while its date still counts."""
    request = request_of(line.world.transcript(), line.request.id)
    assert request is not None
    line.delivered(0)

    def wants(minutes: float) -> bool:
        return wants_witness(line.world.transcript(), request, KLO, ASKED_AT + minutes * MINUTE)

    assert not wants(1)
    line.acknowledged(2)
    assert wants(3)
    assert not wants(11)
    line.witnessed(4)
    assert not wants(5)


def test_recorded_shows_what_is_in_the_record_already(line: Line) -> None:
    request = request_of(line.world.transcript(), line.request.id)
    assert request is not None
    delivered, heard = line.delivered(1), line.heard(2)

    found = recorded(line.world.transcript(), request, KLO)

    assert [each.said_in for each in found.delivered] == [delivered.id]
    assert [each.said_in for each in found.heard] == [heard.id]
    assert not recorded(line.world.transcript(), request, BRV).delivered


# Wrong clocks: HITLIST 23, drill 2k


@pytest.mark.parametrize("skew", [AHEAD, BEHIND])
def test_a_wrong_clock_at_the_answering_desk_contests_the_start(skew: timedelta) -> None:
    """Both times are shown, and only the later makes it overdue."""
    line = Line(kilo=skew)
    line.delivered(0)

    found = line.owed(5)

    assert found.start is not None and found.start.contested
    assert line.state(5) in {State.OPEN, State.CONTESTED}


def test_a_fast_clock_there_is_contested_until_it_too_is_past() -> None:
    line = Line(kilo=AHEAD)
    line.delivered(0)

    assert line.state(5) is State.OPEN
    assert line.state(60) is State.CONTESTED
    assert "contested" in explain(line.owed(60))
    assert line.state(7 * 60 + 11) is State.OVERDUE


def test_a_slow_clock_there_makes_nothing_overdue_before_the_record_of_it() -> None:
    """The request came hours late; the desk's date says days early. It is not overdue at once."""
    line = Line(kilo=BEHIND)
    line.delivered(180)

    assert line.state(185) is State.CONTESTED
    assert line.state(191) is State.OVERDUE


SKEWS = [
    (timedelta(), AHEAD),
    (timedelta(), BEHIND),
    (AHEAD, timedelta()),
    (BEHIND, timedelta()),
    (AHEAD, BEHIND),
    (BEHIND, AHEAD),
]


@pytest.mark.parametrize(("bravo", "kilo"), SKEWS)
@pytest.mark.parametrize("arrives", [0, 45, 240])
def test_with_a_wrong_clock_nothing_is_wrongly_overdue(
    bravo: timedelta, kilo: timedelta, arrives: int
) -> None:
    """Until ten minutes after it truly arrived it is never called overdue."""
    line = Line(bravo=bravo, kilo=kilo)
    line.delivered(arrives)

    for minutes in (arrives + 1, arrives + 5, arrives + 9.9):
        assert line.state(minutes) is not State.OVERDUE


@pytest.mark.parametrize(("bravo", "kilo"), SKEWS)
@pytest.mark.parametrize("answered", [30, 180, 1000])
def test_with_a_wrong_clock_nothing_is_wrongly_met(bravo: timedelta, kilo: timedelta, answered: int) -> None:
    """An answer that truly came late is never called met."""
    line = Line(bravo=bravo, kilo=kilo)
    line.delivered(0)
    line.acknowledged(answered)
    line.witnessed(answered + 1)

    assert line.state(answered + 2) in {State.MET_LATE, State.CONTESTED}


@pytest.mark.parametrize(("bravo", "kilo"), SKEWS)
def test_with_a_wrong_clock_an_answer_in_time_is_never_late(bravo: timedelta, kilo: timedelta) -> None:
    line = Line(bravo=bravo, kilo=kilo)
    line.delivered(0)
    line.acknowledged(3)
    line.witnessed(4)

    assert line.state(5) in {State.MET, State.CONTESTED}


def test_a_third_partys_slow_clock_makes_no_late_answer_met(line: Line) -> None:
    """Its date says in time, the answer's own says late: contested."""
    observer = line.world.desk("OBS")
    line.delivered(0)
    late = line.acknowledged(60)
    observer.begin(after=[late], said_at=ASKED_AT + BEHIND)

    assert line.state(70) is State.CONTESTED


def test_a_third_partys_fast_clock_makes_no_witnessed_answer_late(line: Line) -> None:
    observer = line.world.desk("OBS")
    line.delivered(0)
    confused = observer.begin(after=[line.request], said_at=ASKED_AT + AHEAD)
    line.acknowledged(3, after=[confused])
    line.witnessed(4)

    assert line.state(5) is State.CONTESTED


# The same for all


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_the_same_record_owes_the_same_in_whatever_order_it_came(data: st.DataObject) -> None:
    """Two desks that hold the same set see the same thing."""
    line = data.draw(lines())
    said = line.world.said
    first = data.draw(st.permutations(range(len(said))))
    now = ASKED_AT + data.draw(st.integers(0, 900)) * MINUTE
    apart = Transcript(line.world.first)
    for n in first:
        apart.add(said[n].statement)
    for n in data.draw(st.permutations(range(len(said)))):
        apart.add_body(said[n].id, said[n].body)

    expected = obligations(line.world.transcript(), now)

    assert obligations(filled(line.world.first, [said[n] for n in first]), now) == expected
    assert obligations(apart, now) == expected
    assert all(explain(each) for each in expected)


@st.composite
def lines(draw: st.DrawFn) -> Line:
    """A request and much that may follow, with clocks right or wrong and histories single or double."""
    skews = st.sampled_from([timedelta(), AHEAD, BEHIND])
    line = Line(bravo=draw(skews), kilo=draw(skews), delivery={"clause": "5", "presumed_after": "30m"})
    for minutes in sorted(draw(st.lists(st.integers(0, 60), max_size=5))):
        match draw(st.sampled_from(["delivered", "heard", "acknowledged", "witnessed", "forked"])):
            case "forked":
                desk = draw(st.sampled_from([line.bravo, line.kilo]))
                desk.fork(desk.said[0]).say("message", message("Another story"))
            case step:
                getattr(line, step)(minutes)
    return line


def test_an_explanation_names_the_clause_and_the_number(line: Line) -> None:
    line.delivered(0)

    sentence = explain(line.owed(1))

    assert "KLO owes BRV" in sentence
    assert "(clause 3.1)" in sentence
    assert "BRV-1-2" in sentence
    assert "281310Z NOV 26" in sentence


def test_ids_are_the_requests(line: Line) -> None:
    found: list[StatementId] = [each.because for each in obligations(line.world.transcript(), ASKED_AT)]

    assert found == [line.request.id]
