"""Which amendments came into force, which of them contradict each other, and who spoke past an acceptance.

An amendment came into force when a statement held was rightly said under it, or would be now.
Source: docs/SPEC.md 4 and 9.
"""

from __future__ import annotations

from hotline.agreement.clauses import Terms
from hotline.ids import AgreementId, StatementId
from hotline.transcript.graph import Graph, Held
from hotline.transcript.law import Law


class Amendments:
    """What became of the first agreement, over the whole set held."""

    def __init__(self, law: Law, graph: Graph) -> None:
        self._law = law
        self._graph = graph
        self._used: dict[AgreementId, Terms] = {}

    def completed(self, held: Held) -> None:
        named = held.header.agreement
        if named == self._law.first.id or named in self._used or held.spot is None:
            return
        terms = self._law.terms_at(held.spot)
        if terms.id == named:
            self._used[named] = terms

    def disputed(self, terms: Terms) -> StatementId | None:
        """An acceptance of a rival, if there is one.

        A rival is a sibling of these terms, or of what they amend, that came into force as well, and neither
        was in force where the other was accepted.
        """
        if not self._law.amended:
            return None
        lineage = self._lineage(terms)
        parents = {self._law.amended[each]: each for each in lineage if each in self._law.amended}
        rivals = [
            each
            for each, parent in self._in_force().items()
            if parent in parents and each not in lineage and not self._in_turn(each, parents[parent])
        ]
        return min((id for rival in rivals for id in self._law.all_acceptances(rival)), default=None)

    def _in_turn(self, one: AgreementId, other: AgreementId) -> bool:
        """Whether one of the two was in force where the other was accepted."""
        return self._accepted_under(one, other) or self._accepted_under(other, one)

    def _accepted_under(self, child: AgreementId, in_force: AgreementId) -> bool:
        carriers = (self._graph.held[id].spot for id in self._law.all_acceptances(child))
        return any(spot and in_force in self._lineage(self._law.terms_at(spot)) for spot in carriers)

    def past_acceptance(self, held: Held, terms: Terms) -> StatementId | None:
        """Its party's own acceptance of what amends these terms, when the statement is concurrent with it."""
        if not self._law.amended or held.desk is None:
            return None
        for other, parent in sorted(self._in_force().items()):
            if parent != terms.id:
                continue
            own = self._law.acceptances(held.desk.party, other)
            if own and not any(self._related(held.id, id) for id in own):
                return min(own)
        return None

    def _related(self, one: StatementId, other: StatementId) -> bool:
        ancestor = self._graph.is_ancestor
        return one == other or ancestor(one, other) or ancestor(other, one)

    def _in_force(self) -> dict[AgreementId, AgreementId]:
        """Every amendment that came into force, with its parent."""
        now = self._law.terms_now()
        reached = {each for terms in (*self._used.values(), now) for each in self._lineage(terms)}
        return {each: self._law.amended[each] for each in reached if each in self._law.amended}

    def _lineage(self, terms: Terms) -> set[AgreementId]:
        """These terms and all that they amend."""
        lineage = {terms.id}
        at = terms.id
        while at in self._law.amended:
            at = self._law.amended[at]
            lineage.add(at)
        return lineage
