"""The kinds of this catalogue: what they take, what they refuse, and how they read."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hotline import limits
from hotline.errors import Malformed, Refused, Rejected
from hotline.identity.card import card_content, verified_card
from hotline.ids import PartyId, Precedence
from hotline.kinds.catalogue import KINDS, kind_named, prose_of, read_content
from hotline.kinds.line import TEST_TEXT, CommCheck, CommCheckAnswer, comm_check_hash
from hotline.kinds.risk import RiskEstimate
from tests.hotline.people import desk

NOR, SOU = PartyId(b"n" * 32), PartyId(b"s" * 32)
TIME = "2026-11-23T14:08:32.123Z"
LATER = "2026-12-23T14:08:32.123Z"
CHECK = {"level": "link", "path": "all", "nonce": "07" * 16, "text": TEST_TEXT}
QUESTION = {
    "title": "Strike",
    "event": "A strike",
    "resolve_by": LATER,
    "resolution": "By the observers",
    "asked": [NOR.hex(), SOU.hex()],
    "deadline": TIME,
    "round": 1,
}
LIFE = {"number": 1, "nonce": "00" * 16, "restored": True}
ESTIMATE: dict[str, Any] = {
    "low": 5,
    "high": 30,
    "best": 20,
    "interval_confidence": 80,
    "impact": 4,
    "confidence": "low",
    "confidence_reason": "Few sources",
    "basis": "Reports of the week",
    "sources": [{"text": "A patrol", "source": "B", "information": 2}],
    "indicators": ["Buses at the border"],
}


def read(name: str, content: dict[str, Any], precedence: Precedence = Precedence.ROUTINE) -> Any:
    return read_content(name, content, precedence)


def test_a_message_reads_as_it_was_written() -> None:
    said = read("message", {"subject": "Test", "text": "One\nTwo", "language": "en", "reply_by": TIME})

    assert said.plain() == ["Subject: Test", "One", "Two", "Reply by: 231408Z NOV 26"]
    assert said.summary() == "Test"
    assert read("message", said.content()) == said


def test_an_acknowledgement_is_no_consent() -> None:
    said = read("acknowledgement", {"officer": "A. Officer"})

    assert said.plain()[0] == "Received. Not a consent."
    assert "Not a consent" in said.summary()


def test_an_answer_proves_that_the_very_text_came_through() -> None:
    check = read("comm-check", CHECK)
    assert isinstance(check, CommCheck)
    assert comm_check_hash(check) == hashlib.sha256(b"\x07" * 16 + TEST_TEXT.encode()).digest()
    answer = read("comm-check-answer", {"nonce": "07" * 16, "hash": comm_check_hash(check).hex()})
    assert isinstance(answer, CommCheckAnswer)

    assert answer.proves(check)
    assert not answer.proves(read("comm-check", CHECK | {"text": TEST_TEXT + "."}))
    assert not answer.proves(read("comm-check", CHECK | {"nonce": "08" * 16}))


def test_a_comm_check_tells_the_state_of_paths() -> None:
    check = read("comm-check", CHECK | {"state": {"north": "up", "south": "down"}})

    assert "State of paths: north up, south down" in check.plain()


def test_an_estimate_reads_well_aloud() -> None:
    """Likelihood and confidence stand in sentences of their own."""
    lines = read("risk-estimate", ESTIMATE).plain()

    assert "Best: 20 percent" in lines
    assert "Impact: 4, major" in lines
    assert "Confidence: low" in lines
    assert (
        "Source 1: What: A patrol; Source grade: B, usually reliable; Information grade: 2, probably true"
        in lines
    )
    assert lines[-1] == "Risk in the matrix: high"


def test_a_question_names_parties_by_code_where_they_are_known() -> None:
    lines = read("risk-question", QUESTION).plain({NOR: "NOR"})

    assert f"Asked: NOR, {SOU.hex()[:8]}" in lines


@pytest.mark.parametrize(
    ("name", "content", "field"),
    [
        ("message", {"subject": "", "text": "x"}, "subject"),
        ("message", {"subject": "x" * 121, "text": "x"}, "subject"),
        ("message", {"subject": "two\nlines", "text": "x"}, "subject"),
        ("message", {"subject": "x"}, "text"),
        ("message", {"subject": "x", "text": "x", "language": "english"}, "language"),
        ("message", {"subject": "x", "text": "x", "reply_by": "2026-11-23T14:08Z"}, "reply_by"),
        ("message", {"subject": "x", "text": 5}, "text"),
        ("message", {"subject": "x", "text": "x", "cc": "y"}, "cc"),
        ("acknowledgement", {"officer": "x" * 81}, "officer"),
        ("comm-check", CHECK | {"level": "all"}, "level"),
        ("comm-check", CHECK | {"nonce": "07"}, "nonce"),
        ("comm-check", CHECK | {"state": {"north": "fine"}}, "state.north"),
        ("comm-check-answer", {"nonce": "07" * 16, "hash": "00"}, "hash"),
        ("risk-question", QUESTION | {"asked": []}, "asked"),
        ("risk-question", QUESTION | {"asked": ["NOR"]}, "asked.0"),
        ("risk-question", QUESTION | {"deadline": "2027-11-23T14:08:32.123Z"}, "the deadline"),
        ("risk-question", QUESTION | {"asked": [NOR.hex()] * 2}, "asked names a party twice"),
        ("risk-estimate", ESTIMATE | {"best": 31}, "best must lie"),
        ("risk-estimate", ESTIMATE | {"low": 21}, "best must lie"),
        ("risk-estimate", ESTIMATE | {"low": 0}, "low"),
        ("risk-estimate", ESTIMATE | {"high": 100}, "high"),
        ("risk-estimate", ESTIMATE | {"low": 5.0}, "low"),
        ("risk-estimate", ESTIMATE | {"low": "5"}, "low"),
        ("risk-estimate", ESTIMATE | {"impact": 6}, "impact"),
        ("risk-estimate", ESTIMATE | {"interval_confidence": 49}, "interval_confidence"),
        ("risk-estimate", ESTIMATE | {"confidence": "certain"}, "confidence"),
        ("risk-estimate", ESTIMATE | {"sources": [{"text": "x", "source": "G"}]}, "sources.0.source"),
        ("risk-close", {"filing": "00"}, "filing"),
        ("lost", {"incarnation": LIFE, "from_seq": 3, "to_seq": 2}, "from_seq"),
    ],
)  # fmt: skip
def test_a_wrong_field_is_named(name: str, content: dict[str, Any], field: str) -> None:
    with pytest.raises(Malformed) as caught:
        read(name, content)
    assert name in str(caught.value) and field in str(caught.value)


def test_a_record_kind_carries_a_document_of_its_own_type() -> None:
    bravo = desk("BRV")
    content = card_content(verified_card(bravo.root.signed, bravo.signed_credential))
    assert read("desk", content).RECORD

    with pytest.raises(Malformed, match=r"desk, root: needs a document of type .*root"):
        read("desk", {"root": content["credential"], "credential": content["root"]})


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(Refused) as caught:
        kind_named("ceasefire")
    assert caught.value.code == "unknown-kind"


def test_only_estimates_may_be_held() -> None:
    assert [each.NAME for each in KINDS.values() if each.MAY_BE_HELD] == ["risk-estimate"]
    assert not any(each.MAY_BE_HELD for each in KINDS.values() if each.RECORD)


# Urgent text is short


@pytest.mark.parametrize("precedence", [Precedence.IMMEDIATE, Precedence.FLASH])
def test_urgent_text_is_at_most_200_words(precedence: Precedence) -> None:
    longest = {"subject": "now", "text": " ".join(["word"] * (limits.URGENT_WORDS - 1))}
    assert read("message", longest, precedence)

    with pytest.raises(Refused) as caught:
        read("message", longest | {"subject": "right now"}, precedence)
    assert caught.value.code == "too-many-words"
    assert read("message", longest | {"subject": "right now"}, Precedence.PRIORITY)


def test_urgent_text_without_blanks_is_short_as_well() -> None:
    with pytest.raises(Refused) as caught:
        read("message", {"subject": "x", "text": "字" * limits.URGENT_CHARACTERS}, Precedence.FLASH)
    assert "at most 2400 characters; this is 2402." in caught.value.what
    assert read("message", {"subject": "x", "text": "字" * 600}, Precedence.FLASH)


def test_all_free_text_is_counted_and_nothing_else() -> None:
    estimate = read("risk-estimate", ESTIMATE)
    assert isinstance(estimate, RiskEstimate)

    assert list(prose_of(estimate)) == [
        "Few sources",
        "Reports of the week",
        "A patrol",
        "Buses at the border",
    ]
    assert "en" not in list(prose_of(read("message", {"subject": "a", "text": "b", "language": "en"})))


# Anything at all

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=100)
@given(st.sampled_from(list(KINDS)), st.data())
def test_any_content_is_read_or_refused(name: str, data: st.DataObject) -> None:
    fields = st.sampled_from([*KINDS[name].model_fields, "other"])
    content = data.draw(st.dictionaries(fields, ANYTHING, max_size=8))

    try:
        said = read(name, content)
    except Rejected as refusal:
        assert str(refusal)
    else:
        assert read(name, said.content()) == said
        assert said.plain() is not None
