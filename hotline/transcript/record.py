"""What is held, with the indexes that verdicts and standings use. Shared within this folder only.

Every index is a function of the set held: nothing here depends on what came first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from hotline.agreement.clauses import Terms
from hotline.identity.revocation import Revocation
from hotline.ids import DeviceId, Incarnation, PartyId, Precedence, StatementId
from hotline.statements.header import Audience, Statement
from hotline.transcript.amendments import Amendments
from hotline.transcript.desks import Desk
from hotline.transcript.documents import CARRYING, open_carried
from hotline.transcript.equivocation import Equivocations
from hotline.transcript.graph import Graph, founds
from hotline.transcript.held import Held, Shelf
from hotline.transcript.law import Law
from hotline.transcript.places import Places
from hotline.transcript.revocations import Revocations
from hotline.transcript.witnesses import Witnesses

HavesOf = Callable[[StatementId], Iterable[tuple[PartyId, datetime]]]
"""The parties whose signed haves in the record cover a statement, each with the have's own date."""


class Record:
    """The graph of one channel and what is known about it."""

    def __init__(self, first: Terms, haves_of: HavesOf, shelf: Shelf | None = None) -> None:
        self.haves_of = haves_of
        self.graph = Graph(shelf)
        self.held = self.graph.held
        self.places = Places(self.held)
        self.law = Law(first, self.graph.ancestry)
        self.amendments = Amendments(self.law, self.graph)
        self.equivocations = Equivocations(self.held, self.graph.ancestry)
        self.revocations = Revocations()
        self.witnesses = Witnesses(self.graph.ancestry)
        self.desks: dict[DeviceId, Desk] = {}
        self.cards: dict[tuple[PartyId, DeviceId], Desk] = {}
        """Each root's newest card of a device: another root's card takes nothing away from it."""
        self.referring: dict[StatementId, list[StatementId]] = {}
        self.by_kind: dict[str, list[StatementId]] = {}
        self.by_precedence: dict[Precedence, list[StatementId]] = {}
        self.without_body = self.held.without_body
        self.unshown: dict[Audience, set[StatementId]] = {}
        """The same by whom the body is for: there may be very many that are for others."""
        self.latest_said: dict[PartyId, datetime] = {}
        self.documents = 0
        """How often a carried document changed, or may have changed, who speaks or by what terms."""

    def add(self, statement: Statement) -> list[Held]:
        """Takes a statement that is not held; gives what became complete by it."""
        completed = self.graph.add(statement)
        held = self.held[statement.id]
        self.without_body.add(held.id)
        self.unshown.setdefault(held.header.audience, set()).add(held.id)
        self.equivocations.placed(self.places.add(held))
        self._index(held)
        return self._settle(completed)

    def _index(self, held: Held) -> None:
        header = held.header
        self.by_kind.setdefault(header.kind, []).append(held.id)
        self.by_precedence.setdefault(header.precedence, []).append(held.id)
        if header.refers_to is not None:
            self.referring.setdefault(header.refers_to, []).append(held.id)

    def give_body(self, held: Held, body: bytes | None) -> list[Held]:
        """Takes the body that the header promised; gives what became complete by it.

        None: it is on the shelf.
        """
        self.without_body.discard(held.id)
        self.unshown[held.header.audience].discard(held.id)
        completed = self.graph.give_body(held, body)
        self.open_carried(held)
        return self._settle(completed)

    def open_carried(self, held: Held) -> None:
        """Opens the document that a statement with its body carries, and takes up what it says."""
        if held.header.kind not in CARRYING or held.body is None:
            return
        held.carried = open_carried(held.statement, held.body)
        self.documents += 1
        match held.carried:
            case Revocation() as revocation:
                self.revocations.add(held.id, revocation)
            case Desk() as desk if founds(held.header):
                self._know(desk)

    def _know(self, desk: Desk) -> None:
        self.desks[desk.device] = max(desk, self.desks.get(desk.device, desk), key=_age)
        place = desk.party, desk.device
        self.cards[place] = max(desk, self.cards.get(place, desk), key=_age)

    def _settle(self, completed: list[Held]) -> list[Held]:
        for held in completed:
            assert held.spot is not None
            self._find_desk(held)
            if founds(held.header):
                self.law.add(held.id, held.spot, held.carried)
                self.documents += 1
            self.law.note_use(held)
            self.amendments.completed(held)
            self.equivocations.completed(held)
            self.witnesses.completed(held)
            self._note_time(held)
        return completed

    def _find_desk(self, held: Held) -> None:
        """The card in the author's own chain: this statement's own, or else that of the one before."""
        header = held.header
        before = self.held.find(header.prev) if header.prev is not None and header.seq > 1 else None
        if before is not None and (before.header.author, before.header.life) == (header.author, header.life):
            held.begun, held.desk = before.begun, before.desk
        if founds(header) and header.kind == "desk":
            held.begun = held.begun or header.seq == 1
            own = held.carried
            if isinstance(own, Desk) and (held.desk is None or held.desk.party == own.party):
                held.desk = own

    def _note_time(self, held: Held) -> None:
        if held.desk is not None:
            party, said_at = held.desk.party, held.header.said_at
            self.latest_said[party] = max(said_at, self.latest_said.get(party, said_at))


def _age(desk: Desk) -> tuple[int, Incarnation, int, StatementId]:
    return desk.age
