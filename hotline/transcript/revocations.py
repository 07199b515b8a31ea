"""What roots took back: for each device the revocation that counts, and the end it names.

Where a revocation enters the record means nothing; the cut is what the root signed.
Source: docs/SPEC.md 3 and 9.
"""

from __future__ import annotations

from dataclasses import dataclass

from hotline.codec import write_document
from hotline.identity.revocation import Revocation
from hotline.ids import DeviceId, PartyId, StatementId


@dataclass(frozen=True, slots=True)
class Taken:
    """A revocation, and the smallest id of the statements that carry it."""

    revocation: Revocation
    said_in: StatementId

    @property
    def rank(self) -> tuple[int, bytes]:
        """The highest serial counts; of two with one serial, the one whose bytes are greater, everywhere."""
        return self.revocation.serial, write_document(self.revocation)


class Revocations:
    """By party and device. A party can take back only what is its own desk."""

    def __init__(self) -> None:
        self._taken: dict[tuple[PartyId, DeviceId], Taken] = {}

    def add(self, id: StatementId, revocation: Revocation) -> None:
        key = (revocation.party, revocation.device)
        new, old = Taken(revocation, id), self._taken.get(key)
        if old is None or old.rank < new.rank or (old.rank == new.rank and id < old.said_in):
            self._taken[key] = new

    def of(self, party: PartyId, device: DeviceId) -> Taken | None:
        return self._taken.get((party, device))
