"""Whether a `risk-close` came too early: it must show that all have filed, or that the time to file is over.

Source: docs/SPEC.md 11.
"""

from __future__ import annotations

from collections.abc import Callable, Set

from hotline.agreement.clauses import Terms
from hotline.codec import later
from hotline.ids import PartyId
from hotline.kinds.risk import RiskQuestion
from hotline.transcript.held import Held
from hotline.transcript.record import Record
from hotline.transcript.verdict import Verdict, invalid

Objection = Callable[[Record, Held], Verdict | None]


def filed_before(record: Record, close: Held, question: Held, objection: Objection) -> set[PartyId]:
    """The parties of which the close comes after an estimate of this question.

    By their headers alone: so the close is judged alike by those who hold the estimates and those who do not.
    """
    return {
        each.desk.party
        for each in map(record.held.__getitem__, record.referring.get(question.id, ()))
        if each.header.kind == "risk-estimate"
        and each.desk is not None
        and record.graph.is_ancestor(each.id, close.id)
        and objection(record, each) is None
    }


def too_early(close: Held, question: RiskQuestion, filed: Set[PartyId], terms: Terms) -> Verdict | None:
    """Invalid when someone who was asked has not filed, and the close does not claim to be past the time."""
    over = later(question.deadline, terms.grace("risk-question"))
    if filed >= set(question.asked) or close.header.said_at > over:
        return None
    why = "It closes before all who were asked have filed and before the time agreed is over."
    return invalid("early-close", why, terms.clause_number("risk-question"))
