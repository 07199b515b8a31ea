"""The names of things: bytes that must not be mixed up, precedence, incarnations, and dice.

Ids are 32 bytes. A device's and a relay's id is its Ed25519 public key; the others are SHA-256 hashes.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from typing import NamedTuple, NewType

PartyId = NewType("PartyId", bytes)
DeviceId = NewType("DeviceId", bytes)
RelayId = NewType("RelayId", bytes)
AgreementId = NewType("AgreementId", bytes)
ChannelId = NewType("ChannelId", bytes)
StatementId = NewType("StatementId", bytes)
EnvelopeId = NewType("EnvelopeId", bytes)
SealingKeyId = NewType("SealingKeyId", bytes)
PairId = NewType("PairId", bytes)  # 16 bytes
BlobId = NewType("BlobId", bytes)

Entropy = Callable[[int], bytes]
"""Gives that many random bytes. The edges hand in the operating system's, a simulation its seed's."""


class Precedence(IntEnum):
    """How urgent a statement is, not how important or how secret. Higher goes first."""

    ROUTINE = 0
    PRIORITY = 1
    IMMEDIATE = 2
    FLASH = 3

    @property
    def prosign(self) -> str:
        return "RPOZ"[self]

    @property
    def urgent(self) -> bool:
        return self >= Precedence.IMMEDIATE

    @classmethod
    def named(cls, word: str) -> Precedence:
        """The precedence with this name or prosign, in any case. Raises KeyError."""
        upper = word.upper()
        return cls("RPOZ".index(upper)) if len(upper) == 1 and upper in "RPOZ" else cls[upper]


class Incarnation(NamedTuple):
    """One unbroken life of a device's vault: it ends at a restore. Orders by number, then nonce."""

    number: int  # max(known + 1, Unix seconds)
    nonce: bytes  # 16 random bytes: two restores of one backup in one second still differ
    restored: bool  # another incarnation of this device came before

    @property
    def tag(self) -> str:
        """The four hex digits that people see after a restore."""
        return self.nonce[:2].hex()


class Place(NamedTuple):
    """Where a statement stands in its author's own chain."""

    author: DeviceId
    incarnation: Incarnation
    seq: int  # 1, 2, 3 …


class Counter(NamedTuple):
    """Orders the sync items of one device: a later incarnation, then a higher n, is newer."""

    incarnation: Incarnation
    n: int
