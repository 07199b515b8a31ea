"""A report on a transcript file as lines that a person reads."""

from __future__ import annotations

from collections.abc import Iterator

from hotline.archive.report import AuthorRow, Finding, PartyRow, Report
from hotline.kinds.plain import plain_text


def report_lines(report: Report) -> list[str]:
    """What was found wrong comes last, where the eye is; of an exercise it says so first and last."""
    return plain_text(list(_lines(report)), report.exercise)


def _lines(report: Report) -> Iterator[str]:
    yield f"{report.title}"
    yield f"Channel {report.channel.hex()}"
    yield f"Agreement in force {report.agreement.hex()}"
    yield _held(report)
    yield "Parties, each with the code of its root, to be compared over a voice line:"
    yield from (f"  {_party(each)}" for each in report.parties)
    yield "Authors:"
    yield from (f"  {_author(each)}" for each in report.authors)
    yield "Heads:"
    yield from (f"  {each.hex()}" for each in report.heads)
    if report.intact:
        yield "Intact: nothing was found wrong."
        return
    yield "Not intact:"
    yield from (f"  {_finding(each)}" for each in report.findings)


def _held(report: Report) -> str:
    gaps = f"; with history incomplete: {report.incomplete}" if report.incomplete else ""
    return f"Statements: {report.statements}; with their body: {report.bodies}{gaps}."


def _party(row: PartyRow) -> str:
    return f"{row.code}  {row.name}, {row.function}:  {row.root_code or 'its root is not here'}"


def _author(row: AuthorRow) -> str:
    if row.desk is None:
        return f"a desk whose card is not here, {row.device.hex()}; statements: {row.statements}"
    desk = row.desk
    who = f"{desk.officer}, {str(desk.role).replace('-', ' ')}"
    return f"{desk.code}-{desk.number}  {who}; statements: {row.statements}"


def _finding(finding: Finding) -> str:
    where = f"line {finding.line}: " if finding.line is not None else ""
    ids = f" ({', '.join(each.hex() for each in finding.ids)})" if finding.ids else ""
    return f"{where}{finding.code}. {finding.why}{ids}"
