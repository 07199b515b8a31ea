"""The terms in force for a statement: from the amendments and acceptances that it comes after, and no others.

Only few statements carry such documents; so each is remembered by its spot, and a statement's terms are
looked up by how many of them lie in its past on each track. Source: docs/SPEC.md 4.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from hotline.agreement.chain import Acceptance, terms_in_force
from hotline.agreement.clauses import Terms
from hotline.agreement.text import AgreementText
from hotline.ids import AgreementId, PartyId, StatementId
from hotline.transcript.ancestry import Ancestry, Spot
from hotline.transcript.documents import Amendment, Carried

Known = tuple[tuple[int, int], ...]
"""For each track that has such statements: how many of them."""


class Law:
    """Amendments and acceptances by where they stand. Statements are added when complete, ancestors first."""

    def __init__(self, first: Terms, ancestry: Ancestry) -> None:
        self.first = first
        self._ancestry = ancestry
        self._positions: dict[int, list[int]] = {}
        self._documents: dict[int, list[tuple[StatementId, Amendment | Acceptance]]] = {}
        self._acceptances: dict[tuple[PartyId, AgreementId], list[StatementId]] = {}
        self._terms: dict[Known, Terms] = {(): first}
        self.amended: dict[AgreementId, AgreementId] = {}
        """Every amendment in the record, with its parent."""

    def add(self, id: StatementId, spot: Spot, carried: Carried | None) -> None:
        foreign = isinstance(carried, Acceptance) and carried.channel != self.first.channel
        if foreign or not isinstance(carried, (tuple, Acceptance)):
            return
        self._positions.setdefault(spot.track, []).append(spot.position)
        self._documents.setdefault(spot.track, []).append((id, carried))
        match carried:
            case (agreement, text) if text.parent is not None:
                self.amended[agreement] = text.parent
            case Acceptance(accept=True):
                self._acceptances.setdefault((carried.party, carried.agreement), []).append(id)

    def terms_at(self, spot: Spot) -> Terms:
        """In force for the statement at that spot."""
        reach = self._ancestry.reach
        counted = ((track, bisect_right(at, reach(spot, track))) for track, at in self._positions.items())
        return self._terms_after(tuple(each for each in counted if each[1]))

    def terms_now(self) -> Terms:
        """In force for a statement that comes after all complete ones."""
        return self._terms_after(tuple((track, len(at)) for track, at in self._positions.items()))

    def acceptances(self, party: PartyId, agreement: AgreementId) -> Sequence[StatementId]:
        """The complete statements that carry that party's acceptance of it."""
        return self._acceptances.get((party, agreement), ())

    def all_acceptances(self, agreement: AgreementId) -> list[StatementId]:
        """The complete statements that carry any party's acceptance of it."""
        return [id for (_, each), ids in self._acceptances.items() if each == agreement for id in ids]

    def _terms_after(self, known: Known) -> Terms:
        terms = self._terms.get(known)
        if terms is None:
            found = [each for track, count in known for each in self._documents[track][:count]]
            # By id, so that of two acceptances with one number everyone takes the same.
            documents = [carried for _, carried in sorted(found, key=lambda each: each[0])]
            terms = self._terms[known] = self._in_force(documents)
        return terms

    def _in_force(self, documents: list[Amendment | Acceptance]) -> Terms:
        amendments: dict[AgreementId, AgreementText] = {}
        amendments.update(each for each in documents if isinstance(each, tuple))
        accepted = [each for each in documents if isinstance(each, Acceptance)]
        return terms_in_force(self.first, amendments, accepted)
