"""The held set of one channel, in memory: what arrives goes in, the record comes out.

Pure: the same set of statements and bodies gives the same answers, in whatever order they came. Not here:
who is to get what (`hotline.delivery`), and what is owed (`hotline.obligations`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from hotline.agreement.clauses import Terms
from hotline.agreement.in_force import Accepted
from hotline.agreement.text import AgreementText
from hotline.errors import Misuse, Refused
from hotline.identity.revocation import Revocation
from hotline.ids import AgreementId, DeviceId, Incarnation, PartyId, Place, Precedence, StatementId
from hotline.statements.body import matches
from hotline.statements.header import Header, Statement
from hotline.transcript.desks import Desk
from hotline.transcript.entry import Entry, entry_of
from hotline.transcript.equivocation import Alarm
from hotline.transcript.graph import Past
from hotline.transcript.held import Held, Shelf
from hotline.transcript.order import Order
from hotline.transcript.places import Gap, Life, Mark, Run
from hotline.transcript.record import Record
from hotline.transcript.settling import settle, take_up
from hotline.transcript.standing import Standing, standing_of
from hotline.transcript.validity import judge

DatedHaves = Callable[["Transcript", StatementId], Iterable[tuple[PartyId, datetime]]]
"""The parties whose signed haves in the record cover a statement, each with the have's own date."""


@dataclass(frozen=True, slots=True)
class Added:
    """What an arrival changed: nothing, if it was held."""

    statement: bool = False
    body: bool = False
    completed: tuple[StatementId, ...] = ()  # ancestors first


