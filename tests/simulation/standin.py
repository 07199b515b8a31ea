"""Cheap cryptography for a simulated world: keyed hashes and a register of who holds which key.

It takes the place of the library's keys beneath `hotline.crypto.signing` and `hotline.crypto.sealing` while
a `with standing_in():` lasts, and nowhere else: all of our own code above them runs as it is. It fails as the
real one does: on a wrong key, altered bytes, another recipient, another label. It hides nothing from whoever
can read the register, so no product code can reach it. AES-GCM and HKDF are fast, and stay the real ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b, shake_256
from types import SimpleNamespace
from typing import Any, ClassVar

from cryptography.exceptions import InvalidSignature, InvalidTag

from hotline.crypto import sealing, signing

ENCAPSULATION_BYTES = 1120
TAG_BYTES = 16


class PrivateKey:
    """A secret, and the public half that is registered for it."""

    PUBLIC_BYTES: ClassVar[int]
    SIGNATURE_BYTES: ClassVar[int] = 0
    holders: ClassVar[dict[bytes, bytes]]

    def __init__(self, secret: bytes) -> None:
        self._secret = secret
        self._public = shake_256(type(self).__name__.encode() + secret).digest(self.PUBLIC_BYTES)
        self.holders[self._public] = secret

    def public_key(self) -> PrivateKey:
        return self

    def public_bytes_raw(self) -> bytes:
        return self._public

    @classmethod
    def from_seed_bytes(cls, secret: bytes) -> PrivateKey:
        return cls(secret)

    from_private_bytes = from_seed_bytes

    def sign(self, message: bytes) -> bytes:
        return _mark(self._secret, message, self.SIGNATURE_BYTES)


class Ed25519(PrivateKey):
    PUBLIC_BYTES = signing.ED25519_KEY_BYTES
    SIGNATURE_BYTES = signing.ED25519_SIGNATURE_BYTES
    holders: ClassVar[dict[bytes, bytes]] = {}


class MLDSA65(PrivateKey):
    PUBLIC_BYTES = signing.MLDSA65_KEY_BYTES
    SIGNATURE_BYTES = signing.MLDSA65_SIGNATURE_BYTES
    holders: ClassVar[dict[bytes, bytes]] = {}


class MLKEM768(PrivateKey):
    PUBLIC_BYTES = sealing.SEALING_PUBLIC_BYTES - 32
    holders: ClassVar[dict[bytes, bytes]] = {}


class X25519(PrivateKey):
    PUBLIC_BYTES = 32
    holders: ClassVar[dict[bytes, bytes]] = {}


KEYS = (Ed25519, MLDSA65, MLKEM768, X25519)


class PublicKey:
    """The register's word on a public key."""

    KEYS: ClassVar[type[PrivateKey]]

    def __init__(self, public: bytes) -> None:
        if len(public) != self.KEYS.PUBLIC_BYTES:
            raise ValueError("not a public key")
        self.public = public

    @classmethod
    def from_public_bytes(cls, public: bytes) -> PublicKey:
        return cls(public)

    def verify(self, signature: bytes, message: bytes) -> None:
        secret = self.KEYS.holders.get(self.public)
        if secret is None or signature != _mark(secret, message, self.KEYS.SIGNATURE_BYTES):
            raise InvalidSignature


class Ed25519Public(PublicKey):
    KEYS = Ed25519


class MLDSA65Public(PublicKey):
    KEYS = MLDSA65


class MLKEM768Public(PublicKey):
    KEYS = MLKEM768


class X25519Public(PublicKey):
    KEYS = X25519


class Suite:
    """HPKE's two calls. A key here is both its halves."""

    def encrypt(self, secret: bytes, key: bytes, label: bytes) -> bytes:
        if key[: MLKEM768.PUBLIC_BYTES] not in MLKEM768.holders:
            raise ValueError("nobody holds this key")
        carried = shake_256(b"carried" + label + secret + key).digest(ENCAPSULATION_BYTES)
        hidden = _hidden(secret, _key(carried, key, label))
        return carried + hidden + _mark(_key(carried, key, label), hidden, TAG_BYTES)

    def decrypt(self, sealed: bytes, key: bytes, label: bytes) -> bytes:
        carried, hidden = sealed[:ENCAPSULATION_BYTES], sealed[ENCAPSULATION_BYTES:-TAG_BYTES]
        if sealed[-TAG_BYTES:] != _mark(_key(carried, key, label), hidden, TAG_BYTES):
            raise InvalidTag
        return _hidden(hidden, _key(carried, key, label))


def _both(mlkem: PrivateKey | PublicKey, x25519: PrivateKey | PublicKey) -> bytes:
    return b"".join(
        half.public if isinstance(half, PublicKey) else half.public_bytes_raw() for half in (mlkem, x25519)
    )


def _key(carried: bytes, public: bytes, label: bytes) -> bytes:
    holder = MLKEM768.holders[public[: MLKEM768.PUBLIC_BYTES]]
    return blake2b(carried + public + label, key=holder[:64], digest_size=32).digest()


def _hidden(text: bytes, key: bytes) -> bytes:
    stream = shake_256(b"hidden" + key).digest(len(text))
    return bytes(a ^ b for a, b in zip(text, stream, strict=True))


def _mark(secret: bytes, message: bytes, size: int) -> bytes:
    short = blake2b(message, key=secret[:64], digest_size=min(size, 64)).digest()
    return short if size <= 64 else short.ljust(size, b"\0")


IN_PLACE_OF: tuple[tuple[Any, str, Any], ...] = (
    (signing, "Ed25519PrivateKey", Ed25519),
    (signing, "Ed25519PublicKey", Ed25519Public),
    (signing, "MLDSA65PrivateKey", MLDSA65),
    (signing, "MLDSA65PublicKey", MLDSA65Public),
    (sealing, "MLKEM768PrivateKey", MLKEM768),
    (sealing, "MLKEM768PublicKey", MLKEM768Public),
    (sealing, "X25519PrivateKey", X25519),
    (sealing, "X25519PublicKey", X25519Public),
    (sealing, "hpke", SimpleNamespace(MLKEM768X25519PrivateKey=_both, MLKEM768X25519PublicKey=_both)),
    (sealing, "_SUITE", Suite()),
)


@contextmanager
def standing_in() -> Iterator[None]:
    """For as long as it lasts, all keys made and used in this process are cheap ones."""
    real = [getattr(module, name) for module, name, _ in IN_PLACE_OF]
    for module, name, cheap in IN_PLACE_OF:
        setattr(module, name, cheap)
    try:
        yield
    finally:
        for (module, name, _), thing in zip(IN_PLACE_OF, real, strict=True):
            setattr(module, name, thing)
        for keys in KEYS:
            keys.holders.clear()
