"""Every verdict code is reached, by a statement that is otherwise right."""

from __future__ import annotations

from typing import Any

import pytest

from hotline.codec import to_rfc3339
from hotline.fields import IncarnationField
from hotline.identity.card import card_content, verified_card
from hotline.ids import AgreementId, Incarnation, Precedence, StatementId
from hotline.transcript.transcript import Transcript
from hotline.transcript.verdict import State, Verdict
from tests.hotline.transcript.world import (
    DAY,
    MINUTE,
    START,
    Said,
    Speaker,
    World,
    agreement_text,
    credential,
    filled,
    kind_clause,
    message,
    party,
)


def verdict_of(world: World, said: Said) -> Verdict:
    return world.transcript().entry(said.id).verdict


def code_of(world: World, said: Said) -> str:
    verdict = verdict_of(world, said)
    assert verdict.why or verdict.state is State.VALID
    return verdict.code


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def bravo(world: World) -> Speaker:
    speaker = world.desk("BRV")
    speaker.begin()
    return speaker


def test_what_is_said_rightly_is_valid(world: World, bravo: Speaker) -> None:
    """No check objects, and the content is there."""
    said = bravo.say("message", message("Good morning"))

    entry = world.transcript().entry(said.id)

    assert entry.verdict == Verdict(State.VALID)
    assert entry.content is not None and "Good morning" in entry.content.model_dump_json()
    assert entry.party == bravo.party.id


def test_wrong_exercise(world: World, bravo: Speaker) -> None:
    """A real statement has no place in an exercise, and one of an exercise none on a real channel."""
    assert code_of(world, bravo.say("message", message(), exercise=False)) == "wrong-exercise"
    real = World(exercise=False)
    assert code_of(real, real.desk("BRV").say("message", message(), exercise=True)) == "wrong-exercise"


@pytest.mark.parametrize("other", [{"agreement": AgreementId(bytes(32))}, {"catalogue": 2}])
def test_wrong_agreement(world: World, bravo: Speaker, other: dict[str, Any]) -> None:
    """It names other terms, or another catalogue, than those in force."""
    assert code_of(world, bravo.say("message", message(), **other)) == "wrong-agreement"


def test_unknown_kind(world: World, bravo: Speaker) -> None:
    assert code_of(world, bravo.say("poem", {})) == "unknown-kind"


def test_a_seq_that_skips_is_a_bad_chain(world: World, bravo: Speaker) -> None:
    assert code_of(world, bravo.say("message", message(), seq=3)) == "bad-chain"


def test_a_prev_of_another_is_a_bad_chain(world: World, bravo: Speaker) -> None:
    other = world.desk("KLO").begin()

    assert code_of(world, bravo.say("message", message(), prev=other.id)) == "bad-chain"


def test_no_prev_in_mid_life_is_a_bad_chain(world: World, bravo: Speaker) -> None:
    assert code_of(world, bravo.say("message", message(), prev=None)) == "bad-chain"


def test_a_restored_life_may_name_the_end_of_the_one_before(world: World, bravo: Speaker) -> None:
    """Or none, if it knows none."""
    known = bravo.restored(bravo.said[0]).begin()
    unknown = bravo.restored(None).begin()

    assert (code_of(world, known), code_of(world, unknown)) == ("", "")


def test_a_life_that_is_no_later_cannot_follow(world: World, bravo: Speaker) -> None:
    """Its number is not greater, or it does not say that it was restored."""
    for life in (bravo.life._replace(nonce=bytes(16), restored=True), Incarnation(2**33, bytes(16), False)):
        field = IncarnationField.of(life)
        copy = bravo.restored(bravo.said[0])

        assert code_of(world, copy.begin(incarnation=field)) == "bad-chain"


def test_no_desk(world: World) -> None:
    """Who begins without a card is nobody, all along."""
    bravo = world.desk("BRV")
    first = bravo.utter("message", message())
    second = bravo.utter("desk", bravo.card())

    assert (code_of(world, first), code_of(world, second)) == ("no-desk", "no-desk")


def test_a_card_of_another_device_is_a_bad_credential(world: World) -> None:
    bravo = world.desk("BRV")
    bravo.credential = credential("BRV", 2, 1, START + DAY)
    first = bravo.begin()
    second = bravo.say("message", message())

    assert (code_of(world, first), code_of(world, second)) == ("bad-credential", "bad-credential")


def test_half_a_root_signature_is_a_bad_credential(world: World) -> None:
    bravo = world.desk("BRV")
    card = bravo.card()
    card["credential"]["signatures"].pop()

    assert code_of(world, bravo.utter("desk", card)) == "bad-credential"