class Transcript:
    """The record of the channel that the first agreement constitutes."""

    def __init__(
        self, first: Terms, dated_haves: DatedHaves | None = None, shelf: Shelf | None = None
    ) -> None:
        """`dated_haves` reads the haves that the record carries (`hotline.delivery`): they witness as
        statements do; without it only statements do. `shelf` keeps what was added: without it all stays here.
        """
        self._record = Record(first, lambda id: dated_haves(self, id) if dated_haves else (), shelf)
        self._order = Order(self._record.held)

    # What goes in

    def add(self, statement: Statement, body: bytes | None = None) -> Added:
        """Takes a verified statement, and its body if it is here. Holding it already changes nothing.

        Raises Misuse for another channel's, Refused when the body is not the one that its header promises;
        then nothing was taken.
        """
        if statement.header.channel != self._record.law.first.channel:
            raise Misuse("The statement belongs to another channel.")
        if body is not None:
            _check_body(statement, body)
        known = statement.id in self._record.held
        completed = [] if known else self._add_statement(statement)
        held = self._record.held[statement.id]
        takes_body = body is not None and not held.has_body
        if body is not None and takes_body:
            completed += self._record.give_body(held, body)
        return Added(not known, takes_body, tuple(each.id for each in completed))

    def add_body(self, id: StatementId, body: bytes) -> Added:
        """Takes the body of a held statement. Raises Misuse, and Refused when its header promises another."""
        if id not in self._record.held:
            raise Misuse("A body without its statement cannot be kept.")
        return self.add(self._record.held[id].statement, body)

    def load(self, statement: Statement, has_body: bool) -> Added:
        """Takes a statement, and a body, that were added once and are on the shelf since."""
        completed = self._add_statement(statement)
        if has_body:
            completed += self._record.give_body(self._record.held[statement.id], None)
        return Added(True, has_body, tuple(each.id for each in completed))

    # What is settled

    def settle(self) -> bytes:
        """Lets go of all that is complete and on the shelf, and gives what `take_up` needs to have it again.

        To be called when the shelf has all that was added.
        """
        return settle(self._record, self.order())

    def take_up(self, settled: bytes, without_body: Iterable[StatementId]) -> None:
        """A settled record, before anything else is added: what was held when it was settled, but for what
        was incomplete. `without_body`: of what is held now. Raises Malformed for what is of another form."""
        self._record.without_body.update(without_body)
        take_up(self._record, self._order, settled)

    @property
    def settled(self) -> int:
        """How many of the statements are settled."""
        return len(self._record.held.settled.ids)

    def _add_statement(self, statement: Statement) -> list[Held]:
        children = self._record.graph.waiting_for(statement.id)
        completed = self._record.add(statement)
        self._order.add(self._record.held[statement.id], children)
        return completed

    # One statement

    def __contains__(self, id: object) -> bool:
        return id in self._record.held

    def __len__(self) -> int:
        return len(self._record.held)

    def entry(self, id: StatementId) -> Entry:
        """The statement as its readers see it. Raises KeyError when it is not held."""
        held = self._record.held[id]
        verdict = judge(self._record, held)
        return entry_of(held, verdict)

    def header(self, id: StatementId) -> Header:
        """Its header alone, without judging it. Raises KeyError when it is not held."""
        return self._record.held[id].header

    def is_complete(self, id: StatementId) -> bool:
        """Whether all that it comes after is held. Raises KeyError when it is not held itself."""
        return self._record.held[id].complete

    def standing(self, id: StatementId) -> Standing:
        """What it counts for now. Raises KeyError when it is not held."""
        return standing_of(self._record, self._record.held[id])

    def terms_of(self, id: StatementId) -> Terms:
        """In force for this statement; for an incomplete one those that its header names cannot be known,
        and the first are given."""
        spot = self._record.held[id].spot
        return self._record.law.first if spot is None else self._record.law.terms_at(spot)

    def is_ancestor(self, earlier: StatementId, later: StatementId) -> bool:
        """Whether links lead from `later` back to `earlier`, as far as is held."""
        return self._record.graph.is_ancestor(earlier, later)

    def past(self, ids: Iterable[StatementId]) -> Past:
        """Those of these that are held, and all that they come after. To be asked before more is added."""
        return self._record.graph.past(ids)

    def seen_by(self, id: StatementId, parties: Collection[PartyId]) -> datetime | None:
        """The earliest date that one of these parties gave a statement that descends from a complete one."""
        spot = self._record.held[id].spot
        return self._record.witnesses.seen_by(spot, parties) if spot is not None else None

    def saw(self, id: StatementId, parties: Collection[PartyId]) -> datetime | None:
        """The latest date that one of these parties gave a statement that a complete one descends from."""
        spot = self._record.held[id].spot
        return self._record.witnesses.saw(spot, parties) if spot is not None else None

    def replies(self, id: StatementId) -> tuple[StatementId, ...]:
        """What is held that refers to it, ascending by id. The id itself need not be held."""
        return tuple(sorted(self._record.referring.get(id, ())))

    # All of them

    def order(self, start: int | None = None, stop: int | None = None) -> Sequence[StatementId]:
        """In display order: after their links, then the smallest (said-at, id) first.

        All, or a slice of them: `order(-50)` is the last fifty.
        """
        return self._order.slice(start, stop)

    def index(self, id: StatementId) -> int:
        """Where a statement stands in that order, from 0. Raises KeyError when it is not held."""
        return self._order.index(id)

    def of_kind(self, kind: str) -> list[StatementId]:
        """All held of that kind, in display order."""
        return sorted(self._record.by_kind.get(kind, ()), key=self._order.index)

    def of_precedence(self, *precedences: Precedence) -> list[StatementId]:
        """All held of these precedences, in display order."""
        found = (id for each in precedences for id in self._record.by_precedence.get(each, ()))
        return sorted(found, key=self._order.index)

    def heads(self) -> tuple[StatementId, ...]:
        """The complete ones that no complete one names as prev or parent: what comes next links to them."""
        return tuple(sorted(self._record.graph.heads))

    def stands_last(self, id: StatementId) -> bool:
        """Whether it is one of the heads, and nothing that is held waits for an ancestor."""
        return id in self._record.graph.heads and not self._record.graph.incomplete

    def missing(self) -> set[StatementId]:
        """Linked to, and not held."""
        return set(self._record.graph.missing)

    def missing_by_author(self) -> Mapping[DeviceId, set[StatementId]]:
        """The same, by the authors whose statements link to them; by device, ascending."""
        return dict(sorted(self._record.graph.missing_by_author().items()))

    def linked_by(self, id: StatementId) -> list[Header]:
        """The headers of what is held, links to it, and waits for it."""
        return [self._record.held[each].header for each in self._record.graph.waiting_for(id)]

    def bodies_missing(self, party: PartyId | None = None) -> set[StatementId]:
        """Held without their body, all or those that are for this party; whether it is due is for delivery
        to say."""
        if party is None:
            return set(self._record.without_body)
        unshown = self._record.unshown.items()
        return {id for audience, ids in unshown if audience == "all" or party in audience for id in ids}

    def lacks_body(self, id: StatementId) -> bool:
        """Whether it is held without its body. Raises KeyError when it is not held."""
        return self._record.held[id].id in self._record.without_body

    def incomplete(self) -> list[StatementId]:
        """Held, but with history incomplete."""
        return list(self._record.graph.incomplete)

    # Chains

    def at(self, place: Place) -> tuple[StatementId, ...]:
        """What is held at that place: two, when its author has two histories."""
        return self._record.places.at(place)

    def chain(self, author: DeviceId, life: Incarnation) -> Sequence[StatementId]:
        """All held of that incarnation, by seq."""
        return self._record.places.chain(author, life)

    def lives(self, author: DeviceId) -> list[Incarnation]:
        """The incarnations of which something is held, oldest first."""
        return self._record.places.lives(author)

    def end(self, author: DeviceId, life: Incarnation) -> StatementId | None:
        """The highest statement of that incarnation below which nothing is missing."""
        return self._record.places.end(author, life)

    def vector(self) -> Mapping[Life, Mark]:
        """For each author and incarnation the highest seq below which nothing is missing, and its id."""
        return self._record.places.vector()

    def above(self) -> list[Run]:
        """What is held above the gaps."""
        return self._record.places.above()

    def gaps(self) -> list[Gap]:
        """The places of each chain that lie between what is held of it."""
        return self._record.places.gaps()

    # Desks and terms

    @property
    def documents(self) -> int:
        """Ascends with the documents that are taken up: while it is the same, so are desks, revocations, and
        the terms for what comes next."""
        return self._record.documents

    def terms_for_next(self) -> Terms:
        """In force for a statement that links to all heads."""
        return self._record.law.terms_now()

    def first_terms(self) -> Terms:
        """Those that constitute the channel."""
        return self._record.law.first

    def amendments(self) -> Mapping[AgreementId, AgreementText]:
        """All that were proposed in the record, in force or not."""
        return dict(self._record.law.amendments)

    def amendments_in_force(self) -> set[AgreementId]:
        """Those of them that ever came into force: also what another one replaced, or stands against."""
        return self._record.amendments.in_force()

    def words_on(self, amendment: AgreementId) -> list[Accepted]:
        """What parties said of it, acceptances and withdrawals."""
        return self._record.law.words_on(amendment)

    def last_use(self) -> list[tuple[Terms, datetime]]:
        """All terms that were ever in force for a complete statement, each with the latest date of one."""
        return [(terms, said_at) for terms, said_at, _ in self._record.law.last_use.values()]

    def texts(self) -> list[AgreementText]:
        """The first agreement, and every amendment in the record, in force or not."""
        law = self._record.law
        return [law.first.text, *law.amendments.values()]

    def desks(self) -> Mapping[DeviceId, Desk]:
        """Each device's newest card."""
        return dict(self._record.desks)

    def desks_of(self, party: PartyId) -> Mapping[DeviceId, Desk]:
        """The devices to which that party's root ever gave a card, each with its newest of that root."""
        return {device: desk for (owner, device), desk in self._record.cards.items() if owner == party}

    def revocations(self) -> Mapping[DeviceId, Revocation]:
        """What a party's root took back of its own desks: for each the revocation that counts."""
        found = self._record.revocations.of
        taken = {device: found(party, device) for party, device in self._record.cards}
        return {device: each.revocation for device, each in taken.items() if each is not None}

    def revocation_of(self, party: PartyId, device: DeviceId) -> Revocation | None:
        """The one that counts of what this root took back, also of a desk that never spoke here."""
        taken = self._record.revocations.of(party, device)
        return taken.revocation if taken is not None else None

    def latest_said(self, party: PartyId) -> datetime | None:
        """The latest time that a complete statement of that party claims."""
        return self._record.latest_said.get(party)

    def alarms(self) -> list[Alarm]:
        """Two histories of one author, each with both statements as proof."""
        return self._record.equivocations.alarms()


def _check_body(statement: Statement, body: bytes) -> None:
    if not matches(statement.header, body):
        raise Refused("body-mismatch", "This is not the body that the statement's header promises.")
