"""A desk's card: its root, its credential and its sealing key, each signed for itself.

Source: docs/SPEC.md 3.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from hotline import limits
from hotline.codec import Document, as_document, read_document, write_document
from hotline.errors import NotTrusted
from hotline.identity.credential import Credential, open_credential
from hotline.identity.root import Root, open_root
from hotline.identity.sealing_key import open_announcement
from hotline.signed import DsseDocument, Signed

WHAT = "card"


@dataclass(frozen=True, slots=True)
class Card:
    """Verified but for the dates. `key` is the announcement of a sealing key of the same device, if any."""

    root: Root
    credential: Credential
    signed_credential: Signed
    key: Signed | None


class _Content(Document):
    root: DsseDocument
    credential: DsseDocument


class _File(Document):
    v: Literal[1] = 1
    root: DsseDocument
    credential: DsseDocument
    key: DsseDocument | None


def verified_card(root: Signed, credential: Signed, key: Signed | None = None) -> Card:
    """A card of these parts, if they belong together. Raises Rejected."""
    opened = open_root(root)
    named = open_credential(credential, opened)
    if key is not None and open_announcement(key).device != named.device:
        raise NotTrusted("The card's sealing key is another device's.")
    return Card(opened, named, credential, key)


def open_card_content(content: Mapping[str, Any]) -> Card:
    """The card in a `desk` statement. Raises Rejected."""
    parts = as_document(dict(content), _Content, WHAT)
    return verified_card(
        parts.root.to_signed(f"{WHAT}, root"), parts.credential.to_signed(f"{WHAT}, credential")
    )


def card_content(card: Card) -> dict[str, Any]:
    """The content of a `desk` statement: the card without its sealing key."""
    parts = _Content(root=card.root.signed.to_document(), credential=card.signed_credential.to_document())
    return parts.model_dump(mode="json")


def open_card(raw: bytes) -> Card:
    """The card in a file. Raises Rejected."""
    parts = read_document(raw, _File, WHAT, limits.DOCUMENT_BYTES)
    return verified_card(
        parts.root.to_signed(f"{WHAT}, root"),
        parts.credential.to_signed(f"{WHAT}, credential"),
        parts.key.to_signed(f"{WHAT}, key") if parts.key else None,
    )


def write_card(card: Card) -> bytes:
    """The card as a file."""
    return write_document(
        _File(
            root=card.root.signed.to_document(),
            credential=card.signed_credential.to_document(),
            key=card.key.to_document() if card.key else None,
        )
    )
