from __future__ import annotations

import pytest

from client.drills.verdict import SAME, Figures, held_by


def record(*numbers: str):
    """A record in this order."""
    return [dict.fromkeys(SAME, "same") | {"number": each, "id": f"id of {each}"} for each in numbers]


def figures(*held):
    return Figures(tuple(held), 2, None, 0)


SAID = ["id of AVA-1-2", "id of BRV-1-2"]
WHOLE = record("AVA-1-2", "BRV-1-2")


def test_the_same_record_everywhere_passes():
    """Whatever each desk itself thinks of how far a statement came."""
    other = [{**each, "state": "read"} for each in WHOLE]

    judged = figures(held_by("AVA-1", WHOLE, SAID, []), held_by("BRV-1", other, SAID, ["AVA-1-2"]))

    assert judged.passed
    assert (judged.statements, judged.lost, judged.twice) == (2, 0, 0)


def test_what_was_said_and_is_not_held_is_lost():
    """Also when all lack it alike."""
    judged = figures(*(held_by(desk, record("AVA-1-2"), SAID, []) for desk in ("AVA-1", "BRV-1")))

    assert judged.equal
    assert not judged.passed
    assert judged.lost == 1


@pytest.mark.parametrize(
    ("held", "arrivals"),
    [(record("AVA-1-2", "BRV-1-2", "AVA-1-2"), []), (WHOLE, ["AVA-1-2", "BRV-1-2", "AVA-1-2"])],
)
def test_what_is_there_twice_or_came_twice_is_counted(held, arrivals):
    """In the record, and as the desk reported it."""
    judged = figures(held_by("OBS-1", held, SAID, arrivals))

    assert (judged.twice, judged.passed) == (1, False)


@pytest.mark.parametrize(
    "other", [record("BRV-1-2", "AVA-1-2"), [{**each, "standing": "late"} for each in WHOLE]]
)
def test_another_order_or_standing_is_another_record(other):
    """Two desks that hold the same set must see the same thing."""
    judged = figures(held_by("AVA-1", WHOLE, SAID, []), held_by("BRV-1", other, SAID, []))

    assert (judged.equal, judged.lost, judged.passed) == (False, 0, False)
