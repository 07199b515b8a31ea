"""A key from a passphrase, by Argon2id. Source: RFC 9106."""

from __future__ import annotations

from dataclasses import dataclass

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

LEAST_MEMORY_KIB = 64 * 1024


@dataclass(frozen=True, slots=True)
class Stretching:
    """What must be kept beside the sealed thing to make its key again. None of it is secret."""

    salt: bytes  # 16 bytes
    memory_kib: int = LEAST_MEMORY_KIB
    iterations: int = 3
    lanes: int = 4

    def key(self, passphrase: str) -> bytes:
        """32 bytes; takes about a fifth of a second on purpose."""
        argon = Argon2id(
            salt=self.salt,
            length=32,
            iterations=self.iterations,
            lanes=self.lanes,
            memory_cost=self.memory_kib,
        )
        return argon.derive(passphrase.encode())
