"""What people write in YAML is understood, or refused with line and clause."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hotline.agreement.draft import draft_from_yaml
from hotline.agreement.handwriting import BYTES, Hand
from hotline.agreement.text import Audience, Function, read_agreement, write_agreement
from hotline.errors import Malformed
from hotline.kinds.catalogue import AGREEABLE
from tests.hotline.agreement.parties import HAND, NOR, draft, template


@pytest.mark.parametrize("name", ["exercise", "incident-line"])
def test_a_template_that_is_filled_in_is_an_agreement(name: str) -> None:
    text = draft(template(name))

    assert {each.kind for each in text.kinds} == set(AGREEABLE)
    assert read_agreement(write_agreement(text)) == text


def test_the_fields_mean_what_was_written() -> None:
    text = draft(template("exercise"))

    assert text.exercise is True
    assert text.parties[0].party == NOR
    assert text.parties[3].function is Function.OBSERVER
    assert text.kinds[4].audience is Audience.PRINCIPALS
    assert text.precedences[0].acknowledge_within == timedelta(minutes=10)
    assert text.delivery.presumed_after is None
    assert text.verification.quorum == 1
    assert text.dates.sunset_at == datetime(2027, 1, 1, tzinfo=UTC)


def test_an_unfilled_template_says_where_the_keys_are_missing() -> None:
    unfilled = template("exercise").replace(template("exercise").split("key: ")[1][:64], "paste-the-key")

    with pytest.raises(Malformed, match=r"line 24: relays\.1\.key needs 32 bytes"):
        draft(unfilled)


@pytest.mark.parametrize(
    ("written", "instead", "complaint"),
    [
        ("acknowledge_within: 10m", "acknowledge_within: soon", "line LINE, clause 3.1: .* needs a duration"),
        ('"3.2"', '"3.1"', "line LINE, clause 3.1: .* has clause 3.1, which stands above already"),
        ('"3.2"', '"3.2.x"', "line LINE, clause 3.2.x"),
        (
            "kind: message",
            "kind: mesage",
            "line LINE, clause 2.1: .* names mesage; the catalogue has comm-check",
        ),
        ("kind: comm-check,", "kind: message,", "line LINE, clause 2.2: .* has kind message"),
        ("kind: risk-close", "kind: acknowledgement", "clause 2.6: .* which everyone may always say"),
        ("kind: risk-close", "kind: desk", "clause 2.6: .* names desk"),
        ("party: NOR, code", "party: NXR, code", "line LINE: .* no party with that code is known here"),
        ("code: SOU, name", "code: NOR, name", "line LINE: .* has code NOR"),
        (
            "quorum: 1",
            "quorm: 1",
            "line LINE, clause 9: verification.quorum is missing. Also .* look for a typing error",
        ),
        ("quorum: 1", "quorum: 3", "clause 9: verification.quorum is 3, and only 2 parties may verify"),
        ("held: true", "held: perhaps", "clause 2.5: kinds.5.held must be"),
        (
            "held: true\n    escrow: false",
            "escrow: true",
            "clause 2.5: .* escrow is for bodies that are held",
        ),
        ("function: mediator", "function: observer", None),
        ("function: mediator", "function: referee", "line LINE: .*function"),
        ("retain: 7d", "retain: 30m", "clause 6: .* retain must not be shorter than rotate"),
        ("sunset_at: 2027", "sunset_at: 2025", "clause 11: .* review_at not after sunset_at"),
        ("sunset_at: 2027-01-01T00:00Z", "sunset_at: tomorrow", "line LINE, clause 11: .* needs a time"),
        ("{party: SOU, number", "{party: SUO, number", "clause 10: .* names SUO, which is not a party here"),
        ("title: Exercise NAME", "title:", "line LINE: title needs a value"),
        ("exercise: true", "exercise: true\nexercise: false", "line NEXT: has a key twice"),
        ("scale: icd203", "scale: !!python/name:os.system", "line LINE: uses a tag"),
        ("scale: icd203", "scale: [icd203", "is not YAML"),
        ("scale: icd203", "scale: icd203\ncatalogue: 2", "line NEXT: catalogue is 2; this is 1"),
        ("function: mediator}", "function: mediator, aka: &m x}", "line LINE: .*aka is not a field here"),
    ],
)
def test_a_mistake_is_named_with_line_and_clause(written: str, instead: str, complaint: str | None) -> None:
    text = template("exercise")
    assert written in text
    changed = text.replace(written, instead, 1)
    if complaint is None:
        draft(changed)
        return

    with pytest.raises(Malformed) as caught:
        draft(changed)
    line = text[: text.index(written)].count("\n") + 1
    assert caught.match(
        "draft.yaml, .*" + complaint.replace("LINE", f"{line}").replace("NEXT", f"{line + 1}")
    )


def test_escrow_needs_a_mediator() -> None:
    text = (
        template("exercise")
        .replace("escrow: false", "escrow: true")
        .replace("function: mediator", "function: observer")
    )

    with pytest.raises(Malformed, match=r"clause 2\.5: kinds\.5\.escrow needs a party that is the mediator"):
        draft(text)


def test_a_word_stays_the_word_that_was_written() -> None:
    """NO is a party's code and 1.10 a clause, whatever YAML would make of them."""
    text = template("exercise").replace('clause: "4"', "clause: 1.10").replace("NOR", "NO")
    hand = Hand({**HAND.parties, "NO": NOR})

    agreement = draft_from_yaml(text, hand, AGREEABLE)

    assert agreement.comm_check.clause == "1.10"
    assert agreement.parties[0].code == "NO"


def test_an_alias_is_refused() -> None:
    """A few of them, nested, would be gigabytes."""
    text = (
        template("exercise")
        .replace("  - {party: OBS", "  - &a {party: OBS")
        .replace("\nrelays:", "\n  - *a\nrelays:", 1)
    )

    with pytest.raises(Malformed, match="uses an alias"):
        draft(text)


@pytest.mark.parametrize("text", ["", "just words", "- a\n- list", "\x00", "a" * (BYTES + 1), "[" * 5000])
def test_what_is_no_agreement_is_refused(text: str) -> None:
    with pytest.raises(Malformed):
        draft(text)


@settings(max_examples=60)
@given(st.data())
def test_a_broken_draft_is_read_or_refused(data: st.DataObject) -> None:
    text = template("exercise")
    at = data.draw(st.integers(0, len(text) - 1))
    end = at + data.draw(st.integers(0, 40))
    broken = text[:at] + data.draw(st.text(max_size=6)) + text[end:]

    try:
        draft(broken)
    except Malformed as refusal:
        assert str(refusal)
