"""What is due to whom, by header, audience and membership alone."""

from __future__ import annotations

from typing import Any

import pytest

from hotline.delivery.coverage import Coverage
from hotline.delivery.due import body_due, header_due, releases
from hotline.identity.credential import open_credential
from hotline.identity.revocation import Revocation, revoke
from hotline.transcript.transcript import Transcript
from tests.hotline.delivery.builders import have_of, held_by
from tests.hotline.procedures.builders import ask, close, estimate
from tests.hotline.transcript.world import (
    DAY,
    START,
    Said,
    Speaker,
    World,
    agreement_text,
    kind_clause,
    member,
    message,
    party,
)

BRV, KLO, OBS, MED = (party(code).id for code in ("BRV", "KLO", "OBS", "MED"))


@pytest.fixture
def world() -> World:
    return World()


def named(*codes: str) -> tuple[Any, ...]:
    return tuple(sorted(party(code).id for code in codes))


def credential_of(desk: Speaker) -> Any:
    return open_credential(desk.credential, desk.party.root)


def due_to(transcript: Transcript, said: Said) -> set[str]:
    return {code for code in ("BRV", "KLO", "OBS", "MED") if body_due(transcript, said.id, party(code).id)}


def test_headers_are_due_to_every_desk_of_a_party(world: World) -> None:
    """Also to one that has not spoken yet."""
    world.desk("BRV").begin()

    assert header_due(world.transcript(), credential_of(world.desk("KLO", 7)), START)


def test_nothing_is_due_to_strangers_or_after_the_credential(world: World) -> None:
    world.desk("BRV").begin()
    transcript = world.transcript()
    brief = credential_of(world.desk("KLO", 3, until=START + DAY))

    assert not header_due(transcript, credential_of(world.desk("ZZZ")), START)
    assert header_due(transcript, brief, START + DAY / 2)
    assert not header_due(transcript, brief, START + DAY)


def test_nothing_more_is_due_to_a_revoked_desk(world: World) -> None:
    """Also when it never spoke here."""
    kilo, stolen = world.desk("KLO"), world.desk("KLO", 2)
    kilo.say("revocation", revocation_of(stolen))

    assert not header_due(world.transcript(), credential_of(stolen), START)
    assert header_due(world.transcript(), credential_of(kilo), START)


def revocation_of(desk: Speaker) -> dict[str, Any]:
    document = Revocation(
        party=desk.party.id, device=desk.key.device, serial=1, reason="stolen", made_at=START, cuts=()
    )
    signed = revoke(desk.party.key, document)
    root = desk.party.root.signed
    return {name: each.to_document().model_dump(mode="json") for name, each in _pair(root, signed)}


def _pair(root: Any, signed: Any) -> list[tuple[str, Any]]:
    return [("root", root), ("document", signed)]


def test_a_body_is_due_to_its_audience(world: World) -> None:
    """Observers see that the parties talk, not what they say."""
    bravo = world.desk("BRV")
    private = bravo.say("message", message(), audience=named("BRV", "KLO"))
    public = bravo.say("message", message())
    transcript = world.transcript()

    assert due_to(transcript, private) == {"BRV", "KLO"}
    assert due_to(transcript, public) == {"BRV", "KLO", "OBS"}


def test_the_bodies_of_record_kinds_are_due_to_all_from_the_first_on(world: World) -> None:
    """A party that joins later can judge everything; other bodies are due to it from its joining on."""
    bravo = world.desk("BRV")
    card, said = bravo.begin(), bravo.say("message", message())
    joined = JoinedLater(world)

    assert body_due(joined, card.id, MED)
    assert not body_due(joined, said.id, MED)


def test_the_agreement_may_give_a_later_party_all_bodies(world: World) -> None:
    said = world.desk("BRV").say("message", message())
    joined = JoinedLater(world, history={"clause": "8", "bodies": "from-first"})

    assert body_due(joined, said.id, MED)


class JoinedLater(Transcript):
    """A record in which the terms of the next statement have a fourth party."""

    def __init__(self, world: World, **other: Any) -> None:
        super().__init__(world.first)
        codes = ("BRV", "KLO", "OBS", "MED")
        later = World(parties=[member(code) for code in codes], **other)
        self._later = later.first
        for said in world.said:
            self.add(said.statement, said.body)

    def terms_for_next(self) -> Any:
        return self._later


def test_a_held_body_is_due_to_nobody_before_its_release(world: World) -> None:
    bravo, kilo = world.desk("BRV"), world.desk("KLO")
    question = ask(bravo, "BRV", "KLO")
    ours = estimate(bravo, question)
    theirs = estimate(kilo, question, after=[ours])
    before = world.transcript()
    closing = close(bravo, question, ours, after=[theirs])
    after = world.transcript()

    assert due_to(before, ours) == set()
    assert due_to(after, ours) == {"BRV", "KLO"}
    assert due_to(after, theirs) == set()
    assert releases(after, ours.id) == [closing.id]


def test_another_partys_close_releases_nothing(world: World) -> None:
    """Nobody opens what another has sealed."""
    bravo, kilo = world.desk("BRV"), world.desk("KLO")
    question = ask(bravo, "BRV", "KLO")
    ours = estimate(bravo, question)
    theirs = estimate(kilo, question, after=[ours])
    close(kilo, question, ours, after=[theirs])

    assert due_to(world.transcript(), ours) == set()


def test_an_early_close_releases_nothing(world: World) -> None:
    bravo = world.desk("BRV")
    question = ask(bravo, "BRV", "KLO")
    ours = estimate(bravo, question)
    close(bravo, question, ours)

    assert releases(world.transcript(), ours.id) == []


def escrow_world() -> World:
    kinds = [each.model_dump(mode="json") for each in agreement_text().kinds if each.kind != "risk-estimate"]
    filing = kind_clause("2.9", "risk-estimate", audience="principals", held=True, escrow=True)
    return World(parties=[member(code) for code in ("BRV", "KLO", "OBS", "MED")], kinds=[*kinds, filing])


def test_in_escrow_a_held_body_is_due_to_the_mediator() -> None:
    """So that the last to release cannot abort the exchange."""
    world = escrow_world()
    bravo = world.desk("BRV")
    ours = estimate(bravo, ask(bravo, "BRV", "KLO"), audience=named("BRV", "KLO", "MED"))

    assert due_to(world.transcript(), ours) == {"MED"}


def test_a_have_from_before_the_release_does_not_cover_the_body(world: World) -> None:
    """Then the body was not due, so it was not called missing either."""
    bravo, kilo = world.desk("BRV"), world.desk("KLO")
    question = ask(bravo, "BRV", "KLO")
    ours = estimate(bravo, question)
    theirs = estimate(kilo, question, after=[ours])
    before = held_by(kilo, *world.said)
    close(bravo, question, ours, after=[theirs])
    transcript = world.transcript()

    assert Coverage(transcript, before).covers(ours.id)
    assert not Coverage(transcript, before).covers_body(ours.id)
    assert Coverage(transcript, have_of(kilo, transcript)).covers_body(ours.id)
