"""Who speaks: the card that a desk put into its own chain. Source: docs/SPEC.md 5, "Number"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from hotline.identity.card import Card
from hotline.identity.credential import Credential, Role
from hotline.identity.root import Root
from hotline.ids import DeviceId, Incarnation, PartyId, StatementId
from hotline.signed import Signed
from hotline.statements.number import number


@dataclass(frozen=True, slots=True, eq=False)
class Desk:
    """A device with the credential that a root gave it, and the statement that brought it into the record."""

    card: Card
    life: Incarnation
    seq: int
    said_in: StatementId

    @property
    def device(self) -> DeviceId:
        return self.credential.device

    @property
    def party(self) -> PartyId:
        return self.card.root.id

    @property
    def root(self) -> Root:
        return self.card.root

    @property
    def credential(self) -> Credential:
        return self.card.credential

    @property
    def signed_credential(self) -> Signed:
        return self.card.signed_credential

    @property
    def officer(self) -> str:
        return self.credential.officer

    @property
    def role(self) -> Role:
        return self.credential.role

    @property
    def code(self) -> str:
        """The party's, as its root gave it."""
        return self.root.document.code

    @property
    def number(self) -> int:
        """The desk's among its party's."""
        return self.credential.desk

    @property
    def age(self) -> tuple[int, Incarnation, int, StatementId]:
        """Orders the cards of one device: the higher serial, then the later statement, is newer."""
        return self.credential.serial, self.life, self.seq, self.said_in

    @property
    def until(self) -> datetime:
        return self.credential.not_after

    def names(self, life: Incarnation, seq: int) -> str:
        """The number of a statement of this desk: BRV-2-17."""
        return number(self.code, self.number, life, seq)