def test_a_credential_for_real_use_is_bad_in_an_exercise(world: World) -> None:
    bravo = world.desk("BRV")
    real = credential("BRV", 1, 1, START + DAY, False)
    card = card_content(verified_card(party("BRV", False).root.signed, real))

    assert code_of(world, bravo.utter("desk", card)) == "bad-credential"


def test_before_its_credential_begins(world: World, bravo: Speaker) -> None:
    assert code_of(world, bravo.say("message", message(), said_at=START - 2 * DAY)) == "bad-credential"


def test_a_renewal_by_another_party_s_root_changes_nothing(world: World, bravo: Speaker) -> None:
    """The card before stays in use."""
    stranger = world.desk("KLO")
    renewal = bravo.utter("desk", stranger.card())
    after = bravo.say("message", message())

    assert (code_of(world, renewal), code_of(world, after)) == ("bad-credential", "")


def test_not_a_party(world: World) -> None:
    zulu = world.desk("ZUL")

    assert code_of(world, zulu.begin()) == "not-a-party"


def test_kind_not_agreed() -> None:
    """The catalogue has it; the agreement does not."""
    world = World(kinds=[kind_clause("2.1", "comm-check")])

    assert code_of(world, world.desk("BRV").say("message", message())) == "kind-not-agreed"


def test_author_not_agreed(world: World) -> None:
    """An observer files no estimates; the refusal names the clause."""
    observer = world.desk("OBS")
    question = observer.say("risk-question", asked_of(world, "BRV"))
    estimate = observer.say("risk-estimate", ESTIMATE, refers_to=question, held=True)
    verdict = verdict_of(world, estimate)

    assert (verdict.code, verdict.clause) == ("author-not-agreed", "2.9")


def test_wrong_audience(world: World, bravo: Speaker) -> None:
    """The clause says everyone, and Record kinds are always for everyone."""
    own = (bravo.party.id,)

    assert code_of(world, bravo.say("message", message(), audience=own)) == "wrong-audience"
    assert code_of(world, bravo.say("desk", bravo.card(), audience=own)) in {
        "wrong-audience",
        "bad-credential",
    }


def test_held_not_agreed(world: World, bravo: Speaker) -> None:
    assert code_of(world, bravo.say("message", message(), held=True)) == "held-not-agreed"


def test_refers_to_missing(world: World, bravo: Speaker) -> None:
    assert code_of(world, bravo.say("acknowledgement", {"officer": "A", "note": None})) == "refers-to-missing"


@pytest.mark.parametrize("content", [{}, {"subject": 3}, message() | {"colour": "red"}])
def test_body_malformed(world: World, bravo: Speaker, content: dict[str, Any]) -> None:
    assert code_of(world, bravo.say("message", content)) == "body-malformed"


def test_a_body_that_is_not_json_is_malformed(world: World, bravo: Speaker) -> None:
    assert code_of(world, bravo.say("message", {}, body=b"{" * 512)) == "body-malformed"


def test_a_carried_document_that_does_not_verify_is_malformed(world: World, bravo: Speaker) -> None:
    card = bravo.card()
    content = {"root": card["root"], "document": card["credential"]}

    assert code_of(world, bravo.say("revocation", content)) == "body-malformed"


@pytest.mark.parametrize(
    "other", [{"channel": bytes(32)}, {"party": bytes(32)}, {"kind": "desk"}, {"refers_to": bytes(32)}]
)
def test_copied_body(world: World, bravo: Speaker, other: dict[str, Any]) -> None:
    """A body made for another statement is of no use here."""
    assert code_of(world, bravo.say("message", message(), binding=other)) == "copied-body"


def test_too_many_words(world: World, bravo: Speaker) -> None:
    """Urgent is short; the same in ROUTINE is fine."""
    long = message("word " * 300)

    assert code_of(world, bravo.say("message", long, precedence=Precedence.FLASH)) == "too-many-words"
    assert code_of(world, bravo.say("message", long)) == ""


