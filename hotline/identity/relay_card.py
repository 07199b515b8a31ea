"""A relay's card: its name, address and key, signed by that key. Agreements are written from it.

Source: docs/SPEC.md 3.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from hotline import limits
from hotline.codec import Document, read_document, write_document
from hotline.crypto.signing import SigningKey
from hotline.fields import RelayField
from hotline.signed import PayloadType, Signed, sign_by_device, verify_by_device

WHAT = "relay card"


class RelayCard(Document):
    """`operator` is who runs it, in words."""

    v: Literal[1] = 1
    name: Annotated[str, Field(min_length=1, max_length=80)]
    url: Annotated[str, Field(pattern=r"^(?:https?|wss?)://[^\s]+$", max_length=200)]
    key: RelayField
    operator: Annotated[str, Field(min_length=1, max_length=80)]
    exercise: bool


def sign_relay_card(card: RelayCard, key: SigningKey) -> Signed:
    """The card under the relay's own signature."""
    return sign_by_device(PayloadType.RELAY_CARD, write_document(card), key)


def open_relay_card(signed: Signed) -> RelayCard:
    """Reads and verifies. Raises Malformed, BadSignature."""
    card = read_document(signed.payload, RelayCard, WHAT, limits.IDENTITY_BYTES)
    verify_by_device(signed, PayloadType.RELAY_CARD, card.key)
    return card
