"""Whom this desk knows from what was handed to it: roots, whether a person verified them, and desks' cards.

Not here: desks that are known because they spoke on a channel (the transcript tells those).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from client.station.ports import KeptRoot, Vault
from hotline.codec import to_rfc3339
from hotline.errors import Misuse, NotTrusted
from hotline.identity.card import Card
from hotline.identity.credential import Credential, open_credential
from hotline.identity.numbers import check_digits
from hotline.identity.root import Root, open_root
from hotline.ids import DeviceId, PartyId
from hotline.sentence import sentence
from hotline.signed import Signed


class Contacts:
    """Reads the profile's shelf once and keeps both alike. Its changes happen inside a transaction."""

    def __init__(self, vault: Vault) -> None:
        self._profile = vault.profile
        self.roots: dict[PartyId, Root] = {}
        self.verified: dict[PartyId, str] = {}
        self.credentials: dict[DeviceId, Credential] = {}
        for kept in self._profile.roots():
            self._take_root(open_root(kept.signed), kept.verified)
        for device, signed in self._profile.credentials():
            self.credentials[device] = self._open(signed)

    def root(self, party: PartyId) -> Root:
        """Raises NotTrusted when it was never imported."""
        if party not in self.roots:
            raise NotTrusted("The root of this party is not known here.", "Import one of its cards first.")
        return self.roots[party]

    def desks_of(self, party: PartyId) -> Iterator[DeviceId]:
        return (device for device, credential in self.credentials.items() if credential.party == party)

    def import_root(self, signed: Signed) -> Root:
        """Keeps a root. The same again changes nothing; another document of one party is refused."""
        root = open_root(signed)
        known = self.roots.get(root.id)
        if known is None:
            self._profile.keep_root(KeptRoot(root.id, signed, None))
            self._take_root(root, None)
        elif known.signed.payload != signed.payload:
            raise NotTrusted(
                sentence(
                    "This root of {party} has the keys of one known here, and says other things.",
                    party=root.document.code,
                ),
                "Ask the party which document is right.",
            )
        return self.roots[root.id]

    def import_card(self, card: Card) -> None:
        """Keeps the card's root and desk. An older credential does not replace a newer one."""
        self.import_root(card.root.signed)
        device = card.credential.device
        known = self.credentials.get(device)
        if known is not None and known.party != card.credential.party:
            raise NotTrusted(
                "This card names a device that another party's root has stood for.",
                "A device belongs to one party: ask both parties whose it is.",
            )
        if known is None or known.serial < card.credential.serial:
            self._profile.keep_credential(device, card.signed_credential)
            self.credentials[device] = card.credential

    def verify(self, party: PartyId, typed: str, who: str, how: str, now: datetime) -> None:
        """Marks a root as verified when all 24 digits are right. Raises Malformed, NotTrusted."""
        if not who.strip():
            raise Misuse("Verification needs the name of the person at the other end.")
        root = self.root(party)
        check_digits(typed, root.signed.payload)
        self.verified[party] = f"{to_rfc3339(now)} by {how} with {who}"
        self._profile.keep_root(KeptRoot(party, root.signed, self.verified[party]))

    def _take_root(self, root: Root, verified: str | None) -> None:
        self.roots[root.id] = root
        if verified is not None:
            self.verified[root.id] = verified

    def _open(self, signed: Signed) -> Credential:
        for root in self.roots.values():
            if root.key.ed25519 in {each.key_id for each in signed.signatures}:
                return open_credential(signed, root)
        raise NotTrusted("A desk is known here whose party is not.")
