"""Which amendments came into force, which of them contradict each other, and who spoke past an acceptance.

An amendment came into force when a complete statement was rightly said under it, or one after all its
acceptances would be. Source: docs/SPEC.md 4 and 9.
"""

from __future__ import annotations

from collections.abc import Collection

from hotline.agreement.clauses import Terms
from hotline.ids import AgreementId, StatementId
from hotline.transcript.graph import Graph
from hotline.transcript.held import Held
from hotline.transcript.law import Law


class Amendments:
    """What became of the first agreement, over the whole set held."""

    def __init__(self, law: Law, graph: Graph) -> None:
        self._law = law
        self._graph = graph
        self._used: dict[AgreementId, tuple[Terms, Held]] = {}  # with a statement that was said under them

    def completed(self, held: Held) -> None:
        named = held.header.agreement
        if named == self._law.first.id or named in self._used or held.spot is None:
            return
        terms = self._law.terms_at(held.spot)
        if terms.id == named:
            self._used[named] = (terms, held)

    def awake(self) -> list[StatementId]:
        """The statements that show which terms were used; `completed` takes them up again."""
        return [held.id for _, held in self._used.values()]

    def disputed(self, held: Held, terms: Terms) -> StatementId | None:
        """An acceptance of a rival, if there is one that the statement does not come after.

        A rival is a sibling of these terms, or of what they amend, that came into force as well. What comes
        after both is under terms that settle it.
        """
        lineage = [each for each in self._law.lineage(terms) if each in self._law.amendments]
        if not lineage:
            return None
        parents = {self._law.amendments[each].parent for each in lineage}
        rivals = [each for each in self._children(parents) if each not in lineage]
        unknown = [each for each in rivals if not self._comes_after(held, each)]
        return min((min(self._acceptances(rival)) for rival in unknown), default=None)

    def past_acceptance(self, held: Held, terms: Terms) -> StatementId | None:
        """Its party's own acceptance of what amends these terms, when the statement is concurrent with it."""
        if not self._law.amendments or held.desk is None:
            return None
        for other in self._children({terms.id}):
            own = self._law.acceptances(held.desk.party, other)
            if own and not any(self._related(held.id, id) for id in own):
                return min(own)
        return None

    def _children(self, parents: Collection[AgreementId | None]) -> list[AgreementId]:
        """The amendments of these that came into force, ascending."""
        in_force = self.in_force()
        return [each for each in sorted(in_force) if self._law.amendments[each].parent in parents]

    def in_force(self) -> set[AgreementId]:
        """Those that ever came into force, whatever came after them."""
        law = self._law
        used = (terms for terms, _ in self._used.values())
        reached = {each for terms in (*used, law.terms_now()) for each in law.lineage(terms)}
        formed = {each for each in law.amendments if each in law.lineage(law.terms_where_accepted(each))}
        return (reached | formed) & law.amendments.keys()

    def _comes_after(self, held: Held, amendment: AgreementId) -> bool:
        """Whether the statement descends from an acceptance of it by every party."""
        parties = (each.party for each in self._law.amendments[amendment].parties)
        return all(
            any(self._graph.is_ancestor(id, held.id) for id in self._law.acceptances(party, amendment))
            for party in parties
        )

    def _acceptances(self, amendment: AgreementId) -> list[StatementId]:
        parties = (each.party for each in self._law.amendments[amendment].parties)
        return [id for party in parties for id in self._law.acceptances(party, amendment)]

    def _related(self, one: StatementId, other: StatementId) -> bool:
        ancestor = self._graph.is_ancestor
        return one == other or ancestor(one, other) or ancestor(other, one)
