"""The frames of a relay session, one class each; the table at the end is how they are read.

Not here: who may send which when (`server.rules`, `client.links`). Source: docs/SPEC.md 8.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import field, fields
from datetime import datetime
from enum import StrEnum
from operator import attrgetter
from typing import Any, ClassVar

from hotline import limits
from hotline.codec import to_milliseconds
from hotline.crypto.signing import ED25519_SIGNATURE_BYTES
from hotline.errors import Malformed
from hotline.fields import a_key
from hotline.ids import DeviceId
from hotline.shapes import (
    Shape,
    a_bool,
    a_moment,
    an_int,
    array_of,
    exact_bytes,
    named,
    one_of,
    optional,
    read_cbor,
    record,
    some_bytes,
    some_text,
    write_cbor,
)
from hotline.signed import Signed, signed_from_value
from hotline.values import value

WHAT = "frame"


class RefusalCode(StrEnum):
    """Why a relay does not do something. Some pass with time; the others are final for that request there."""

    MAILBOX_FULL = "mailbox-full"
    PARTY_QUOTA = "party-quota"
    TOO_LARGE = "too-large"
    TOO_FAST = "too-fast"
    EXPIRED = "expired"
    UNKNOWN_MAILBOX = "unknown-mailbox"
    NOT_ADMITTED = "not-admitted"
    REVOKED = "revoked"
    MALFORMED = "malformed"
    TOO_EARLY = "too-early"
    BUSY = "busy"

    @property
    def later(self) -> bool:
        """Whether the same request may succeed later."""
        return self in _LATER


_LATER = {RefusalCode.TOO_FAST, RefusalCode.BUSY, RefusalCode.MAILBOX_FULL, RefusalCode.PARTY_QUOTA}


@value
class Refusal:
    """`mailbox` is none where the request names none; `retry` is in milliseconds, none when it is final."""

    mailbox: DeviceId | None
    code: RefusalCode
    sentence: str
    retry: int | None


@value
class SessionTerms:
    """What the relay allows: open deliveries, open deposits, seconds to live, bytes of an envelope."""

    window: int
    in_flight: int
    ttl_max: int
    envelope_bytes: int


# Log-in


@value
class Hello:
    NAME: ClassVar = "hello"
    version: int
    credential: Signed
    nonce: bytes


@value
class Challenge:
    NAME: ClassVar = "challenge"
    nonce: bytes
    name: str
    certificate: bytes
    signature: bytes


@value
class Proof:
    NAME: ClassVar = "proof"
    signature: bytes


@value
class Welcome:
    """`token` is for the HTTP side, `time` the relay's clock."""

    NAME: ClassVar = "welcome"
    token: str = field(repr=False)
    time: datetime
    terms: SessionTerms


# Envelopes


@value
class DepositFrame:
    NAME: ClassVar = "deposit"
    ref: int
    public: bytes
    slots: tuple[tuple[DeviceId, bytes], ...]


@value
class ReceiptFrame:
    """Deposits that are kept, in the receipt's order."""

    NAME: ClassVar = "receipt"
    refs: tuple[int, ...]
    receipt: Signed


@value
class RefusedFrame:
    NAME: ClassVar = "refused"
    ref: int
    refusals: tuple[Refusal, ...]


@value
class Deliver:
    NAME: ClassVar = "deliver"
    n: int
    deposited_at: datetime
    public: bytes
    slot: bytes


@value
class Ack:
    NAME: ClassVar = "ack"
    numbers: tuple[int, ...]


@value
class Empty:
    NAME: ClassVar = "empty"
    time: datetime


# Key directory and revocations


@value
class KeyPut:
    NAME: ClassVar = "key-put"
    ref: int
    announcement: Signed


@value
class KeyGet:
    NAME: ClassVar = "key-get"
    ref: int
    device: DeviceId


@value
class KeyFrame:
    NAME: ClassVar = "key"
    ref: int
    announcement: Signed | None


@value
class Revoke:
    NAME: ClassVar = "revoke"
    ref: int
    revocation: Signed


@value
class Done:
    NAME: ClassVar = "done"
    ref: int


# The connection


@value
class Ping:
    NAME: ClassVar = "ping"
    n: int


@value
class Pong:
    NAME: ClassVar = "pong"
    n: int


@value
class Closing:
    NAME: ClassVar = "closing"
    code: str
    sentence: str


@value
class Part:
    """A piece of a frame that is too large to go whole (`hotline.wire.parts`)."""

    NAME: ClassVar = "part"
    stream: int
    last: bool
    data: bytes


LogIn = Hello | Challenge | Proof | Welcome
Post = DepositFrame | ReceiptFrame | RefusedFrame | Deliver | Ack | Empty
Directory = KeyPut | KeyGet | KeyFrame | Revoke | Done
Frame = LogIn | Post | Directory | Ping | Pong | Closing | Part


