"""What a file is, told apart by its content; and a desk's own credential, which comes before its station.

Not here: what becomes of the others (`importing`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from client.station.contacts import Contacts
from client.station.ports import Identity, Vault
from hotline.codec import read_json
from hotline.crypto.signing import SigningKey
from hotline.errors import Malformed, NotTrusted
from hotline.identity.card import Card, open_card, verified_card
from hotline.identity.root import Root, open_root
from hotline.sentence import sentence
from hotline.signed import PayloadType, Signed, signed_from_json

OURS = "root cards, desk cards, credentials, agreements, acceptances, revocations, relay cards"


@dataclass(frozen=True, slots=True)
class Unsigned:
    """An agreement's bytes that nobody has signed."""

    payload: bytes


File = Card | Signed | Unsigned


def read_any(raw: bytes) -> File:
    """What the file holds. Raises Malformed for what is none of our files."""
    value = read_json(raw, "file")
    fields = value.keys() if isinstance(value, dict) else set()
    if "payloadType" in fields:
        return signed_from_json(raw)
    if {"root", "credential"} <= fields:
        return open_card(raw)
    if {"title", "parties", "kinds"} <= fields:
        return Unsigned(raw.rstrip(b"\n"))
    raise Malformed("file", sentence("is none of our files: {ours}", ours=OURS))


def rank(file: File) -> bool:
    """Sorts roots and cards first: what else is signed is verified with them."""
    return not (isinstance(file, Card) or (isinstance(file, Signed) and file.type is PayloadType.ROOT))


# Before there is a station


def own_card(vault: Vault, files: Sequence[File]) -> Card | None:
    """The newest credential for this very desk among the files, with its root."""
    identity = vault.profile.identity()
    device = SigningKey(identity.signing_seed).device
    roots = [open_root(each) for each in files if isinstance(each, Signed) and each.type is PayloadType.ROOT]
    roots += Contacts(vault).roots.values()
    cards = [each if isinstance(each, Card) else as_card(each, roots) for each in files]
    own = [card for card in cards if card is not None and card.credential.device == device]
    return max(own, key=lambda card: card.credential.serial, default=None)


def adopt(vault: Vault, card: Card) -> None:
    """Makes this credential the desk's own. Raises NotTrusted when it is older, or another party's."""
    identity = vault.profile.identity()
    if identity.root is not None and identity.credential is not None:
        known = verified_card(identity.root, identity.credential)
        if known.root.id != card.root.id:
            raise NotTrusted("This credential is another party's than the one this desk speaks for.")
        if known.credential.serial > card.credential.serial:
            raise NotTrusted("This credential is older than the one this desk has.")
    with vault.transaction():
        Contacts(vault).import_root(card.root.signed)
        vault.profile.keep_identity(Identity(identity.signing_seed, card.root.signed, card.signed_credential))


def as_card(file: Signed | Unsigned, roots: Sequence[Root]) -> Card | None:
    """A credential with its root, as a card; None for other files. Raises NotTrusted without its root."""
    if not isinstance(file, Signed) or file.type is not PayloadType.CREDENTIAL:
        return None
    signers = {each.key_id for each in file.signatures}
    found = next((root for root in roots if root.key.ed25519 in signers), None)
    if found is None:
        raise NotTrusted("This credential is of a party that is not known here.", "Import its root as well.")
    return verified_card(found.signed, file)
