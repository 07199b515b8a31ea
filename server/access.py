"""Who may use this relay: the parties it serves, the devices their roots have revoked, and log-in.

In memory and without I/O; `folder` keeps what it knows on disk.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from hotline.codec import labelled_hash
from hotline.errors import NotTrusted, Refused
from hotline.identity.credential import Credential, check_dates, open_credential
from hotline.identity.revocation import Revocation, open_revocation
from hotline.identity.root import Root
from hotline.ids import DeviceId, PartyId
from hotline.signed import PayloadType, Signed

REVOKED = 10_000  # devices of one party: more is a root in wrong hands

OPENED = 10_000  # credentials that are known as good; about a kilobyte each


@dataclass(frozen=True, slots=True)
class Admitted:
    """A device whose credential was found good, and until when it is."""

    device: DeviceId
    party: PartyId
    code: str
    not_after: datetime


class Access:
    """The parties served and the devices shut out. A relay is for exercises or for real use, never both."""

    def __init__(self, exercise: bool) -> None:
        self.exercise = exercise
        self._roots: dict[PartyId, Root] = {}
        self._signers: dict[bytes, tuple[Root, ...]] = {}  # by the key id of their first signature
        self._opened: dict[bytes, Credential] = {}  # by the hash of all that was verified
        self._revoked: dict[PartyId, set[DeviceId]] = {}

    @property
    def parties(self) -> tuple[Root, ...]:
        return tuple(self._roots.values())

    def enroll(self, root: Root) -> bool:
        """Serve this party from now on; gives whether it is new. Raises NotTrusted."""
        if root.document.exercise != self.exercise:
            mine, theirs = _use(self.exercise), _use(root.document.exercise)
            raise NotTrusted(f"This relay is {mine}; the party {root.document.code} is {theirs}.")
        new = root.id not in self._roots
        self._roots = {**self._roots, root.id: root}  # another thread may be reading the one before
        if new:
            first, _ = root.key.key_ids
            self._signers = {**self._signers, first: (*self._signers.get(first, ()), root)}
        return new

    def revoke(self, signed: Signed) -> Revocation:
        """Shut out for good the device that its own party's root, served here, has revoked.

        Raises Malformed, BadSignature; Refused (`not-admitted`) when no party served here signed it.
        """
        revocation = open_revocation(signed, self._signer(signed))
        revoked = self._revoked.setdefault(revocation.party, set())
        if len(revoked) >= REVOKED and revocation.device not in revoked:
            raise Refused("party-quota", f"A relay keeps at most {REVOKED} revoked devices of a party.")
        revoked.add(revocation.device)
        return revocation

    def is_revoked(self, party: PartyId, device: DeviceId) -> bool:
        return device in self._revoked.get(party, ())

    def admit(self, credential: Signed, now: datetime) -> Admitted:
        """Whom this credential lets in. Raises Malformed; Refused (`not-admitted`, `revoked`) otherwise."""
        root = self._signer(credential)
        try:
            opened = self._open(credential, root)
            check_dates(opened, now)
        except NotTrusted as reason:
            raise Refused("not-admitted", reason.what, advice=reason.advice) from reason
        self._check_not_revoked(opened)
        return Admitted(opened.device, opened.party, root.document.code, opened.not_after)

    def _open(self, credential: Signed, root: Root) -> Credential:
        """Read and verified, the first time; a desk that comes back costs no post-quantum signature again."""
        signatures = (part for each in credential.signatures for part in (each.key_id, each.value))
        known_by = labelled_hash("credential", root.id, credential.message, *signatures)
        opened = self._opened.get(known_by)
        if opened is None:
            opened = open_credential(credential, root)
            if len(self._opened) >= OPENED:
                self._opened.clear()
            self._opened[known_by] = opened
        return opened

    def _check_not_revoked(self, credential: Credential) -> None:
        if self.is_revoked(credential.party, credential.device):
            raise Refused(
                "revoked",
                "Your party's root has revoked this device.",
                advice="Ask your party for a credential for a new device.",
            )

    def _signer(self, signed: Signed) -> Root:
        """The served party whose root is named among the signatures; that they fit is not yet known."""
        named = {each.key_id for each in signed.signatures}
        for root in (root for id in named for root in self._signers.get(id, ())):
            if named.issuperset(root.key.key_ids):
                return root
        what = "credential" if signed.type is PayloadType.CREDENTIAL else "document"
        raise Refused(
            "not-admitted",
            f"This relay serves no party whose root signed the {what}.",
            advice="Ask its operator to enroll your party.",
        )


def _use(exercise: bool) -> str:
    return "for exercises only" if exercise else "for real use only"
