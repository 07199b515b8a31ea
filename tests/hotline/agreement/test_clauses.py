"""Who may say what to whom, how fast, and until when; and every refusal names its clause."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from hotline.agreement.clauses import Terms
from hotline.agreement.text import Function
from hotline.errors import Refused
from hotline.ids import Precedence
from tests.hotline.agreement.parties import MED, NEW, NOR, OBS, SOU, terms

EXERCISE = terms("exercise")
LINE = terms("incident-line")


def refusal(check: Callable[..., object], *arguments: Any) -> tuple[str, str]:
    with pytest.raises(Refused) as caught:
        check(*arguments)
    assert caught.value.clause in caught.value.what or caught.value.clause == "0"
    return caught.value.code, caught.value.clause


def test_members_by_party() -> None:
    member = EXERCISE.member(NOR)

    assert member is not None
    assert (member.code, member.name, member.function) == ("NOR", "Northland", Function.PRINCIPAL)
    assert EXERCISE.member(NEW) is None
    assert list(EXERCISE.members) == [NOR, SOU, MED, OBS]


def test_who_may_say_what() -> None:
    EXERCISE.check_author("risk-estimate", Function.MEDIATOR, False)
    EXERCISE.check_author("acknowledgement", Function.OBSERVER, False)
    EXERCISE.check_author("delivered", Function.OBSERVER, True)

    assert refusal(EXERCISE.check_author, "risk-estimate", Function.OBSERVER, False) == (
        "author-not-agreed",
        "2.5",
    )
    assert refusal(EXERCISE.check_author, "ceasefire-report", Function.PRINCIPAL, False) == (
        "kind-not-agreed",
        "0",
    )


@pytest.mark.parametrize(
    ("law", "kind", "record", "author", "named", "reach"),
    [
        (EXERCISE, "message", False, NOR, None, "all"),
        (EXERCISE, "message", False, NOR, "all", "all"),
        (EXERCISE, "acknowledgement", False, OBS, None, "all"),
        (EXERCISE, "delivered", True, OBS, None, "all"),
        (EXERCISE, "risk-estimate", False, NOR, None, (NOR, SOU, MED)),
        (EXERCISE, "risk-estimate", False, NOR, [SOU, MED], (NOR, SOU, MED)),
        (LINE, "risk-question", False, OBS, None, (NOR, SOU, MED, OBS)),
        (LINE, "message", False, NOR, "all", "all"),
        (LINE, "message", False, OBS, [NOR], (NOR, OBS)),
    ],
)
def test_who_gets_the_body(law: Terms, kind: str, record: bool, author: Any, named: Any, reach: Any) -> None:
    assert law.audience(kind, record, author, named) == reach
    law.check_audience(kind, record, author, reach)


@pytest.mark.parametrize(
    ("law", "kind", "named", "clause"),
    [
        (LINE, "message", None, "2.1"),
        (LINE, "message", [NEW], "2.1"),
        (EXERCISE, "message", [SOU], "2.1"),
        (EXERCISE, "risk-estimate", [SOU], "2.5"),
        (EXERCISE, "risk-estimate", "all", "2.5"),
        (EXERCISE, "acknowledgement", [SOU], "0"),
    ],
)
def test_an_audience_that_the_clause_does_not_have(law: Terms, kind: str, named: Any, clause: str) -> None:
    assert refusal(law.audience, kind, False, NOR, named) == ("wrong-audience", clause)


@pytest.mark.parametrize(
    ("law", "kind", "record", "audience"),
    [
        (EXERCISE, "delivered", True, (NOR, SOU)),
        (EXERCISE, "message", False, (NOR, SOU, MED, OBS)),
        (EXERCISE, "risk-estimate", False, (NOR, SOU)),
        (LINE, "message", False, (SOU,)),
        (LINE, "message", False, (NOR, NEW)),
    ],
)
def test_a_header_with_another_audience(law: Terms, kind: str, record: bool, audience: Any) -> None:
    assert refusal(law.check_audience, kind, record, NOR, audience)[0] == "wrong-audience"


def test_which_bodies_may_be_held() -> None:
    assert EXERCISE.may_hold("risk-estimate") and not EXERCISE.escrow("risk-estimate")
    assert LINE.escrow("risk-estimate")
    assert not EXERCISE.may_hold("message")
    assert not EXERCISE.may_hold("acknowledgement")
    assert EXERCISE.grace("risk-question") == timedelta(minutes=10)
    assert EXERCISE.grace("message") == timedelta()


def test_how_soon_a_named_human_acknowledges() -> None:
    assert EXERCISE.acknowledge_within(Precedence.FLASH) == (timedelta(minutes=10), "3.1")
    assert EXERCISE.call_next(Precedence.ROUTINE) == "the liaison officer"
    assert LINE.acknowledge_within(Precedence.ROUTINE) is None


def test_what_goes_through_before_and_after() -> None:
    dates = EXERCISE.text.dates
    before = dates.effective_at - timedelta(milliseconds=1)

    EXERCISE.check_open("message", False, dates.effective_at)
    for moment in (before, dates.sunset_at):
        for kind, record in (("comm-check", False), ("acknowledgement", False), ("desk", True)):
            EXERCISE.check_open(kind, record, moment)
    assert refusal(EXERCISE.check_open, "message", False, before) == ("not-yet-effective", "11")
    assert refusal(EXERCISE.check_open, "message", False, dates.sunset_at) == ("after-sunset", "11")


def test_terms_are_equal_by_id() -> None:
    assert terms("exercise") == EXERCISE and hash(EXERCISE) == hash(terms("exercise"))
    assert EXERCISE != LINE
    assert bytes(EXERCISE.channel) == bytes(EXERCISE.id)
