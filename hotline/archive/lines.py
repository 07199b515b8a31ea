"""The three sorts of lines in a transcript file. Source: docs/SPEC.md 12.2."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from hotline import limits
from hotline.codec import Base64, Count, Document, Hex32, read_as, read_json, write_document
from hotline.errors import Malformed
from hotline.fields import ChannelField
from hotline.signed import DsseDocument

WHAT = "transcript"
END = b"\n"


class FirstLine(Document):
    """Which channel this is, and what constitutes it."""

    hotline: Literal["transcript"]
    v: Literal[1] = 1
    channel: ChannelField
    agreement: DsseDocument
    roots: tuple[DsseDocument, ...] = Field(max_length=limits.PARTIES)


class StatementLine(Document):
    """A statement, and its padded body if it may be shown."""

    header: DsseDocument
    body: Base64 | None


class LastLine(Document):
    """What shows that nothing was cut off: counts, and the SHA-256 of all lines before."""

    statements: Count
    bodies: Count
    sha256: Hex32


def written(line: FirstLine | StatementLine | LastLine) -> bytes:
    return write_document(line) + END


def read_first(raw: bytes) -> FirstLine:
    """Raises Malformed."""
    what = f"{WHAT}, line 1"
    if not is_whole(raw):
        raise Malformed(what, "is missing, cut off, or too long")
    return read_as(raw, read_json(raw, what), FirstLine, what)


def read_line(raw: bytes, number: int) -> StatementLine | LastLine:
    """Any line but the first. Raises Malformed."""
    what = f"{WHAT}, line {number}"
    value = read_json(raw, what)
    if isinstance(value, dict) and "sha256" in value:
        return read_as(raw, value, LastLine, what)
    return read_as(raw, value, StatementLine, what)


def is_whole(raw: bytes) -> bool:
    """Whether the line was not cut off, and is not longer than any line may be."""
    return raw.endswith(END) and len(raw) <= limits.TRANSCRIPT_LINE_BYTES + len(END)
