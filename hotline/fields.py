"""Ids as fields: in JSON hex outside and typed bytes inside; in CBOR the shapes that more than one has.

A field that holds an Ed25519 key refuses, wherever it is read, the keys that no signature may count under.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer

from hotline import limits
from hotline.codec import AS_HEX, Document, Hex16, hex_bytes
from hotline.crypto.signing import check_ed25519
from hotline.errors import Malformed
from hotline.ids import (
    AgreementId,
    ChannelId,
    Counter,
    DeviceId,
    Incarnation,
    PartyId,
    Precedence,
    RelayId,
    StatementId,
)
from hotline.shapes import Shape, a_bool, an_int, exact_bytes, record

_READ = hex_bytes(32)


def _trusted_key(value: bytes) -> bytes:
    try:
        return check_ed25519(value, "key")
    except Malformed as error:
        raise ValueError(error.why) from error


_KEY = AfterValidator(_trusted_key)

PartyField = Annotated[PartyId, _READ, AS_HEX]
DeviceField = Annotated[DeviceId, _READ, _KEY, AS_HEX]
RelayField = Annotated[RelayId, _READ, _KEY, AS_HEX]
Ed25519Field = Annotated[bytes, _READ, _KEY, AS_HEX]
AgreementField = Annotated[AgreementId, _READ, AS_HEX]
ChannelField = Annotated[ChannelId, _READ, AS_HEX]
StatementField = Annotated[StatementId, _READ, AS_HEX]


def _read_prosign(value: object) -> Precedence:
    if isinstance(value, Precedence):
        return value
    if not isinstance(value, str) or len(value) != 1 or value not in "RPOZ":
        raise ValueError("needs R, P, O or Z")
    return Precedence("RPOZ".index(value))


Prosign = Annotated[
    Precedence,
    BeforeValidator(_read_prosign),
    PlainSerializer(lambda value: value.prosign, return_type=str, when_used="json"),
]
KindName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{1,39}$")]


class IncarnationField(Document):
    number: int = Field(ge=0, le=limits.INCARNATION_MAX)
    nonce: Hex16
    restored: bool

    @property
    def value(self) -> Incarnation:
        return Incarnation(self.number, self.nonce, self.restored)

    @classmethod
    def of(cls, life: Incarnation) -> IncarnationField:
        return cls(number=life.number, nonce=life.nonce, restored=life.restored)


# CBOR


_KEY_BYTES: Shape = exact_bytes(32)


def a_key(value: object, where: str) -> bytes:
    """An Ed25519 public key: a device's or a relay's id."""
    key: bytes = _KEY_BYTES(value, where)
    return check_ed25519(key, where)


_INCARNATION = record(
    [("number", an_int(0, limits.INCARNATION_MAX)), ("nonce", exact_bytes(16)), ("restored", a_bool)]
)


def an_incarnation(value: object, where: str) -> Incarnation:
    return Incarnation(*_INCARNATION(value, where))


_COUNTER: Shape = record([("incarnation", an_incarnation), ("n", an_int())])


def a_counter(value: object, where: str) -> Counter:
    return Counter(*_COUNTER(value, where))


def counter_value(counter: Counter) -> list[object]:
    """What `a_counter` reads."""
    return [list(counter.incarnation), counter.n]
