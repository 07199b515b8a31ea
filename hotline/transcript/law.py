"""The terms in force for a statement: from the amendments and acceptances that it comes after, and no others.

Only few statements carry such documents; so each is remembered by its spot, and a statement's terms are
looked up by how many of them lie in its past on each track. Source: docs/SPEC.md 4.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import datetime

from hotline.agreement.chain import Acceptance
from hotline.agreement.clauses import Terms
from hotline.agreement.in_force import Accepted, terms_in_force
from hotline.agreement.text import AgreementText
from hotline.ids import AgreementId, PartyId, StatementId
from hotline.transcript.ancestry import Ancestry, Spot
from hotline.transcript.documents import Amendment, Carried
from hotline.transcript.held import Held

Known = tuple[tuple[int, int], ...]
"""For each track that has such statements: how many of them."""


class Law:
    """Amendments and acceptances by where they stand. Statements are added when complete, ancestors first."""

    def __init__(self, first: Terms, ancestry: Ancestry) -> None:
        self.first = first
        self._ancestry = ancestry
        self._positions: dict[int, list[int]] = {}
        self._documents: dict[int, list[Amendment | Accepted]] = {}
        self._acceptances: dict[tuple[PartyId, AgreementId], list[StatementId]] = {}
        self._accepted_at: dict[AgreementId, list[Spot]] = {}
        self._terms: dict[Known, Terms] = {(): first}
        self._now: Terms | None = first  # None: a document came since
        self.amendments: dict[AgreementId, AgreementText] = {}
        """Every amendment in the record."""
        self.last_use: dict[AgreementId, tuple[Terms, datetime, StatementId]] = {}
        """All terms that were ever in force for a statement, and the latest date of one, with its id."""

    def add(self, id: StatementId, spot: Spot, carried: Carried | None) -> None:
        if not isinstance(carried, (tuple, Acceptance)) or self._is_foreign(carried):
            return
        found = carried if isinstance(carried, tuple) else Accepted(id, carried, self._accepted_before(spot))
        self._positions.setdefault(spot.track, []).append(spot.position)
        self._documents.setdefault(spot.track, []).append(found)
        self._now = None
        match carried:
            case (agreement, text) if text.parent is not None:
                self.amendments[agreement] = text
            case Acceptance(accept=True):
                self._acceptances.setdefault((carried.party, carried.agreement), []).append(id)
                self._accepted_at.setdefault(carried.agreement, []).append(spot)

    def note_use(self, held: Held) -> None:
        """Takes the date of a complete statement."""
        assert held.spot is not None
        terms, said_at = self.terms_at(held.spot), held.header.said_at
        before = self.last_use.get(terms.id)
        if before is None or before[1] < said_at:
            self.last_use[terms.id] = (terms, said_at, held.id)

    def _is_foreign(self, carried: Amendment | Acceptance) -> bool:
        """Whether it is for another channel, or would make of an exercise something real."""
        if isinstance(carried, Acceptance):
            return carried.channel != self.first.channel
        return carried[1].exercise != self.first.exercise

    def _accepted_before(self, spot: Spot) -> frozenset[StatementId]:
        documents = self._documents_of(self._known_at(spot))
        return frozenset(each.id for each in documents if isinstance(each, Accepted))

    def terms_at(self, spot: Spot) -> Terms:
        """In force for the statement at that spot."""
        return self._terms_after(self._known_at(spot))

    def terms_where_accepted(self, agreement: AgreementId) -> Terms:
        """In force for a statement that comes after every acceptance of this amendment, and nothing else."""
        known: dict[int, int] = {}
        for spot in self._accepted_at.get(agreement, ()):
            own = (spot.track, bisect_right(self._positions[spot.track], spot.position))
            for track, count in (*self._known_at(spot), own):
                known[track] = max(count, known.get(track, 0))
        return self._terms_after(tuple(sorted(known.items())))

    def lineage(self, terms: Terms) -> list[AgreementId]:
        """These terms, and all that they amend, back to the first agreement."""
        lineage = [terms.id]
        while (text := self.amendments.get(lineage[-1])) is not None and text.parent is not None:
            lineage.append(text.parent)
        return lineage

    def _known_at(self, spot: Spot) -> Known:
        reach = self._ancestry.reach
        counted = ((track, bisect_right(at, reach(spot, track))) for track, at in self._positions.items())
        return tuple(sorted(each for each in counted if each[1]))

    def _documents_of(self, known: Known) -> list[Amendment | Accepted]:
        return [each for track, count in known for each in self._documents[track][:count]]

    def terms_now(self) -> Terms:
        """In force for a statement that comes after all complete ones."""
        if self._now is None:
            known = sorted((track, len(at)) for track, at in self._positions.items())
            self._now = self._terms_after(tuple(known))
        return self._now

    def acceptances(self, party: PartyId, agreement: AgreementId) -> Sequence[StatementId]:
        """The complete statements that carry that party's acceptance of it."""
        return self._acceptances.get((party, agreement), ())

    def words_on(self, agreement: AgreementId) -> list[Accepted]:
        """What parties said of it, for and against."""
        documents = (each for found in self._documents.values() for each in found)
        return [each for each in documents if isinstance(each, Accepted) and each.said.agreement == agreement]

    def _terms_after(self, known: Known) -> Terms:
        terms = self._terms.get(known)
        if terms is None:
            terms = self._terms[known] = self._in_force(self._documents_of(known))
        return terms

    def _in_force(self, documents: list[Amendment | Accepted]) -> Terms:
        amendments: dict[AgreementId, AgreementText] = {}
        amendments.update(each for each in documents if isinstance(each, tuple))
        accepted = [each for each in documents if isinstance(each, Accepted)]
        return terms_in_force(self.first, amendments, accepted)
