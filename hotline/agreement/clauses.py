"""The terms as law: who may say what to whom, how fast, and until when. Every refusal names its clause.

What the protocol itself allows or forbids is clause "0". Source: docs/SPEC.md 4.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Literal

from hotline.agreement.text import (
    FREE_KINDS,
    AgreementText,
    Audience,
    Function,
    KindClause,
    Member,
    PrecedenceClause,
    RelayLine,
    principals,
)
from hotline.errors import Refused
from hotline.ids import AgreementId, ChannelId, PartyId, Precedence
from hotline.sentence import sentence

PROTOCOL = "0"
OPEN_AFTER_SUNSET = frozenset(
    {"acknowledgement", "comm-check", "comm-check-answer", "incident-report", "incident-answer"}
)
READERS = {
    Audience.ALL: "every party",
    Audience.PRINCIPALS: "the principals and the mediator",
    Audience.PARTIES_NAMED: "parties of the agreement, its author's among them",
}
Reach = Literal["all"] | tuple[PartyId, ...]
"""Who gets a body: everyone, or these parties, ascending."""


@dataclass(frozen=True)
class Terms:
    """One agreement on one channel, ready to be carried out. Equal by id."""

    id: AgreementId
    channel: ChannelId
    text: AgreementText

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Terms) and (self.id, self.channel) == (other.id, other.channel)

    def __hash__(self) -> int:
        return hash((self.id, self.channel))

    # Parties

    @cached_property
    def members(self) -> Mapping[PartyId, Member]:
        """The parties by id, in the agreement's order."""
        return {each.party: each for each in self.text.parties}

    def member(self, party: PartyId) -> Member | None:
        return self.members.get(party)

    # Kinds

    @cached_property
    def _kinds(self) -> Mapping[str, KindClause]:
        return {each.kind: each for each in self.text.kinds}

    def clause_for(self, kind: str) -> KindClause | None:
        return self._kinds.get(kind)

    def clause_number(self, kind: str) -> str:
        """The clause that lets a kind be said, or the protocol's."""
        clause = self.clause_for(kind)
        return clause.clause if clause is not None else PROTOCOL

    def check_author(self, kind: str, function: Function, record: bool) -> None:
        """Raises Refused when nobody, or not this party, may say the kind. `record`: it is a Record kind."""
        if record or kind in FREE_KINDS:
            return
        clause = self.clause_for(kind)
        if clause is None:
            raise Refused(
                "kind-not-agreed", sentence("The agreement has no clause for {kind}.", kind=kind), PROTOCOL
            )
        if function not in clause.authors:
            allowed = ", ".join(clause.authors)
            what = sentence(
                "By clause {clause} a {kind} is said by: {functions}; not by: {function}.",
                clause=clause.clause,
                kind=kind,
                functions=allowed,
                function=function,
            )
            raise Refused("author-not-agreed", what, clause.clause)

    def audience(
        self, kind: str, record: bool, author: PartyId, named: Literal["all"] | Sequence[PartyId] | None
    ) -> Reach:
        """Who gets the body when this party says the kind. `named`: whom the officer named, None for nobody.

        Raises Refused when the clause wants names, or the names are not the clause's.
        """
        due = self._due(kind, record, author)
        if due is not None:
            if named is not None and self._with(author, named) != due:
                raise self._wrong_audience(kind)
            return due
        if named is None:
            clause = self.clause_number(kind)
            what = sentence(
                "By clause {clause} a {kind} goes to the parties that you name.", clause=clause, kind=kind
            )
            raise Refused("wrong-audience", what, clause, "Name them, or all.")
        reach = self._with(author, named)
        self.check_audience(kind, record, author, reach)
        return reach

    def check_audience(self, kind: str, record: bool, author: PartyId, audience: Reach) -> None:
        """Raises Refused when this is not whom the clause gives the body to."""
        due = self._due(kind, record, author)
        if due is not None:
            good = audience == due
        else:
            good = audience == "all" or (author in audience and self.members.keys() >= set(audience))
        if not good:
            raise self._wrong_audience(kind)

    def _due(self, kind: str, record: bool, author: PartyId) -> Reach | None:
        """The one audience that is right; None where the author names it."""
        clause = self.clause_for(kind)
        if record or clause is None or clause.audience is Audience.ALL:
            return "all"
        if clause.audience is Audience.PARTIES_NAMED:
            return None
        return tuple(sorted(principals(self.text) | {author}))

    def _with(self, author: PartyId, named: Literal["all"] | Sequence[PartyId]) -> Reach:
        return named if isinstance(named, str) else tuple(sorted({author, *named}))

    def _wrong_audience(self, kind: str) -> Refused:
        clause = self.clause_for(kind)
        to = READERS[clause.audience if clause is not None else Audience.ALL]
        number = self.clause_number(kind)
        return Refused(
            "wrong-audience",
            sentence("By clause {clause} a {kind} goes to {to}.", clause=number, kind=kind, to=to),
            number,
        )

    def may_hold(self, kind: str) -> bool:
        """Whether the body may be held back for a while."""
        clause = self.clause_for(kind)
        return clause is not None and clause.held

    def escrow(self, kind: str) -> bool:
        """Whether a held body goes to the mediator when it is filed."""
        clause = self.clause_for(kind)
        return clause is not None and clause.escrow

    def grace(self, kind: str) -> timedelta:
        """How long after a deadline of this kind what is late is still waited for."""
        clause = self.clause_for(kind)
        return (clause.deadline_grace if clause is not None else None) or timedelta()

    # Times

    def acknowledge_within(self, precedence: Precedence) -> tuple[timedelta, str] | None:
        """The time to a named human's acknowledgement, and the clause. None: nobody owes one."""
        clause = self._precedence(precedence)
        within = clause.acknowledge_within
        return None if within is None else (within, clause.clause)

    def call_next(self, precedence: Precedence) -> str:
        """Whom to call when no acknowledgement comes."""
        return self._precedence(precedence).next

    def _precedence(self, precedence: Precedence) -> PrecedenceClause:
        return next(each for each in self.text.precedences if each.value == precedence)

    def check_open(self, kind: str, record: bool, at: datetime) -> None:
        """Raises Refused when the agreement is not yet, or no longer, open for this kind."""
        dates = self.text.dates
        if record or kind in OPEN_AFTER_SUNSET:
            return
        if at < dates.effective_at:
            what = sentence("By clause {clause} the agreement takes effect later.", clause=dates.clause)
            raise Refused("not-yet-effective", what, dates.clause)
        if at >= dates.sunset_at:
            what = sentence("By clause {clause} the agreement has ended.", clause=dates.clause)
            advice = "Comm checks, acknowledgements, incident reports and a renewal still go through."
            raise Refused("after-sunset", what, dates.clause, advice)

    @property
    def sunset_at(self) -> datetime:
        return self.text.dates.sunset_at

    @property
    def rotate(self) -> timedelta:
        return self.text.keys.rotate

    @property
    def retain(self) -> timedelta:
        return self.text.keys.retain

    # The rest

    @property
    def exercise(self) -> bool:
        return self.text.exercise

    @property
    def relays(self) -> tuple[RelayLine, ...]:
        return self.text.relays
