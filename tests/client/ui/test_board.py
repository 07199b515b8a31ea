"""The joint board: nothing is seen before all have filed; then all is side by side, and gaps have words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from client.engine.reading.apart import apart
from client.engine.reading.shapes_board import Board
from client.ui.layout.board import header, in_order, letters, marks, row
from client.ui.layout.reader import Reader
from client.ui.settings import Settings
from tests.client.ui.pictures import same_picture
from tests.client.ui.room import ALDORA, BEGAN, BREVIA, SECRETARIAT, Officer, Room, until

HOUR, LENGTH = r"\d\d:\d\dZ", r"\d+ h(?: \d+ min)?|\d+ min"
LOOKS = [
    ("dark", (120, 36)),
    ("dark", (80, 24)),
    ("no-colour", (120, 36)),
    ("light", (120, 36)),
]


def question(title: str, event: str, round_: int = 1) -> dict[str, Any]:
    return {
        "title": title,
        "event": event,
        "resolve_by": "2026-12-24T12:00Z",
        "resolution": "Both coast guards log it, or not.",
        "asked": ["ALD", "BRE"],
        "deadline": "2026-11-24T20:00Z",
        "round": round_,
    }


def estimate(low: int, best: int, high: int, impact: int, confidence: str, why: str) -> dict[str, Any]:
    return {
        "low": low,
        "best": best,
        "high": high,
        "interval_confidence": 80,
        "impact": impact,
        "confidence": confidence,
        "confidence_reason": why,
        "basis": "Patrol reports of three weeks.",
    }


RADAR = question("Misread radar track at K5", "A patrol fires a warning shot at fishing boats.")
FLEET = question("Fishing fleet inside box K4", "Ten or more boats inside K4 after dusk.")
MINE = question("Mine adrift in cleared lane", "A mine is sighted in the lane.")
DRONE = question("Drone over the anchorage", "A drone below 100 m over the anchorage.")


async def file(who: Officer, asked: Mapping[str, Any], **said: Any) -> None:
    await who.holds(asked["number"])
    await who.state("risk-estimate", said, re=asked["number"], held=True)


async def opened(room: Room, asked: Mapping[str, Any]) -> None:
    """Once both estimates are open on the desk behind the screen."""

    async def there() -> bool:
        board = await room.own.verbs.ask("board", {"channel": "Strait incidents"})
        found = [each for each in board["questions"] if each["id"] == asked["id"]]
        return bool(found) and found[0]["phase"] == "open"

    await until(there)


async def both(
    room: Room, asked: Mapping[str, Any], ours: Mapping[str, Any], theirs: Mapping[str, Any]
) -> None:
    await file(room.own, asked, **ours)
    await file(room.brevia, asked, **theirs)
    await opened(room, asked)


async def scene(room: Room) -> None:
    """One risk far apart, one in its second round, one in the same cell, one that waits for us."""
    radar = await room.brevia.state("risk-question", RADAR)
    await both(
        room,
        radar,
        estimate(40, 60, 75, 4, "moderate", "Two sensors, one of them our own."),
        estimate(5, 15, 30, 4, "high", "Radar and camera agree, four nights in a row."),
    )
    fleet = await room.own.state("risk-question", FLEET)
    low = estimate(2, 3, 10, 2, "low", "One report, second hand.")
    high = estimate(60, 70, 85, 3, "high", "Seen from the coast every night.")
    await both(room, fleet, high, low)
    again = await room.own.state("risk-question", FLEET | {"round": 2}, re=fleet["number"])
    await both(room, again, high, low | {"low": 40, "best": 50, "high": 70, "impact": 3})
    mine = await room.brevia.state("risk-question", MINE)
    await both(
        room,
        mine,
        estimate(10, 15, 25, 5, "low", "The tide."),
        estimate(8, 12, 20, 5, "high", "Swept twice."),
    )
    drone = await room.brevia.state("risk-question", DRONE)
    await file(room.brevia, drone, **estimate(30, 41, 56, 2, "moderate", "Heard, not seen."))
    await room.own.holds("BRE-1-13")


async def test_a_board_in_all_its_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    """What asks us first, then the farthest apart, a replaced round last; the matrix holds the newest."""
    async with Room((ALDORA, BREVIA, SECRETARIAT)) as room:
        await scene(room)
        for look, size in LOOKS:
            with monkeypatch.context() as patch:
                if look == "no-colour":
                    patch.setenv("NO_COLOR", "1")
                theme = "calm-light" if look == "light" else "calm-dark"
                name = f"{look}-{size[0]}x{size[1]}"
                async with room.terminal(size, Settings(theme=theme)) as terminal:
                    await terminal.sees("1 of 1 relays")
                    await terminal.press("b")
                    sealed = await terminal.sees("file yours", "sealed: 1 of 2 filed, deadline 20:00Z")
                    assert "41 %" not in sealed and "○D" not in sealed, "sealed is sealed"
                    if look == "dark":
                        await same_picture(terminal, f"board-sealed-{name}", HOUR, LENGTH)

                    await terminal.press("down")
                    text = await terminal.sees("far apart 2", "They differ on likelihood only (2 steps).")
                    assert "Dissent: ALD" in text and "Talk it over" in text
                    assert ("f2 Matrix" if size == (80, 24) else "f2 Hide matrix") in text
                    await same_picture(terminal, f"board-open-{name}", HOUR, LENGTH)
                    assert not [
                        each for each in text.split("\n") if "%" in each and "confidence" in each.casefold()
                    ], "a likelihood and a confidence in one sentence"
                    if size == (80, 24):
                        await terminal.press("f2", "down")
                        await terminal.sees("●B", "letter = risk", "round 2", "f2 List")
                        await same_picture(terminal, f"board-matrix-{name}", HOUR, LENGTH)
                        await terminal.press("tab")
                        await terminal.sees("Round 2, after ALD-1-", "which pooled 36.50 %")


async def test_our_estimate_is_filed_from_the_board() -> None:
    """The need leads to it, c asks for ours, it stays sealed; theirs opens both, and the need is gone."""
    async with Room() as room, room.terminal() as terminal:
        await terminal.sees("1 of 1 relays", "Joint risk", "none")
        await terminal.press("b")
        await terminal.sees("No risk question yet", "c asks one")
        asked = await room.brevia.state("risk-question", RADAR)
        await terminal.sees("Misread radar", "sealed: 0 of 2 filed", "c files your estimate")

        await terminal.press("c")
        await terminal.sees(f"Reply to {asked['number']}", "Risk estimate")
        await terminal.press("escape")
        await file(room.own, asked, **estimate(40, 60, 75, 4, "low", "One sensor."))
        text = await terminal.sees("sealed: 1 of 2 filed", "60 % likely", "filed, sealed", "●A")
        assert "file yours" not in text and "asked, has not filed" in text
        await terminal.press("escape")
        await terminal.sees("Joint risk", "1 sealed")

        await file(room.brevia, asked, **estimate(5, 61, 80, 4, "high", "Ours."))
        await terminal.sees("Joint risk", "= same cell")
        await terminal.press("b")
        await terminal.sees("= same cell", "All stand in one cell of the matrix.", "Pooled  best 60.50 %")
        assert "●○A" in terminal.text()
        await terminal.press("enter")
        await terminal.sees(asked["number"], "WHAT REFERS TO IT", "Risk close", "HEADER")
        await terminal.press("escape")
        await terminal.sees("Joint board of risk")

        fleet = await room.brevia.state("risk-question", FLEET)
        await file(room.own, fleet, **estimate(40, 60, 75, 4, "low", "One sensor."))
        await terminal.sees("Fishing fleet", "sealed 1/2")
        await terminal.press("home", "down")
        await terminal.sees("sealed: 1 of 2 filed", "asked, has not filed", "●B")
        room.pass_time(timedelta(hours=6))
        text = await terminal.sees("silent: filed nothing in time", "open: 1 of 2 filed", "only one")
        assert "Pooled  best 60 %" in text, "who is silent blocks nobody"


async def test_an_observer_sees_that_estimates_are_exchanged_and_not_what_is_in_them() -> None:
    async with Room((SECRETARIAT, ALDORA, BREVIA)) as room, room.terminal((80, 24)) as terminal:
        aldora = room.officers["ALD"]
        asked = await room.brevia.state("risk-question", RADAR)
        await file(aldora, asked, **estimate(40, 60, 75, 4, "low", "One sensor."))
        await file(room.brevia, asked, **estimate(5, 15, 30, 4, "high", "Ours."))
        await terminal.press("b")

        text = await terminal.sees("2 of 2 filed; the estimates are not for your party", "filed and closed")
        assert "60 %" not in text and "file yours" not in text


@pytest.mark.parametrize(
    ("cells", "word", "steps"),
    [
        ([(3, 4), (3, 4)], "same cell", 0),
        ([(3, 4), (2, 4)], "to discuss", 1),
        ([(5, 5), (4, 4)], "to discuss", 2),
        ([(2, 4), (4, 4)], "far apart", 2),
        ([(2, 4), (4, 2)], "far apart", 4),  # the same score
        ([(3, 3), (4, 3), (3, 5)], "far apart", 3),
    ],
)
def test_gaps_are_steps_in_the_matrix(cells: list[tuple[int, int]], word: str, steps: int) -> None:
    """Scores are not subtracted: one score may stand for two quite different risks."""
    found = apart(cells)
    assert found is not None
    assert (found["word"], found["steps"]) == (word, steps)
    assert apart(cells[:1]) is None


CODES = ("ALD", "BRE", "COR", "DUN", "EST")


def conference(scores: Mapping[str, tuple[int, int]]) -> Board:
    """One risk that five parties were asked."""
    parts: list[Any] = [
        {
            "party": code,
            "name": code.title(),
            "own": code == "ALD",
            "state": "released" if code in scores else "silent",
            "filing": None,
            "filing_id": None,
            "filed_at": None,
            "estimate": {"likelihood": scores[code][0], "impact": scores[code][1]}
            | {"score": scores[code][0] * scores[code][1]}
            if code in scores
            else None,
        }
        for code in CODES
    ]
    found: Any = {
        "id": "q",
        "risk": "q",
        "first": None,
        "newest": True,
        "round": 1,
        "title": "Corridor closed",
    }
    found |= {
        "parts": parts,
        "phase": "open",
        "ours": False,
        "filed": len(scores),
        "apart": apart([*scores.values()]),
    }
    return {"questions": [found], "hidden": 0}


def test_with_many_parties_the_others_share_a_column_and_a_cell() -> None:
    """Ours stands by itself; of the others the range; and one mark for all that share a cell."""
    board = conference({"ALD": (3, 4), "BRE": (2, 4), "COR": (2, 4), "DUN": (5, 3)})
    reader = Reader("ALD", {each: each for each in CODES}, frozenset(), "icd203", BEGAN)
    head = header(board, reader, 76).plain
    shown = row(board, in_order(board)[0], letters(board)["q"], False, reader, 76).plain

    assert head.split() == ["Risk", "ALD", "other", "Gap"]
    assert shown.split() == ["A", "Corridor", "closed", "12", "8–15", "far", "apart", "4"]
    assert [(each.level, each.impact, each.text) for each in marks(board, None)] == [
        (3, 4, "●A"),
        (2, 4, "○A"),
        (5, 3, "○A"),
    ]
