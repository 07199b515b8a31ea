"""The key of a vault's file, and the file's clear header that says how to make it again from the passphrase.

The first 16 bytes of the file are never encrypted: SQLite3 Multiple Ciphers keeps a salt there and checks it
with the first page. Here that salt says all of it:

    1 byte    memory of Argon2id: the power of two, in KiB
    1 byte    iterations (high four bits) and lanes (low four bits)
    10 bytes  random
    4 bytes   a check value of the key, which tells a wrong passphrase from a damaged file

The first twelve, and four zero bytes, are the salt of Argon2id. Source: docs/decisions/one-file-vault.md.
"""

from __future__ import annotations

import hashlib
import hmac
import unicodedata
from dataclasses import dataclass, field

from hotline.crypto.stretching import LEAST_MEMORY_KIB, Stretching
from hotline.errors import VaultUnavailable, WrongPassphrase
from hotline.ids import Entropy

HEADER_BYTES = 16
MEMORY_POWERS = range(3, 21)  # from 8 KiB, the least there is, to 1 GiB: more is a damaged header


@dataclass(frozen=True, slots=True)
class Cost:
    """How dear each guess at the passphrase is made. The memory is a power of two."""

    memory_kib: int
    iterations: int
    lanes: int


STRONG = Cost(LEAST_MEMORY_KIB, iterations=3, lanes=4)


@dataclass(frozen=True, slots=True)
class Lock:
    """What opens a file, and the file's first bytes."""

    header: bytes
    key: bytes = field(repr=False)

    @property
    def raw(self) -> str:
        """As the database's cipher wants it: key and salt, taken as they are."""
        return f"raw:{(self.key + self.header).hex()}"


def new_lock(passphrase: str, entropy: Entropy, cost: Cost | None = None) -> Lock:
    """A lock for a new file, STRONG if nothing is said: that takes about a fifth of a second on purpose."""
    start = _packed(cost or STRONG) + entropy(10)
    key = _key(start, passphrase)
    return Lock(start + _check_value(key), key)


def lock_from(header: bytes, passphrase: str) -> Lock:
    """The lock of a file that begins with this. Raises VaultUnavailable when the passphrase does not fit."""
    start, check = header[:12], header[12:]
    key = _key(start, passphrase)
    if not hmac.compare_digest(_check_value(key), check):
        raise _wrong()
    return Lock(header, key)


def check_passphrase(lock: Lock, passphrase: str) -> None:
    """For a vault that is open. Raises VaultUnavailable when another passphrase opened it."""
    if not hmac.compare_digest(_key(lock.header[:12], passphrase), lock.key):
        raise _wrong()


def _wrong() -> WrongPassphrase:
    return WrongPassphrase(
        "The vault did not open: wrong passphrase.",
        "Try again. If you are sure of it, the file's first bytes are damaged: restore a backup.",
    )


def _packed(cost: Cost) -> bytes:
    return bytes([cost.memory_kib.bit_length() - 1, cost.iterations << 4 | cost.lanes])


def _key(start: bytes, passphrase: str) -> bytes:
    power, iterations, lanes = start[0], start[1] >> 4, start[1] & 15
    if power not in MEMORY_POWERS or not iterations or not lanes or 2**power < 8 * lanes:
        raise VaultUnavailable(
            "This is not a vault, or its first bytes are damaged.", "Check the path, or restore a backup."
        )
    stretching = Stretching(start.ljust(HEADER_BYTES, b"\0"), 2**power, iterations, lanes)
    # Keyboards differ in how they compose an accented letter; it is one passphrase.
    return stretching.key(unicodedata.normalize("NFC", passphrase))


def _check_value(key: bytes) -> bytes:
    return hashlib.sha256(b"hotline/v1/vault-check" + key).digest()[:4]
