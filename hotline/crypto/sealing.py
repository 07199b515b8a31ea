"""Locks: HPKE with X-Wing for a first secret, HKDF-SHA256 to derive, AES-256-GCM to seal.

Not here: envelopes and slots (`hotline.envelopes`).
Sources: RFC 9180; X-Wing (draft-connolly-cfrg-xwing-kem); RFC 5869; docs/SPEC.md 6.
"""

from __future__ import annotations

import hashlib

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hpke
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from hotline.codec import labelled
from hotline.errors import CannotOpen, Malformed
from hotline.ids import Entropy, SealingKeyId

KEY_BYTES = 32
TAG_BYTES = 16
_MLKEM_PUBLIC_BYTES = 1184
_MLKEM_SEED_BYTES = 64
SEALING_PUBLIC_BYTES = _MLKEM_PUBLIC_BYTES + 32
SEALING_PRIVATE_BYTES = _MLKEM_SEED_BYTES + 32
ENCAPSULATED_BYTES = 1120 + KEY_BYTES + TAG_BYTES
_NONCE_ONCE = bytes(12)  # every key here is derived for one use, so the nonce may be fixed

_SUITE = hpke.Suite(hpke.KEM.MLKEM768_X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)


def sealing_key_id(public: bytes) -> SealingKeyId:
    return SealingKeyId(hashlib.sha256(public).digest())


class SealingKey:
    """The private half of a device's short-lived X-Wing key: 64-byte ML-KEM seed, 32-byte X25519 key."""

    def __init__(self, private: bytes) -> None:
        self.private = private
        mlkem = MLKEM768PrivateKey.from_seed_bytes(private[:_MLKEM_SEED_BYTES])
        x25519 = X25519PrivateKey.from_private_bytes(private[_MLKEM_SEED_BYTES:])
        self._key = hpke.MLKEM768X25519PrivateKey(mlkem, x25519)
        self.public = mlkem.public_key().public_bytes_raw() + x25519.public_key().public_bytes_raw()
        self.id = sealing_key_id(self.public)

    @classmethod
    def generate(cls, entropy: Entropy) -> SealingKey:
        return cls(entropy(SEALING_PRIVATE_BYTES))

    def decapsulate(self, encapsulated: bytes, label: str) -> bytes:
        """The 32-byte secret that was sealed to this key. Raises CannotOpen."""
        try:
            return _SUITE.decrypt(encapsulated, self._key, label.encode())
        except (InvalidTag, ValueError) as error:
            raise CannotOpen("The secret was not sealed to this key.") from error


def encapsulate(secret: bytes, public: bytes, label: str) -> bytes:
    """The secret, sealed to a public key: ENCAPSULATED_BYTES. Raises Malformed on a bad key."""
    try:
        mlkem = MLKEM768PublicKey.from_public_bytes(public[:_MLKEM_PUBLIC_BYTES])
        x25519 = X25519PublicKey.from_public_bytes(public[_MLKEM_PUBLIC_BYTES:])
        return _SUITE.encrypt(secret, hpke.MLKEM768X25519PublicKey(mlkem, x25519), label.encode())
    except ValueError as error:
        raise Malformed("sealing key", "is not an X-Wing public key") from error


def derive(key: bytes, label: str, *parts: bytes) -> bytes:
    """32 bytes for one purpose."""
    return HKDF(hashes.SHA256(), KEY_BYTES, None, labelled(label, *parts)).derive(key)


def lock(key: bytes, plaintext: bytes, associated: bytes = b"") -> bytes:
    """AES-256-GCM under a key that is used this once."""
    return AESGCM(key).encrypt(_NONCE_ONCE, plaintext, associated)


def unlock(key: bytes, sealed: bytes, associated: bytes = b"") -> bytes:
    """Raises CannotOpen."""
    try:
        return AESGCM(key).decrypt(_NONCE_ONCE, sealed, associated)
    except (InvalidTag, ValueError) as error:
        raise CannotOpen("The seal is broken or the key is another.") from error
