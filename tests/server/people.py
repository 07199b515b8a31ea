"""Parties, desks and envelopes for tests of the relay. Keys are made from numbers: every run is the same."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count

from hotline.crypto.signing import RootKey, SigningKey
from hotline.identity.credential import Credential, Role, issue
from hotline.identity.revocation import Revocation, revoke
from hotline.identity.root import Root, make_root
from hotline.identity.sealing_key import announce
from hotline.ids import Counter, DeviceId, Incarnation, Precedence
from hotline.shapes import write_cbor
from hotline.signed import Signed
from hotline.wire.envelope import PublicPart, write_public
from hotline.wire.frames import Challenge, DepositFrame, Hello, Proof
from hotline.wire.login import login_message, prove

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def dice(seed: str):
    """Entropy that is the same in every run."""
    numbers = count()

    def draw(length: int) -> bytes:
        return hashlib.shake_256(f"{seed} {next(numbers)}".encode()).digest(length)

    return draw


@dataclass(frozen=True)
class Party:
    key: RootKey
    root: Root

    def desk(self, number: int = 1, **changes) -> Desk:
        """A device with a credential for an hour from NOW; `changes` are other fields of the credential."""
        key = SigningKey.generate(dice(f"{self.root.document.code} {number}"))
        fields = {
            "party": self.root.id,
            "officer": "Anna Example",
            "role": Role.LIAISON,
            "desk": number,
            "device": key.device,
            "exercise": self.root.document.exercise,
            "serial": 1,
            "not_before": NOW - HOUR,
            "not_after": NOW + HOUR,
        }
        return Desk(self, key, issue(self.key, Credential(**{**fields, **changes})))


@dataclass(frozen=True)
class Desk:
    party: Party
    key: SigningKey
    credential: Signed
    nonce: bytes = field(default=bytes(range(32)))

    @property
    def device(self) -> DeviceId:
        return self.key.device

    @property
    def hello(self) -> Hello:
        return Hello(1, self.credential, self.nonce)

    def proof(self, challenge: Challenge) -> Proof:
        message = login_message(
            self.device, self.nonce, challenge.nonce, challenge.name, challenge.certificate
        )
        return Proof(prove(message, self.key))

    def revocation(self, serial: int = 1, device: DeviceId | None = None) -> Signed:
        document = Revocation(
            party=self.party.root.id,
            device=device or self.device,
            serial=serial,
            reason="lost",
            made_at=NOW,
            cuts=(),
        )
        return revoke(self.party.key, document)

    def announcement(self, n: int = 1, public: bytes = bytes(1216)) -> Signed:
        life = Incarnation(1, bytes(16), False)
        return announce(Counter(life, n), public, NOW + HOUR, self.key)


@cache
def party(code: str, exercise: bool = True) -> Party:
    key = RootKey.generate(dice(code))
    return Party(key, make_root(code, f"The {code}", exercise, key, NOW))


def public_part(
    n: int = 1, precedence: Precedence = Precedence.ROUTINE, size: int = 512, ttl: int = 3600
) -> bytes:
    """An envelope's outside; what is sealed is not looked at by a relay."""
    commitment = hashlib.sha256(write_cbor([n, int(precedence)])).digest()
    return write_public(PublicPart(1, precedence, ttl, commitment, bytes(size)))


def deposit(
    ref: int,
    *mailboxes: DeviceId,
    precedence: Precedence = Precedence.ROUTINE,
    size: int = 512,
    ttl: int = 3600,
) -> DepositFrame:
    slots = tuple((mailbox, b"slot for " + mailbox[:4]) for mailbox in mailboxes)
    return DepositFrame(ref, public_part(ref, precedence, size, ttl), slots)


def living_desk(code: str, number: int = 1) -> Desk:
    """A desk whose credential is good by the real clock."""
    return party(code).desk(number, not_before=NOW - 10_000 * HOUR, not_after=NOW + 500_000 * HOUR)
