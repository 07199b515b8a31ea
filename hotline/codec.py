"""Bytes to values and back, strictly: JSON through pydantic models; times, and hashes of labelled parts.

Not here: CBOR (`shapes`), and what the values mean. A refusal is `Malformed`, and names document and field.
Source: docs/SPEC.md 1.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import math
import re
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, NoReturn, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    ValidationError,
)

from hotline.errors import Malformed
from hotline.sentence import sentence

JSON_DEPTH = 32
INTEGER_MAX = 2**53 - 1
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)
LAST = datetime.max.replace(tzinfo=UTC)
_TIME = re.compile(r"\d{4}-\d\d-\d\dT[0-2]\d:\d\d:\d\d\.\d{3}Z", re.ASCII)
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*", re.ASCII)
_NAME_CHARACTERS = 40

Model = TypeVar("Model", bound=BaseModel)


class Document(BaseModel):
    """The base of everything that is read from JSON: exact fields, exact types, unchangeable."""

    model_config = ConfigDict(
        extra="forbid",
        strict=True,
        frozen=True,
        arbitrary_types_allowed=True,
        hide_input_in_errors=True,  # a traceback in a log must not hold what someone said
    )


# Times


def to_milliseconds(moment: datetime) -> int:
    """Milliseconds since 1970, for CBOR and databases."""
    return (moment - EPOCH) // MILLISECOND


def from_milliseconds(count: int) -> datetime:
    """The moment that many milliseconds after 1970. Raises OverflowError outside the calendar."""
    return EPOCH + timedelta(milliseconds=count)


def to_rfc3339(moment: datetime) -> str:
    """The one way a time is written: UTC, three decimals, Z."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def from_rfc3339(text: object) -> datetime:
    """Reads what `to_rfc3339` writes, and nothing else. Raises ValueError."""
    if isinstance(text, datetime):
        return text
    if not isinstance(text, str) or not _TIME.fullmatch(text) or text < "1970":
        raise ValueError("needs a time like 2026-11-23T14:08:32.123Z")
    return datetime.fromisoformat(text)


def whole_milliseconds(moment: datetime) -> datetime:
    """The moment without what cannot be written: so that a value equals itself after a round trip."""
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def later(moment: datetime, by: timedelta) -> datetime:
    """That much later, or the calendar's end: whoever dates a thing at the end of time must break nothing."""
    return moment + by if by <= LAST - moment else LAST


# Field types for documents


def hex_bytes(length: int) -> BeforeValidator:
    """Accepts exactly that many bytes as lowercase hex."""

    def read(value: object) -> bytes:
        if isinstance(value, bytes) and len(value) == length:
            return value
        try:
            found = bytes.fromhex(value) if isinstance(value, str) else b""
        except ValueError:
            found = b""
        if len(found) == length and found.hex() == value:  # what `bytes.hex` writes, and nothing else
            return found
        raise ValueError(f"needs {length} bytes as {2 * length} lowercase hex digits")

    return BeforeValidator(read)


def _read_base64(value: object) -> bytes:
    if isinstance(value, bytes):
        return value
    if not isinstance(value, str):
        raise ValueError("needs Base64 text")
    return from_base64(value)


def from_base64(text: str) -> bytes:
    """Canonical standard Base64 with padding. Raises ValueError."""
    try:
        value = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise ValueError("is not Base64") from error
    if to_base64(value) != text:
        raise ValueError("is not canonical Base64")
    return value


