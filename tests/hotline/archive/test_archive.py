"""A record goes into a file and comes out verified; whatever is done to the file is found."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline import limits
from hotline.archive.export import Shown, export, shown_in
from hotline.archive.report import Report, report_view
from hotline.archive.verify import verify
from hotline.errors import Malformed
from hotline.identity.numbers import root_digits
from tests.hotline.archive.files import agreement_of, closed, edited, file_of, line_of, without
from tests.hotline.procedures.builders import ask, close, estimate
from tests.hotline.transcript.world import World, party
from tests.vectors.make_transcripts import good, small

GOOD, SMALL = good(), small()
LINES = SMALL.lines()
WHOLE = b"".join(LINES)


def found(lines: list[bytes]) -> list[str]:
    return [each.code for each in verify(lines).findings]


def but_findings(report: Report) -> dict[str, Any]:
    """All that is said of a file, but what is wrong with it."""
    return {name: value for name, value in report_view(report).items() if name not in {"intact", "findings"}}


# What is written


def test_a_record_comes_out_as_it_went_in() -> None:
    """All statements, all bodies, the same heads; and whose roots they are can be compared."""
    report = verify(LINES)
    transcript = SMALL.world.transcript()

    assert report.intact
    assert (report.statements, report.bodies, report.incomplete) == (5, 5, 0)
    assert report.heads == transcript.heads() == (SMALL.last.id,)
    assert [row.root_code for row in report.parties] == [
        root_digits(party(code).root.signed.payload) for code in ("BRV", "KLO")
    ]
    assert {row.device: row.statements for row in report.authors} == {
        SMALL.bravo.key.device: 3,
        SMALL.kilo.key.device: 2,
    }


def test_what_is_held_back_is_in_the_file_once_it_is_released() -> None:
    """Also the own filing: the file is made to be handed on."""
    world = World()
    bravo, kilo = world.desk("BRV"), world.desk("KLO")
    question = ask(bravo, "BRV", "KLO")
    filings = [estimate(bravo, question), estimate(kilo, question)]
    before = file_of(world)
    close(bravo, question, filings[0], after=filings)
    after = file_of(world)

    assert [b'"body":null' in before[line_of(before, each)] for each in filings] == [True, True]
    assert [b'"body":null' in after[line_of(after, each)] for each in filings] == [False, True]
    assert verify(before).intact and verify(after).intact


def test_a_body_that_is_not_here_is_no_fault() -> None:
    """Who was not shown a body can still prove the rest."""
    transcript = SMALL.world.transcript()
    said = [(each, body if each.id != SMALL.answer.id else None) for each, body in shown_in(transcript)]
    roots = [party(code).root.signed for code in ("BRV", "KLO")]

    report = verify(export(SMALL.world.channel, agreement_of(SMALL.world), roots, said))

    assert (report.intact, report.statements, report.bodies) == (True, 5, 4)


def test_lines_are_made_one_by_one() -> None:
    """A long record is never in memory as one piece: nothing is asked for before its line is."""

    def endless() -> Iterator[Shown]:
        while True:
            yield SMALL.answer.statement, SMALL.answer.body

    lines = export(SMALL.world.channel, agreement_of(SMALL.world), [], endless())

    assert len([next(lines) for _ in range(3)]) == 3


def test_a_desk_with_a_gap_says_what_is_missing() -> None:
    """It exports what it holds; who verifies sees that something is not there."""
    held = [each for each in SMALL.world.said if each.id != SMALL.answer.id]

    report = verify(file_of(SMALL.world, *held))

    assert [(each.code, each.ids) for each in report.findings] == [("missing-ancestor", (SMALL.answer.id,))]
    assert (report.statements, report.incomplete) == (4, 1)


# What is read


@given(st.integers(0, len(WHOLE) - 1), st.integers(0, 7))
def test_any_bit_that_is_turned_is_found(at: int, bit: int) -> None:
    spoilt = bytearray(WHOLE)
    spoilt[at] ^= 1 << bit

    try:
        report = verify(bytes(spoilt).splitlines(keepends=True))
    except Malformed:
        return  # the first line is not ours any more

    assert not report.intact


@given(st.integers(0, len(WHOLE) - 1))
def test_any_cut_is_found(at: int) -> None:
    try:
        report = verify(WHOLE[:at].splitlines(keepends=True))
    except Malformed:
        assert at < len(LINES[0])
        return

    assert "no-end" in [each.code for each in report.findings]


@pytest.mark.parametrize("at", range(1, len(GOOD) - 1))
def test_a_statement_that_others_link_to_cannot_be_left_out(at: int) -> None:
    """Even by a forger, who makes the last line fit; of a head only the other desks' heads tell."""
    whole, report = verify(GOOD), verify(without(GOOD, at))

    assert report.heads != whole.heads
    assert [each.code for each in report.findings] in (["missing-ancestor"], [])
    assert report.intact == (report.incomplete == 0)


@given(st.integers(0, 2**32))
def test_the_order_of_lines_changes_nothing_but_that_it_is_told(seed: int) -> None:
    body = LINES[1:-1]
    random.Random(seed).shuffle(body)

    report = verify(closed([LINES[0], *body]))

    assert but_findings(report) == but_findings(verify(LINES))
    assert {each.code for each in report.findings} <= {"out-of-order"}


def test_a_line_without_end_is_not_read_on() -> None:
    """No line can fill the memory."""
    long = b"x" * (limits.TRANSCRIPT_LINE_BYTES + 2)

    assert found([*LINES[:3], long, *LINES[3:]]) == ["malformed", "no-end"]


def test_a_field_too_many_is_found() -> None:
    lines = edited(LINES, 2, lambda line: line.update(more=1))

    assert found(lines)[0] == "malformed"


@pytest.mark.parametrize(
    "raw", [b"", b"\n", b"{}\n", b"[]\n", b'{"hotline":"transcript"}\n', LINES[1], LINES[0][:-1]]
)
def test_what_does_not_begin_as_a_transcript_is_none(raw: bytes) -> None:
    with pytest.raises(Malformed, match="transcript, line 1"):
        verify([raw] if raw else [])
