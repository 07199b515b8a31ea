"""A statement's body: the content, bound to its header by a salted hash, padded to hide its length.

Not here: what the content means (`hotline.kinds`).
Source: docs/SPEC.md 5; Padmé: Nikitin et al., "Reducing Metadata Leakage from Encrypted Files", 2019.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hotline import limits
from hotline.codec import Document, Hex16, read_as, read_json
from hotline.errors import Malformed
from hotline.fields import ChannelField, KindName, PartyField, StatementField
from hotline.ids import ChannelId, Entropy, PartyId, StatementId
from hotline.padding import padded_length
from hotline.sentence import sentence
from hotline.statements.header import BodyField, Header

WHAT = "statement body"


class Body(Document):
    """The fields of a body. Channel, party, kind and refers_to stand here again, so that the hash of one
    party's held body is of no use to another."""

    salt: Hex16
    channel: ChannelField
    party: PartyField
    kind: KindName
    refers_to: StatementField | None
    content: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Binding:
    """What a body must say again of its header, and whose party must have said it."""

    channel: ChannelId
    party: PartyId
    kind: str
    refers_to: StatementId | None


def write_body(binding: Binding, content: Mapping[str, Any], entropy: Entropy) -> bytes:
    """The padded body of that content. Raises Malformed when it is too long."""
    body = Body(
        salt=entropy(16),
        channel=binding.channel,
        party=binding.party,
        kind=binding.kind,
        refers_to=binding.refers_to,
        content=dict(content),
    )
    fields = body.model_dump(mode="json", exclude={"content"}) | {"content": body.content}
    raw = _written(fields)
    size = max(limits.BODY_FLOOR_BYTES, padded_length(len(raw)))
    if len(raw) > limits.BODY_BYTES:
        raise Malformed(
            WHAT,
            sentence("is {n} bytes, at most {most} are allowed", n=len(raw), most=limits.BODY_BYTES),
            "Say it in several statements.",
        )
    return raw.ljust(min(size, limits.BODY_BYTES), b" ")


def _written(fields: Mapping[str, Any]) -> bytes:
    try:
        return json.dumps(fields, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    except ValueError as error:
        raise Malformed(WHAT, "holds text that is not Unicode, or a number that is none") from error


def promise(padded: bytes) -> BodyField:
    """The hash and size that the header carries."""
    return BodyField(hash=hashlib.sha256(padded).digest(), size=len(padded))


def matches(header: Header, padded: bytes) -> bool:
    """Whether these are the bytes that the header promised."""
    return len(padded) == header.body.size and hashlib.sha256(padded).digest() == header.body.hash


def read_body(padded: bytes) -> Body:
    """Raises Malformed, naming the field. Whether it fits its header is `binding_of`'s to say."""
    if len(padded) > limits.BODY_BYTES:
        raise Malformed(
            WHAT, sentence("is {n} bytes, at most {most} are read", n=len(padded), most=limits.BODY_BYTES)
        )
    return read_as(padded, read_json(padded, WHAT), Body, WHAT)


def binding_of(body: Body) -> Binding:
    return Binding(body.channel, body.party, body.kind, body.refers_to)
