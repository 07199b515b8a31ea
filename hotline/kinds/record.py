"""The Record family: said by desks, mostly by themselves, so that the record proves what happened to it.

Never held, for everyone, without a clause. What they carry counts by its own signatures (docs/SPEC.md 9, 10).
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from hotline import limits
from hotline.ids import Precedence
from hotline.kinds.base import Kind, Refers
from hotline.kinds.fields import (
    AcceptanceCarried,
    AgreementCarried,
    CredentialCarried,
    HaveCarried,
    Life,
    Party,
    RevocationCarried,
    RootCarried,
    StatementRef,
)

Seq = Annotated[int, Field(ge=1, le=limits.SEQ_MAX)]


class RecordKind(Kind):
    """What all of the family have."""

    FAMILY: ClassVar[str] = "record"
    RECORD: ClassVar[bool] = True


class Delivered(RecordKind):
    NAME: ClassVar[str] = "delivered"
    TITLE: ClassVar[str] = "Delivered"
    MEANING: ClassVar[str] = "A desk of that party has the statement, as its signed receipt shows."
    REFERS_TO: ClassVar[Refers] = Refers(required=True)

    statement: StatementRef = Field(title="Statement", description="What was delivered.")
    party: Party = Field(title="Party", description="To whom.")
    have: HaveCarried = Field(title="Receipt", description="That party's signed have.")


class Heard(RecordKind):
    NAME: ClassVar[str] = "heard"
    TITLE: ClassVar[str] = "Heard"
    MEANING: ClassVar[str] = "A desk of that party gave a sign of life, without proof of delivery."
    REFERS_TO: ClassVar[Refers] = Refers()

    party: Party = Field(title="Party", description="Who was heard.")
    have: HaveCarried = Field(title="Sign of life", description="That party's signed have.")


class Lost(RecordKind):
    NAME: ClassVar[str] = "lost"
    TITLE: ClassVar[str] = "Lost"
    MEANING: ClassVar[str] = "Own statements that nobody holds any more: they are not asked for again."

    incarnation: Life = Field(title="Incarnation", description="In which of the author's own lives.")
    from_seq: Seq = Field(title="First lost", description="The first that is lost.")
    to_seq: Seq = Field(title="Last lost", description="The last that is lost.")

    @model_validator(mode="after")
    def _ordered(self) -> Lost:
        if self.from_seq > self.to_seq:
            raise ValueError("from_seq must not be above to_seq")
        return self


class Desk(RecordKind):
    NAME: ClassVar[str] = "desk"
    TITLE: ClassVar[str] = "Desk"
    MEANING: ClassVar[str] = "Who speaks here: the desk's card, with which each incarnation begins."

    root: RootCarried = Field(title="Root", description="The party's root document.")
    credential: CredentialCarried = Field(title="Credential", description="The desk's credential.")


class Agreement(RecordKind):
    NAME: ClassVar[str] = "agreement"
    TITLE: ClassVar[str] = "Agreement"
    MEANING: ClassVar[str] = "Puts the text of an amendment into the record; it binds nobody until accepted."
    DEFAULT_PRECEDENCE: ClassVar[Precedence] = Precedence.PRIORITY

    document: AgreementCarried = Field(title="Agreement", description="The amendment, signed by whom it may.")


class Acceptance(RecordKind):
    NAME: ClassVar[str] = "acceptance"
    TITLE: ClassVar[str] = "Acceptance"
    MEANING: ClassVar[str] = "A party's root accepts an amendment, or withdraws."
    DEFAULT_PRECEDENCE: ClassVar[Precedence] = Precedence.PRIORITY

    root: RootCarried = Field(title="Root", description="The party's root document.")
    document: AcceptanceCarried = Field(title="Acceptance", description="The signed acceptance.")


class Revocation(RecordKind):
    NAME: ClassVar[str] = "revocation"
    TITLE: ClassVar[str] = "Revocation"
    MEANING: ClassVar[str] = "A party's root no longer stands for a device; it names what still counts."
    DEFAULT_PRECEDENCE: ClassVar[Precedence] = Precedence.IMMEDIATE

    root: RootCarried = Field(title="Root", description="The party's root document.")
    document: RevocationCarried = Field(title="Revocation", description="The signed revocation.")


FAMILY = (Delivered, Heard, Lost, Desk, Agreement, Acceptance, Revocation)
