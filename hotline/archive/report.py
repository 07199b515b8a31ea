"""What is said of a transcript file that was verified. Source: docs/SPEC.md 12.3."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hotline.agreement.clauses import Terms
from hotline.identity.numbers import root_digits
from hotline.identity.root import Root
from hotline.ids import AgreementId, ChannelId, DeviceId, PartyId, StatementId
from hotline.transcript.desks import Desk


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: `code` is for programs, `why` is a sentence, `line` counts from 1."""

    line: int | None
    code: str
    ids: tuple[bytes, ...]
    why: str


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A party, with the 24 digits that people compare over a voice line; None without its root."""

    party: PartyId
    code: str
    name: str
    function: str
    root_code: str | None


@dataclass(frozen=True, slots=True)
class AuthorRow:
    """A device that spoke, and its newest card; None when none is in the record."""

    device: DeviceId
    desk: Desk | None
    statements: int


@dataclass(frozen=True, slots=True)
class Report:
    """What the file holds, and what is wrong with it."""

    channel: ChannelId
    title: str
    exercise: bool
    agreement: AgreementId
    statements: int
    bodies: int
    incomplete: int
    parties: tuple[PartyRow, ...]
    authors: tuple[AuthorRow, ...]
    heads: tuple[StatementId, ...]
    findings: tuple[Finding, ...]

    @property
    def intact(self) -> bool:
        return not self.findings


def party_rows(terms: Terms, roots: list[Root]) -> list[PartyRow]:
    """A row for each party, and for each root document of it."""
    return [
        PartyRow(member.party, member.code, member.name, str(member.function), digits)
        for member in terms.text.parties
        for digits in _root_codes(member.party, roots)
    ]


def _root_codes(party: PartyId, roots: list[Root]) -> list[str | None]:
    payloads = dict.fromkeys(root.signed.payload for root in roots if root.id == party)
    return [root_digits(payload) for payload in payloads] or [None]


def report_view(report: Report) -> dict[str, Any]:
    """The report as plain values, for programs."""
    return {
        "intact": report.intact,
        "channel": report.channel.hex(),
        "title": report.title,
        "exercise": report.exercise,
        "agreement": report.agreement.hex(),
        "statements": report.statements,
        "bodies": report.bodies,
        "incomplete": report.incomplete,
        "parties": [_party_view(each) for each in report.parties],
        "authors": [_author_view(each) for each in report.authors],
        "heads": [each.hex() for each in report.heads],
        "findings": [_finding_view(each) for each in report.findings],
    }


def _party_view(row: PartyRow) -> dict[str, Any]:
    return {
        "party": row.party.hex(),
        "code": row.code,
        "name": row.name,
        "function": row.function,
        "root_code": row.root_code,
    }


def _author_view(row: AuthorRow) -> dict[str, Any]:
    desk = row.desk
    return {
        "device": row.device.hex(),
        "party": desk.party.hex() if desk is not None else None,
        "code": desk.code if desk is not None else None,
        "desk": desk.number if desk is not None else None,
        "officer": desk.officer if desk is not None else None,
        "role": str(desk.role) if desk is not None else None,
        "statements": row.statements,
    }


def _finding_view(finding: Finding) -> dict[str, Any]:
    return {
        "line": finding.line,
        "code": finding.code,
        "ids": [each.hex() for each in finding.ids],
        "why": finding.why,
    }
