"""How times and signed documents stand in a column."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hotline import limits
from hotline.shapes import read_cbor, write_cbor
from hotline.signed import Signed, signed_from_value

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)

# A payload of the largest document, and 32 hybrid signatures.
SIGNED_BYTES = limits.DOCUMENT_BYTES + limits.SIGNATURES * 4 * limits.KIB


def from_moment(moment: datetime) -> int:
    return (moment - EPOCH) // MICROSECOND


def to_moment(count: int) -> datetime:
    return EPOCH + count * MICROSECOND


def from_moment_or_none(moment: datetime | None) -> int | None:
    return None if moment is None else from_moment(moment)


def to_moment_or_none(count: int | None) -> datetime | None:
    return None if count is None else to_moment(count)


def from_signed(signed: Signed) -> bytes:
    return write_cbor(signed.to_value())


def to_signed(raw: bytes) -> Signed:
    return signed_from_value(read_cbor(raw, "kept document", SIGNED_BYTES), "kept document")


def from_signed_or_none(signed: Signed | None) -> bytes | None:
    return None if signed is None else from_signed(signed)


def to_signed_or_none(raw: bytes | None) -> Signed | None:
    return None if raw is None else to_signed(raw)
