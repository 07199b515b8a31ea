"""A kind is one class: it is in form, template, schema and page without another line anywhere."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

import hotline
from hotline.agreement.handwriting import Hand
from hotline.errors import Malformed, Refused
from hotline.ids import PartyId, Precedence
from hotline.kinds.base import Kind
from hotline.kinds.catalogue import AGREEABLE, KINDS, check_precedence
from hotline.kinds.entries import Input, entries_of
from hotline.kinds.forms import filled, form_of
from hotline.kinds.page import reference_page, schema_of
from hotline.kinds.plain import plain_text
from hotline.kinds.templates import read_template, template_of
from tests.hotline.kinds.toy import ToyReport

HAND = Hand({"NOR": PartyId(b"n" * 32), "SOU": PartyId(b"s" * 32)})
PAGE = Path(hotline.__file__).parents[1] / "docs" / "KINDS.md"


def test_the_reference_page_is_up_to_date() -> None:
    """Else write it anew: python -m hotline.kinds.page > docs/KINDS.md"""
    assert PAGE.read_text(encoding="utf-8") == reference_page()


def test_a_new_kind_has_a_form() -> None:
    form = form_of(ToyReport)
    fields = {each.name: each for each in form.fields}

    assert (form.title, form.meaning, form.precedence) == (
        "Toy report",
        ToyReport.MEANING,
        Precedence.IMMEDIATE,
    )
    assert [each.input for each in form.fields] == [
        Input.TEXT, Input.TIME, Input.NUMBER, Input.NUMBER, Input.LINE, Input.YES_NO,
    ]  # fmt: skip
    assert fields["what"].required and fields["what"].prose and fields["what"].most == 400
    assert (fields["sure"].required, fields["sure"].least, fields["sure"].most, fields["sure"].unit) == (
        False, 1, 99, "percent",
    )  # fmt: skip
    assert ("5", "severe") in fields["impact"].words
    assert fields["marks"].many and fields["marks"].most_items == 3


def test_a_new_kind_has_a_template_that_is_read_back() -> None:
    template = template_of(ToyReport)

    assert "# toy-report: What was seen from the tower." in template
    assert "# It is at least IMMEDIATE." in template
    assert "# Sure. How sure the watch is. (whole number, 1 to 99 percent)" in template
    assert "#   5: severe" in template

    report = read_template(
        ToyReport,
        template.replace("what: |-\n  ", "what: |-\n  A balloon\n  over the hill")
        .replace("seen_at:", "seen_at: 2026-11-23T14:08Z")
        .replace("sure:", "sure: 80")
        .replace("marks: []", "marks: [none, 12]"),
        HAND,
        {},
    )

    assert report == ToyReport(
        what="A balloon\nover the hill",
        seen_at=datetime(2026, 11, 23, 14, 8, tzinfo=UTC),
        sure=80,
        marks=("none", "12"),
    )


def test_a_template_says_what_is_missing_and_where() -> None:
    template = template_of(ToyReport).replace("seen_at:", "seen_at: noon").replace("sure:", "sure: 100")
    lines = template.split("\n")

    with pytest.raises(Malformed) as caught:
        read_template(ToyReport, template, HAND, {}, "report.yaml")

    assert f"report.yaml, line {lines.index('what: |-') + 1}: what" in str(caught.value)
    assert f"line {lines.index('seen_at: noon') + 1}: seen_at needs a time" in str(caught.value)
    assert f"line {lines.index('sure: 100') + 1}: sure must be less than or equal to 99" in str(caught.value)


def test_a_new_kind_has_a_schema_and_a_place_on_the_page() -> None:
    schema, page = schema_of(ToyReport), reference_page([ToyReport])

    assert schema["title"] == "Toy report"
    assert schema["required"] == ["what", "seen_at"]
    assert schema["additionalProperties"] is False
    assert schema["properties"]["seen_at"]["format"] == "date-time"
    assert "## `toy-report`" in page
    assert "May refer to `message`. At least IMMEDIATE; ROUTINE unless said otherwise." in page
    assert "| `what` * | _What_. What was seen. | text, at most 400 characters |" in page


def test_a_new_kind_reads_as_plain_text() -> None:
    report = ToyReport(what="A balloon", seen_at=datetime(2026, 11, 23, 14, 8, tzinfo=UTC), sure=80)

    assert report.plain() == [
        "What: A balloon",
        "Seen at: 231408Z NOV 26",
        "Sure: 80 percent",
        "Impact: 1, negligible",
        "Again: no",
    ]
    assert plain_text(["One"], True) == ["EXERCISE EXERCISE EXERCISE", "One", "EXERCISE EXERCISE EXERCISE"]
    assert plain_text(["One"], False) == ["One"]


def test_a_kind_that_must_be_urgent() -> None:
    report = ToyReport(what="A balloon", seen_at=datetime(2026, 11, 23, 14, 8, tzinfo=UTC))
    check_precedence(report, Precedence.IMMEDIATE)

    with pytest.raises(Refused) as caught:
        check_precedence(report, Precedence.PRIORITY)
    assert caught.value.code == "too-low"


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_every_field_of_every_kind_is_explained(kind: type[Kind]) -> None:
    assert kind.MEANING.endswith(".")
    for entry in entries_of(kind):
        assert entry.title and entry.help.endswith(".")
        assert entry.input not in {Input.LINE, Input.TEXT} or entry.most is not None


@pytest.mark.parametrize("name", AGREEABLE)
def test_an_empty_template_names_the_first_needed_field(name: str) -> None:
    kind = KINDS[name]
    needed = next((each.name for each in form_of(kind).fields if each.required), None)

    with pytest.raises(Malformed) as caught:
        read_template(kind, template_of(kind), HAND, {})
    assert str(needed or "nonce") in str(caught.value)


def test_a_form_is_filled_in_as_a_template_is() -> None:
    entered = {
        "title": "Strike at the border",
        "event": "A strike is reported by two sources",
        "resolve_by": "2026-12-24T12:00Z",
        "resolution": "By the observers",
        "scale": "",
        "asked": ["NOR", "SOU"],
        "deadline": "2026-11-24 12:00Z",
        "round": "",
    }

    question = filled(KINDS["risk-question"], entered, HAND, {})

    assert question.content()["asked"] == ["6e" * 32, "73" * 32]
    assert question.content()["deadline"] == "2026-11-24T12:00:00.000Z"
    with pytest.raises(Malformed, match=r"Risk question: asked\.2 names XXX, and no party"):
        filled(KINDS["risk-question"], entered | {"asked": ["NOR", "XXX"]}, HAND, {})


def test_what_the_desk_makes_is_not_asked() -> None:
    check = KINDS["comm-check"]
    made = check.made(lambda size: b"\x07" * size)

    assert "nonce" not in {each.name for each in form_of(check).fields}
    assert filled(check, {"level": "link"}, HAND, made).content()["nonce"] == "07" * 16