def test_a_newer_catalogue_waits(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a newer program can read is not refused by an older one."""
    said = world.desk("BRV").begin()
    monkeypatch.setattr("hotline.transcript.validity.CATALOGUE_VERSION", 0)

    verdict = verdict_of(world, said)

    assert (verdict.state, verdict.code) == (State.WAITING, "newer-catalogue")
    assert world.transcript().standing(said.id).word == "waiting"


def test_a_body_not_shown_leaves_the_header_s_verdict(world: World, bravo: Speaker) -> None:
    """And the body, when it comes, decides."""
    good, bad = bravo.say("message", message()), bravo.say("message", {})
    transcript = filled(world.first, [bravo.said[0]])
    for each in (good, bad):
        transcript.add(each.statement)
        verdict = transcript.entry(each.id).verdict
        assert (verdict.state, verdict.code) == (State.VALID, "body-not-shown")
        transcript.add_body(each.id, each.body)

    assert transcript.entry(good.id).verdict.state is State.VALID
    assert transcript.entry(bad.id).verdict.code == "body-malformed"


# Closing a sealed exchange

ESTIMATE: dict[str, Any] = {
    "low": 10,
    "high": 30,
    "best": 20,
    "interval_confidence": 80,
    "impact": 3,
    "confidence": "moderate",
    "confidence_reason": "Two sources agree",
    "basis": "Reports of the week",
    "sources": [],
    "indicators": [],
}


def asked_of(world: World, *codes: str) -> dict[str, Any]:
    return {
        "title": "Crossing",
        "event": "Troops cross the river",
        "resolve_by": to_rfc3339(START + 7 * DAY),
        "resolution": "Both observers report it",
        "scale": None,
        "asked": [party(code, world.exercise).id.hex() for code in codes],
        "deadline": to_rfc3339(START + 60 * MINUTE),
        "round": 1,
    }


class Exchange:
    """A question to BRV and KLO; BRV has filed."""

    def __init__(self, **terms: Any) -> None:
        self.world = World(**terms)
        self.bravo, self.kilo = self.world.desk("BRV"), self.world.desk("KLO")
        self.question = self.bravo.say("risk-question", asked_of(self.world, "BRV", "KLO"))
        self.own = self.file(self.bravo)

    def file(self, speaker: Speaker, **other: Any) -> Said:
        audience = tuple(sorted((self.bravo.party.id, self.kilo.party.id)))
        filing = {"refers_to": self.question, "audience": audience, "held": True}
        return speaker.say("risk-estimate", ESTIMATE, **(filing | other))

    def close(self, **other: Any) -> Said:
        content = {"filing": self.own.id.hex()}
        return self.bravo.say("risk-close", content, refers_to=self.question, **other)


def test_a_close_before_all_have_filed_is_early() -> None:
    exchange = Exchange()

    assert code_of(exchange.world, exchange.close()) == "early-close"


def test_a_close_that_comes_after_all_filings_is_valid() -> None:
    exchange = Exchange()
    theirs = exchange.file(exchange.kilo, after=[exchange.question])

    assert code_of(exchange.world, exchange.close(after=[theirs])) == ""


def test_a_filing_that_is_held_but_no_ancestor_does_not_count() -> None:
    """The close must show by its links that it comes after."""
    exchange = Exchange()
    exchange.file(exchange.kilo, after=[exchange.question])

    assert code_of(exchange.world, exchange.close()) == "early-close"


def test_an_invalid_filing_does_not_count() -> None:
    exchange = Exchange()
    theirs = exchange.file(exchange.kilo, after=[exchange.question], audience="all")

    assert code_of(exchange.world, theirs) == "wrong-audience"
    assert code_of(exchange.world, exchange.close(after=[theirs])) == "early-close"


@pytest.mark.parametrize(
    ("grace", "after", "code"), [(None, 61, ""), ("5m", 61, "early-close"), ("5m", 66, "")]
)
def test_a_close_past_deadline_and_grace_is_valid(grace: str | None, after: int, code: str) -> None:
    """The silent block nobody."""
    kinds = agreement_text().model_dump(mode="json")["kinds"]
    for kind in kinds:
        if kind["kind"] == "risk-question":
            kind["deadline_grace"] = grace
    exchange = Exchange(kinds=kinds)

    assert code_of(exchange.world, exchange.close(said_at=START + after * MINUTE)) == code


def test_who_does_not_hold_the_question_cannot_tell_of_the_close() -> None:
    """Until its body comes."""
    exchange = Exchange()
    close = exchange.close()
    transcript = Transcript(exchange.world.first)
    for each in exchange.world.said:
        transcript.add(each.statement, None if each is exchange.question else each.body)
    assert transcript.entry(close.id).verdict.code == "body-not-shown"

    transcript.add_body(exchange.question.id, exchange.question.body)

    assert transcript.entry(close.id).verdict.code == "early-close"


def test_a_close_of_what_is_no_question_is_misplaced() -> None:
    """Its standing says so; early it is not."""
    exchange = Exchange()
    content = {"filing": exchange.own.id.hex()}
    close = exchange.bravo.say("risk-close", content, refers_to=StatementId(exchange.bravo.said[0].id))

    assert code_of(exchange.world, close) == ""
    assert exchange.world.transcript().standing(close.id).word == "misplaced"
