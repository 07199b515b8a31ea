"""A statement as its readers see it. Source: docs/SPEC.md 5 and 9."""

from __future__ import annotations

from dataclasses import dataclass

from hotline.ids import PartyId, StatementId
from hotline.kinds.base import Kind
from hotline.statements.header import Header, Statement
from hotline.transcript.desks import Desk
from hotline.transcript.held import Held
from hotline.transcript.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Entry:
    """`content` is there when the body is and is well-formed; `desk` when the history is complete."""

    _held: Held
    content: Kind | None
    desk: Desk | None
    verdict: Verdict
    complete: bool

    @property
    def statement(self) -> Statement:
        return self._held.statement

    @property
    def body(self) -> bytes | None:
        """The padded bytes."""
        return self._held.body

    @property
    def has_body(self) -> bool:
        return self._held.has_body

    @property
    def id(self) -> StatementId:
        return self._held.id

    @property
    def header(self) -> Header:
        return self._held.header

    @property
    def party(self) -> PartyId | None:
        return None if self.desk is None else self.desk.party

    @property
    def number(self) -> str:
        """BRV-2-17; until it is known who speaks, the device's first four hex digits: 7f3a…-17."""
        header = self.header
        if self.desk is None:
            return f"{header.author[:2].hex()}…-{header.seq}"
        return self.desk.names(header.life, header.seq)


def entry_of(held: Held, verdict: Verdict) -> Entry:
    return Entry(held, held.content, held.desk, verdict, held.complete)
