"""Two parties with a desk each, made from fixed seeds: enough for tests that need someone to sign."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from hotline.crypto.sealing import SealingKey
from hotline.crypto.signing import RootKey, SigningKey
from hotline.identity.credential import Credential, Role, issue
from hotline.identity.root import Root, make_root
from hotline.identity.sealing_key import announce
from hotline.ids import Counter, DeviceId, Entropy, Incarnation
from hotline.signed import Signed

NOW = datetime(2026, 11, 23, 14, 8, 32, 123000, tzinfo=UTC)
DAY = timedelta(days=1)
LIFE = Incarnation(1_795_000_000, bytes(range(16)), False)


def dice(seed: str) -> Entropy:
    """The same bytes for the same seed."""
    return random.Random(seed).randbytes


@dataclass(frozen=True)
class Desk:
    """A party's root and one of its desks, with every key."""

    root_key: RootKey
    root: Root
    key: SigningKey
    sealing: SealingKey
    credential: Credential
    signed_credential: Signed

    @property
    def device(self) -> DeviceId:
        return self.key.device

    def announcement(self, n: int = 1) -> Signed:
        return announce(Counter(LIFE, n), self.sealing.public, NOW + DAY, self.key)


@cache
def desk(code: str = "BRV", exercise: bool = True) -> Desk:
    """That party's desk 2; always the same."""
    entropy = dice(code)
    root_key, key = RootKey.generate(entropy), SigningKey.generate(entropy)
    root = make_root(code, f"Party {code}", exercise, root_key, NOW)
    credential = credential_for(root, key)
    return Desk(root_key, root, key, SealingKey.generate(entropy), credential, issue(root_key, credential))


def credential_for(root: Root, key: SigningKey, **other: object) -> Credential:
    """A credential for a day, with some fields as asked."""
    fields = {
        "party": root.id,
        "officer": "A. Officer",
        "role": Role.DUTY_OFFICER,
        "desk": 2,
        "device": key.device,
        "exercise": root.document.exercise,
        "serial": 1,
        "not_before": NOW,
        "not_after": NOW + DAY,
    }
    return Credential.model_validate(fields | other)