def to_base64(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")


AS_HEX = PlainSerializer(bytes.hex, return_type=str, when_used="json")
AS_BASE64 = PlainSerializer(to_base64, return_type=str, when_used="json")

Hex16 = Annotated[bytes, hex_bytes(16), AS_HEX]
Hex32 = Annotated[bytes, hex_bytes(32), AS_HEX]
Base64 = Annotated[bytes, BeforeValidator(_read_base64), AS_BASE64]
Time = Annotated[
    datetime, BeforeValidator(from_rfc3339), PlainSerializer(to_rfc3339, return_type=str, when_used="json")
]
Count = Annotated[int, Field(ge=0, le=INTEGER_MAX)]


# JSON


def read_json(raw: bytes, what: str) -> Any:
    """Any JSON value, with the protocol's limits. Raises Malformed."""
    try:
        text = raw.decode("utf-8")
        value = _JSON.decode(text)
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise Malformed(what, _reason(error)) from error
    if raw.count(b"[") + raw.count(b"{") > JSON_DEPTH:  # else it cannot be so deep
        _check_depth(value, what)
    return value


def read_document(raw: bytes, model: type[Model], what: str, most_bytes: int) -> Model:
    """One document of that model. Raises Malformed, naming the field."""
    if len(raw) > most_bytes:
        raise Malformed(what, sentence("is {n} bytes, at most {most} are read", n=len(raw), most=most_bytes))
    return read_as(raw, read_json(raw, what), model, what)


def as_document(value: object, model: type[Model], what: str) -> Model:
    """A decoded JSON value as that model. Raises Malformed, naming the field."""
    # By way of JSON again: strict mode takes lists for tuples and words for enums only there.
    return read_as(json.dumps(value), value, model, what)


def read_as(raw: bytes | str, value: object, model: type[Model], what: str) -> Model:
    """The JSON that `read_json` decoded to this value, as that model. Raises Malformed, naming the field."""
    try:
        document = model.model_validate_json(raw)
    except ValidationError as error:
        raise malformed(error, what) from error
    # The version's default is for writers, and pydantic takes true and 1.0 for the 1 of a Literal.
    if "v" in model.model_fields and not (isinstance(value, dict) and type(value.get("v")) is int):
        raise Malformed(f"{what}, v", "is missing or no whole number")
    return document


def make_document(model: type[Model], what: str, **values: Any) -> Model:
    """A new document of what someone typed. Raises Malformed, naming the field."""
    try:
        return model(**values)
    except ValidationError as error:
        raise malformed(error, what) from error


def write_document(document: BaseModel) -> bytes:
    """The document's bytes, to be signed or hashed once and then kept."""
    return document.model_dump_json().encode()


def malformed(error: ValidationError, what: str) -> Malformed:
    """Pydantic's first complaint, as ours: document, field, reason; never the value."""
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    where = ".".join(_step(step) for step in first["loc"])
    return Malformed(f"{what}, {where}" if where else what, first["msg"].removeprefix("Value error, "))


def _step(step: str | int) -> str:
    """A field's name, which may be its sender's invention: what no field of ours is called is not told."""
    plain = isinstance(step, int) or (len(step) <= _NAME_CHARACTERS and _NAME.fullmatch(step) is not None)
    return str(step) if plain else "a field of another name"


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a field stands twice")
    return found


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number here")


def _small(digits: str) -> int:
    if len(digits) > 17 or abs(int(digits)) > INTEGER_MAX:
        raise ValueError("a number is too large")
    return int(digits)


def _finite(digits: str) -> float:
    value = float(digits)
    if not math.isfinite(value):
        raise ValueError("a number is too large")
    return value


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return sentence("is not JSON at line {line}, column {column}", line=error.lineno, column=error.colno)
    if isinstance(error, UnicodeDecodeError):
        return sentence("is not UTF-8")
    return "is nested too deep" if isinstance(error, RecursionError) else str(error)


_JSON = json.JSONDecoder(
    object_pairs_hook=_distinct, parse_constant=_no_constant, parse_int=_small, parse_float=_finite
)


def _check_depth(value: object, what: str, depth: int = 0) -> None:
    if depth > JSON_DEPTH:
        raise Malformed(what, "is nested too deep")
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for part in inner:
        _check_depth(part, what, depth + 1)


# Hashes


def labelled_hash(label: str, *parts: bytes) -> bytes:
    """`H(label; parts…)` of the specification: no two lists of parts hash alike."""
    return hashlib.sha256(labelled(label, *parts)).digest()


def labelled(label: str, *parts: bytes) -> bytes:
    """A label, a zero byte, and each part with its length before it."""
    return label.encode() + b"\0" + b"".join(len(part).to_bytes(8, "big") + part for part in parts)
