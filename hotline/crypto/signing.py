"""Signatures: Ed25519 for devices and relays, Ed25519 with ML-DSA-65 for party roots.

Not here: what is signed (`hotline.signed`). Sources: RFC 8032; FIPS 204; docs/SPEC.md 1 and 2.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA65PrivateKey, MLDSA65PublicKey

from hotline.errors import BadSignature, Malformed
from hotline.ids import DeviceId, Entropy

ED25519_KEY_BYTES = 32
ED25519_SIGNATURE_BYTES = 64
MLDSA65_KEY_BYTES = 1952
MLDSA65_SIGNATURE_BYTES = 3309

_FIELD = 2**255 - 19
_ORDER_EIGHT_Y = 0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826
# The y coordinates of the eight points of small order: with y comes -y, and either sign of x.
_SMALL_ORDER_Y = frozenset({0, 1, _FIELD - 1, _ORDER_EIGHT_Y, _FIELD - _ORDER_EIGHT_Y})
_NOT_CANONICAL_Y = range(_FIELD, 2**255)
_UNTRUSTED = frozenset(
    (y | sign).to_bytes(ED25519_KEY_BYTES, "little")
    for y in (*_SMALL_ORDER_Y, *_NOT_CANONICAL_Y)
    for sign in (0, 2**255)
)


def check_ed25519(key: bytes, where: str) -> bytes:
    """The key, if it is a canonical point that is not of small order. Raises Malformed.

    A key of small order would verify one signature for many messages.
    """
    if len(key) != ED25519_KEY_BYTES or key in _UNTRUSTED:
        raise Malformed(where, "is not an Ed25519 key that can be trusted")
    return key


def verify_ed25519(key: bytes, signature: bytes, message: bytes) -> None:
    """Raises BadSignature."""
    try:
        Ed25519PublicKey.from_public_bytes(check_ed25519(key, "signing key")).verify(signature, message)
    except (InvalidSignature, ValueError) as error:
        raise BadSignature("The signature does not fit.") from error


def verify_mldsa65(key: bytes, signature: bytes, message: bytes) -> None:
    """Raises BadSignature."""
    try:
        MLDSA65PublicKey.from_public_bytes(key).verify(signature, message)
    except (InvalidSignature, ValueError) as error:
        raise BadSignature("The post-quantum signature does not fit.") from error


def mldsa65_key_id(key: bytes) -> bytes:
    return hashlib.sha256(key).digest()


class SigningKey:
    """A device's or a relay's Ed25519 key. Its id is its public key."""

    def __init__(self, seed: bytes) -> None:
        self.seed = seed
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self.public = self._key.public_key().public_bytes_raw()

    @classmethod
    def generate(cls, entropy: Entropy) -> SigningKey:
        return cls(entropy(32))

    @property
    def device(self) -> DeviceId:
        return DeviceId(self.public)

    def sign(self, message: bytes) -> bytes:
        return self._key.sign(message)


@dataclass(frozen=True, slots=True)
class RootPublicKey:
    """Both halves of a party root; a signature counts only when both verify."""

    ed25519: bytes
    mldsa65: bytes

    @property
    def key_ids(self) -> tuple[bytes, bytes]:
        return self.ed25519, mldsa65_key_id(self.mldsa65)

    def verify(self, signatures: dict[bytes, bytes], message: bytes) -> None:
        """Takes signatures by key id. Raises BadSignature when either half is missing or wrong."""
        for key_id in self.key_ids:
            if key_id not in signatures:
                raise BadSignature("One of the two root signatures is missing.")
        first, second = self.key_ids
        verify_ed25519(self.ed25519, signatures[first], message)
        verify_mldsa65(self.mldsa65, signatures[second], message)


class RootKey:
    """A party's root: two keys made from two seeds, which sign together."""

    def __init__(self, ed25519_seed: bytes, mldsa65_seed: bytes) -> None:
        self.seeds = (ed25519_seed, mldsa65_seed)
        self._ed25519 = Ed25519PrivateKey.from_private_bytes(ed25519_seed)
        self._mldsa65 = MLDSA65PrivateKey.from_seed_bytes(mldsa65_seed)
        self.public = RootPublicKey(
            self._ed25519.public_key().public_bytes_raw(), self._mldsa65.public_key().public_bytes_raw()
        )

    @classmethod
    def generate(cls, entropy: Entropy) -> RootKey:
        return cls(entropy(32), entropy(32))

    def sign(self, message: bytes) -> dict[bytes, bytes]:
        """Both signatures, by key id."""
        first, second = self.public.key_ids
        return {first: self._ed25519.sign(message), second: self._mldsa65.sign(message)}
