"""Saying: what the agreement forbids is refused before it is said, and the clause is named."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from client.station.say import Saying
from client.station.station import Station
from client.vault.memory import from_snapshot
from hotline.errors import Malformed, Misuse, NotTrusted, Refused
from hotline.ids import Precedence
from tests.simulation.test_stories import estimate, question
from tests.simulation.world import World

MESSAGE = {"subject": "Subject", "text": "Text", "language": "en"}


def saying(world: World, kind: str, content: Any, **more: Any) -> Saying:
    return Saying(world.channel, kind, content, **more)


def refusal(world: World, name: str, what: Saying, after: timedelta = timedelta()) -> Refused:
    desk = world.desks[name]
    before = len(desk.transcript)
    with pytest.raises(Refused) as caught:
        desk.station.say(what, desk.now + after)
    assert len(desk.transcript) == before
    return caught.value


def test_a_kind_that_nobody_knows(world: World) -> None:
    """Refused by the protocol itself: clause 0."""
    error = refusal(world, "BRV-1", saying(world, "poem", {}))
    assert (error.code, error.clause) == ("unknown-kind", "0")


def test_an_author_whom_the_clause_does_not_name(world: World) -> None:
    """An observer files no estimate."""
    asked = world.desks["BRV-1"].say("risk-question", question(world, 600))
    world.run(10)
    what = saying(world, "risk-estimate", estimate(30), refers_to=asked, held=True)

    error = refusal(world, "OBS-1", what)

    assert (error.code, error.clause) == ("author-not-agreed", "3.5")


def test_a_body_that_may_not_be_held_back(world: World) -> None:
    """The clause says which may."""
    error = refusal(world, "BRV-1", saying(world, "message", MESSAGE, held=True))
    assert (error.code, error.clause) == ("held-not-agreed", "3.1")


def test_an_audience_that_is_not_the_clauses(world: World) -> None:
    """What goes to every party cannot be said to one."""
    to = [world.desks["KLO-1"].station.party]
    error = refusal(world, "BRV-1", saying(world, "message", MESSAGE, audience=to))
    assert (error.code, error.clause) == ("wrong-audience", "3.1")


def test_an_urgent_text_that_is_too_long(world: World) -> None:
    """What an officer cannot read in a minute is not urgent."""
    content = MESSAGE | {"text": "word " * 201}
    error = refusal(world, "BRV-1", saying(world, "message", content, precedence=Precedence.FLASH))
    assert (error.code, error.clause) == ("too-many-words", "0")


def test_after_sunset(world: World) -> None:
    """The clause with the dates is named; a comm check still goes."""
    error = refusal(world, "BRV-1", saying(world, "message", MESSAGE), after=timedelta(days=201))
    assert (error.code, error.clause) == ("after-sunset", "9.1")


def test_an_expired_credential(world: World) -> None:
    """Its holder is told to ask for a new one."""
    desk = world.desks["BRV-1"]
    with pytest.raises(NotTrusted, match="expired"):
        desk.station.say(saying(world, "message", MESSAGE), desk.now + timedelta(days=400))


def test_a_reference_that_is_missing_or_does_not_fit(world: World) -> None:
    """An acknowledgement refers to something, an estimate to a question, and to something held."""
    desk = world.desks["BRV-1"]
    said = desk.message("no question")
    station, now = desk.station, desk.now

    with pytest.raises(Misuse, match="refer"):
        station.say(saying(world, "acknowledgement", {"officer": "A. Bell"}), now)
    with pytest.raises(Misuse, match="refer"):
        station.say(saying(world, "risk-estimate", estimate(30), refers_to=said, held=True), now)
    with pytest.raises(Misuse, match="not in this transcript"):
        nowhere = type(said)(bytes(32))
        station.say(saying(world, "acknowledgement", {"officer": "A. Bell"}, refers_to=nowhere), now)


def test_a_field_that_is_wrong_is_named(world: World) -> None:
    """And nothing is said."""
    desk = world.desks["BRV-1"]
    with pytest.raises(Malformed, match="text"):
        desk.station.say(saying(world, "message", MESSAGE | {"text": 7}), desk.now)


def test_the_first_words_after_a_restore_follow_the_desks_card(world: World) -> None:
    """Whoever restores and speaks at once, before anything else ran, is heard."""
    north = world.desks["BRV-1"]
    backup = north.backup()
    north.crash()
    station = Station(from_snapshot(backup), world.entropy, north.now)
    said, _ = station.say(saying(world, "message", MESSAGE), north.now)

    header = station.transcript(world.channel).header(said)
    assert header.seq == 2
    assert header.incarnation.restored


def test_both_copies_of_a_vault_can_still_speak(world: World) -> None:
    """It counts for nothing, and everyone sees why; but neither program stands still."""
    north = world.desks["BRV-1"]
    copy = world.copy(north)
    north.message("said by the one")
    copy.message("said by the other")
    copy.message("and more")
    world.run(120)

    later = [north.message("said later by the one"), copy.message("said later by the other")]

    for desk, said in zip((north, copy), later, strict=True):
        assert desk.transcript.entry(said).complete