def write_frame(frame: Frame) -> bytes:
    """Raises Malformed when it is too large for any session."""
    raw = write_cbor([frame.NAME, *map(_plain, _VALUES[type(frame)](frame))])
    if len(raw) > limits.FRAME_BYTES:
        raise Malformed(frame.NAME, f"is {len(raw)} bytes, at most {limits.FRAME_BYTES} are sent")
    return raw


def read_frame(raw: bytes) -> Frame:
    """Raises Malformed, naming frame and field."""
    value = read_cbor(raw, WHAT, limits.FRAME_BYTES)
    if type(value) is not list or not value or type(value[0]) is not str or value[0] not in _TABLE:
        raise Malformed(WHAT, "is none that this protocol has")
    name, *values = value
    made, shape = _TABLE[name]
    frame: Frame = made(*shape(values, name))
    return frame


def _plain(part: object) -> object:
    """A field's value as CBOR has it."""
    plain = _PLAIN.get(type(part))
    return part if plain is None else plain(part)


_PLAIN: dict[type, Callable[[Any], object]] = {
    Signed: Signed.to_value,
    SessionTerms: lambda terms: {name: getattr(terms, name) for name in _TERMS_NAMES},
    Refusal: lambda refusal: [refusal.mailbox, str(refusal.code), refusal.sentence, refusal.retry],
    datetime: to_milliseconds,
    tuple: lambda parts: [_plain(part) for part in parts],
}


def _terms(value: object, where: str) -> SessionTerms:
    return SessionTerms(*_TERMS(value, where))


def _refusal(value: object, where: str) -> Refusal:
    mailbox, code, sentence, retry = _REFUSAL(value, where)
    return Refusal(mailbox, RefusalCode(code), sentence, retry)


_INT = an_int()
_NONCE = exact_bytes(32)
_SIGNATURE = exact_bytes(ED25519_SIGNATURE_BYTES)
_NAME = some_text(80)
_SENTENCE = some_text(400)
_PUBLIC = some_bytes(limits.ENVELOPE_BYTES)
_SLOT = some_bytes(limits.SLOT_BYTES, 1)
_MAILBOX = exact_bytes(32)
_TERMS_NAMES: list[str] = [field.name for field in fields(SessionTerms)]
_TERMS = named([(name, _INT) for name in _TERMS_NAMES])
_REFUSAL = record(
    [
        ("mailbox", optional(_MAILBOX)),
        ("code", one_of(*map(str, RefusalCode))),
        ("sentence", _SENTENCE),
        ("retry", optional(_INT)),
    ]
)


def _entry(made: type[Frame], *shapes: Shape) -> tuple[str, tuple[type[Frame], Shape]]:
    names = [field.name for field in fields(made)]
    return made.NAME, (made, record(list(zip(names, shapes, strict=True))))


_TABLE: dict[str, tuple[type[Frame], Shape]] = dict(
    [
        _entry(Hello, one_of(1), signed_from_value, _NONCE),
        _entry(Challenge, _NONCE, _NAME, exact_bytes(32), _SIGNATURE),
        _entry(Proof, _SIGNATURE),
        _entry(Welcome, some_text(200), a_moment, _terms),
        _entry(
            DepositFrame,
            _INT,
            _PUBLIC,
            array_of(record([("mailbox", _MAILBOX), ("slot", _SLOT)]), limits.SLOTS),
        ),
        _entry(ReceiptFrame, array_of(_INT, limits.DEPOSITS_IN_FLIGHT), signed_from_value),
        _entry(RefusedFrame, _INT, array_of(_refusal, limits.SLOTS)),
        _entry(Deliver, _INT, a_moment, _PUBLIC, _SLOT),
        _entry(Ack, array_of(_INT, limits.ACKS)),
        _entry(Empty, a_moment),
        _entry(KeyPut, _INT, signed_from_value),
        _entry(KeyGet, _INT, a_key),
        _entry(KeyFrame, _INT, optional(signed_from_value)),
        _entry(Revoke, _INT, signed_from_value),
        _entry(Done, _INT),
        _entry(Ping, _INT),
        _entry(Pong, _INT),
        _entry(Closing, _NAME, _SENTENCE),
        _entry(Part, _INT, a_bool, some_bytes(limits.FRAME_PART_BYTES, 1)),
    ]
)


def _values(made: type[Frame]) -> Callable[[Frame], Iterable[object]]:
    """What gives the values of a frame's fields, in their order."""
    names = [field.name for field in fields(made)]
    if len(names) > 1:
        return attrgetter(*names)
    return lambda frame: (getattr(frame, names[0]),)


_VALUES = {made: _values(made) for made, _ in _TABLE.values()}
