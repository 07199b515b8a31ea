"""Ids as fields of JSON documents: lowercase hex outside, typed bytes inside."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field, PlainSerializer

from hotline import limits
from hotline.codec import AS_HEX, Document, Hex16, hex_bytes
from hotline.ids import (
    AgreementId,
    ChannelId,
    DeviceId,
    Incarnation,
    PartyId,
    Precedence,
    RelayId,
    StatementId,
)

_READ = hex_bytes(32)

PartyField = Annotated[PartyId, _READ, AS_HEX]
DeviceField = Annotated[DeviceId, _READ, AS_HEX]
RelayField = Annotated[RelayId, _READ, AS_HEX]
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
