"""A statement's header: who says what kind of thing when, after what. Signed by the author's device.

Not here: the content (`body`), and whether the header is valid (`hotline.transcript.validity`).
Source: docs/SPEC.md 5.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import Field, model_validator

from hotline import limits
from hotline.codec import Document, Hex32, Time, read_document
from hotline.crypto.signing import SigningKey, verify_ed25519
from hotline.errors import Malformed
from hotline.fields import (
    AgreementField,
    ChannelField,
    DeviceField,
    IncarnationField,
    KindName,
    PartyField,
    Prosign,
    StatementField,
)
from hotline.ids import Incarnation, PartyId, Place, StatementId
from hotline.sentence import sentence
from hotline.signed import PayloadType, Signature, Signed, authentication_encoding

WHAT = "statement header"


class BodyField(Document):
    """What the header promises of the body: the hash and the length of its padded bytes."""

    hash: Hex32
    size: int = Field(ge=limits.BODY_FLOOR_BYTES, le=limits.BODY_BYTES)


Audience = Literal["all"] | Annotated[tuple[PartyField, ...], Field(min_length=1, max_length=limits.AUDIENCE)]
"""Whom a body is for."""


class Header(Document):
    """The fields of a header. Read with `read_header`, written once and signed by `sign_header`."""

    v: Literal[1] = 1
    channel: ChannelField
    agreement: AgreementField
    catalogue: int = Field(ge=1, le=65535)
    exercise: bool
    author: DeviceField
    incarnation: IncarnationField
    seq: int = Field(ge=1, le=limits.SEQ_MAX)
    prev: StatementField | None
    parents: tuple[StatementField, ...] = Field(max_length=limits.PARENTS)
    said_at: Time
    kind: KindName
    precedence: Prosign
    refers_to: StatementField | None
    audience: Audience
    held: bool
    body: BodyField

    @model_validator(mode="after")
    def _ascending(self) -> Header:
        for name in ("parents", "audience"):
            listed = getattr(self, name)
            if listed != "all" and any(a >= b for a, b in pairwise(listed)):
                raise ValueError(f"{name} must ascend, each once")
        if self.prev in self.parents:
            raise ValueError("prev must not stand among the parents")
        return self

    @property
    def place(self) -> Place:
        return Place(self.author, self.life, self.seq)

    @cached_property
    def life(self) -> Incarnation:
        """The incarnation of the author's device that says this."""
        return self.incarnation.value

    def links(self) -> Iterator[StatementId]:
        """Everything this comes after: prev, parents, and what it refers to (which may repeat one)."""
        if self.prev is not None:
            yield self.prev
        yield from self.parents
        if self.refers_to is not None:
            yield self.refers_to

    @cached_property
    def comes_after(self) -> tuple[StatementId, ...]:
        """The same, each once."""
        return tuple(dict.fromkeys(self.links()))

    def is_for(self, party: PartyId) -> bool:
        return self.audience == "all" or party in self.audience


@dataclass(frozen=True)
class Statement:
    """A header whose signature was verified, with the very bytes that were signed. Equal by id."""

    payload: bytes
    signature: bytes
    header: Header

    @cached_property
    def id(self) -> StatementId:
        return statement_id(self.payload)

    @property
    def signed(self) -> Signed:
        return Signed(PayloadType.STATEMENT, self.payload, (Signature(self.header.author, self.signature),))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Statement) and self.id == other.id

    def __hash__(self) -> int:
        return hash(self.id)

    def __reduce__(self) -> tuple[Callable[[bytes, bytes], Statement], tuple[bytes, bytes]]:
        """What another process of this program is handed: reading it again is quicker than all its fields."""
        return trusted_statement, (self.payload, self.signature)


def statement_id(payload: bytes) -> StatementId:
    return StatementId(hashlib.sha256(payload).digest())


def read_header(payload: bytes) -> Header:
    """Raises Malformed, naming the field."""
    return read_document(payload, Header, WHAT, limits.HEADER_BYTES)


def open_statement(payload: bytes, signature: bytes) -> Statement:
    """Reads and verifies. What this refuses is not a statement. Raises Malformed, BadSignature."""
    header = read_header(payload)
    verify_ed25519(header.author, signature, authentication_encoding(PayloadType.STATEMENT, payload))
    return Statement(payload, signature, header)


def trusted_statement(payload: bytes, signature: bytes) -> Statement:
    """Reads what was verified before it was stored."""
    return Statement(payload, signature, Header.model_validate_json(payload))


def sign_header(header: Header, key: SigningKey) -> Statement:
    """The author's signature over the header's bytes. Raises Malformed when it is too long."""
    payload = header.model_dump_json().encode()
    if len(payload) > limits.HEADER_BYTES:
        raise Malformed(
            WHAT,
            sentence("is {n} bytes, at most {most} are allowed", n=len(payload), most=limits.HEADER_BYTES),
        )
    signature = key.sign(authentication_encoding(PayloadType.STATEMENT, payload))
    return Statement(payload, signature, header)
