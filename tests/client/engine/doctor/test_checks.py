"""Every warning by its cause: a desk that is well, with one thing wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from client.engine.doctor.checks import CHECKS, Finding, Word, examine
from client.engine.doctor.facts import ChannelFact, DeskFact, Facts, RelayFact

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
MIB = 1024 * 1024

NORTH = RelayFact("north", True, "", False, timedelta(seconds=1))
SOUTH = RelayFact("south", True, "", False, timedelta(seconds=-1))
OWN = DeskFact("AVA-1", NOW - DAY, NOW + 100 * DAY)
PEER = DeskFact("BRV-1", NOW - DAY, NOW + 100 * DAY)
CHANNEL = ChannelFact(
    title="Northern line",
    exercise=False,
    effective_at=NOW - DAY,
    review_at=NOW + 100 * DAY,
    sunset_at=NOW + 200 * DAY,
    missing=0,
    bodies=0,
    alarms=(),
    unverified=(),
    keyless=(),
)
WELL = Facts(
    now=NOW,
    vault_trouble="",
    free_bytes=10_000 * MIB,
    open_to_others=(),
    own=OWN,
    peers=(PEER,),
    sealing_key_made_at=NOW - timedelta(minutes=59),
    rotate=timedelta(hours=1),
    relays=(NORTH, SOUTH),
    channels=(CHANNEL,),
    aside=(NOW - 8 * DAY,),
)


def wrong(facts: Facts) -> list[Finding]:
    return [each for each in examine(facts) if each.word is not Word.OK]


def test_a_desk_that_is_well_hears_so_of_every_check() -> None:
    """One line for each check, all ok, with nothing to do."""
    found = examine(WELL)

    assert [each.check for each in found] == [name for name, _, _ in CHECKS]
    assert {(each.word, each.do) for each in found} == {(Word.OK, "")}


def off(ahead: timedelta) -> tuple[RelayFact, RelayFact]:
    return replace(NORTH, ahead=ahead), replace(SOUTH, ahead=ahead)


def down(relay: RelayFact, refused: bool = False) -> RelayFact:
    return replace(relay, up=False, why="No answer.", refused=refused)


def channel(**changes: Any) -> dict[str, Any]:
    return {"channels": (replace(CHANNEL, **changes),)}


CAUSES: list[tuple[dict[str, Any], str, Word, str]] = [
    ({"vault_trouble": "The vault is damaged."}, "vault", Word.BAD, "damaged"),
    ({"free_bytes": 63 * MIB}, "disk", Word.BAD, "63 MiB"),
    ({"free_bytes": 1023 * MIB}, "disk", Word.WARN, "1023 MiB"),
    ({"open_to_others": ("/home/a/desk.vault",)}, "files", Word.BAD, "/home/a/desk.vault"),
    ({"relays": off(timedelta(minutes=12))}, "clock", Word.BAD, "12 minutes ahead of"),
    ({"relays": off(timedelta(minutes=-12))}, "clock", Word.BAD, "12 minutes behind"),
    (
        {"relays": (off(timedelta(hours=3))[0], SOUTH)},
        "clock",
        Word.WARN,
        "3 hours ahead of that of relay north",
    ),
    ({"relays": (replace(NORTH, ahead=None),)}, "clock", Word.WARN, "not checked"),
    ({"own": replace(OWN, not_after=NOW)}, "credential", Word.BAD, "ended on 23 NOV 2026"),
    ({"own": replace(OWN, not_after=NOW + 13 * DAY)}, "credential", Word.WARN, "ends on 06 DEC 2026"),
    ({"own": replace(OWN, not_before=NOW + DAY)}, "credential", Word.BAD, "begins only on 24 NOV 2026"),
    ({"peers": (replace(PEER, not_after=NOW - DAY),)}, "other desks", Word.WARN, "BRV-1 ended"),
    ({"peers": (replace(PEER, not_after=NOW + 13 * DAY),)}, "other desks", Word.WARN, "BRV-1 ends"),
    ({"sealing_key_made_at": NOW - 3 * DAY}, "sealing key", Word.WARN, "3 days old"),
    ({"sealing_key_made_at": NOW + DAY}, "sealing key", Word.WARN, "in the future"),
    (channel(keyless=("BRV-1",)), "their keys", Word.WARN, "BRV-1"),
    (channel(unverified=("BRV",)), "roots", Word.BAD, "BRV"),
    (channel(unverified=("BRV",), exercise=True), "roots", Word.WARN, "BRV"),
    ({"relays": (down(NORTH), SOUTH)}, "relays", Word.WARN, "north is not there: No answer."),
    ({"relays": (down(NORTH),)}, "relays", Word.BAD, "No answer."),
    ({"relays": (down(NORTH, refused=True), SOUTH)}, "relays", Word.BAD, "north: No answer."),
    ({"channels": ()}, "agreement", Word.WARN, "no channel"),
    (channel(effective_at=NOW + DAY), "agreement", Word.WARN, "begins only"),
    (channel(sunset_at=NOW), "agreement", Word.BAD, "ran out"),
    (channel(sunset_at=NOW + 29 * DAY), "agreement", Word.WARN, "runs out"),
    (channel(review_at=NOW - DAY), "agreement", Word.WARN, "was to be reviewed"),
    (channel(review_at=NOW + 29 * DAY), "agreement", Word.WARN, "is to be reviewed"),
    (channel(alarms=("BRV-1: two histories.",)), "record", Word.BAD, "two histories"),
    (channel(missing=2), "record", Word.WARN, "2 statements"),
    (channel(bodies=3), "record", Word.WARN, "3 texts"),
    ({"aside": (NOW - DAY,)}, "set aside", Word.WARN, "1 envelopes"),
]


@pytest.mark.parametrize(("changes", "check", "word", "what"), CAUSES)
def test_one_thing_wrong_is_named_with_what_to_do(
    changes: dict[str, Any], check: str, word: Word, what: str
) -> None:
    """Nothing else is alarmed by it, and there is always something to do."""
    found = wrong(replace(WELL, **changes))

    assert {(each.check, each.word) for each in found} == {(check, word)}
    assert what in found[0].what
    assert all(each.do for each in found)


def test_every_check_has_a_cause_that_is_tested() -> None:
    """A check that is added to the table needs a case above."""
    assert {check for _, check, _, _ in CAUSES} == {name for name, _, _ in CHECKS}


def test_on_the_edge_nothing_is_wrong() -> None:
    """A skew of just five minutes, a key just twice as old as it should be, just enough room."""
    edge = replace(
        WELL,
        relays=off(timedelta(minutes=5)),
        sealing_key_made_at=NOW - 2 * WELL.rotate,
        free_bytes=1024 * MIB,
        own=replace(OWN, not_after=NOW + 14 * DAY),
        channels=(replace(CHANNEL, review_at=NOW + 30 * DAY),),
    )

    assert wrong(edge) == []
