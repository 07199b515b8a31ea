"""What one line of a transcript file holds, looked at alone: read strictly, its signature verified.

It depends on no other line, so lines may be looked at in any order, or by several processes. Not here: what
follows from all of them (`verify`). Source: docs/SPEC.md 12.2 and 12.3.
"""

from __future__ import annotations

from dataclasses import dataclass

from hotline.archive.lines import LastLine, StatementLine, is_whole, read_line
from hotline.archive.report import Finding
from hotline.errors import BadSignature, Malformed
from hotline.signed import DsseDocument, PayloadType, Signature, Signed, verify_by_device
from hotline.statements.header import Statement, read_header, statement_id

Numbered = tuple[int, bytes]
"""A line with its end, and its number, from 1."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A line with a statement, or with what is none."""

    statement: Statement | Finding
    body: bytes | None


Looked = Spoken | LastLine | Finding
"""A finding: it is no line of such a file."""


def look_at(line: Numbered) -> Looked:
    """Any line but the first."""
    number, raw = line
    if not is_whole(raw):
        return Finding(number, "malformed", (), "The line is cut off, or too long.")
    try:
        read = read_line(raw, number)
    except Malformed as error:
        return Finding(number, "malformed", (), str(error))
    return read if isinstance(read, LastLine) else _spoken(number, read)


def _spoken(number: int, line: StatementLine) -> Spoken:
    return Spoken(_statement(number, line.header), line.body)


def _statement(number: int, document: DsseDocument) -> Statement | Finding:
    try:
        header = read_header(document.payload)
    except Malformed as error:
        return Finding(number, "not-a-statement", (), str(error))
    signatures = tuple(Signature(each.keyid, each.sig) for each in document.signatures)
    signed = Signed(document.payloadType, document.payload, signatures)
    try:
        verify_by_device(signed, PayloadType.STATEMENT, header.author)
    except BadSignature as error:
        return Finding(number, "bad-signature", (statement_id(document.payload),), str(error))
    return Statement(document.payload, signatures[0].value, header)
