"""An obligation as a sentence: who owes what to whom, by which clause, since when, and how it stands."""

from __future__ import annotations

from collections.abc import Callable

from hotline import limits
from hotline.agreement.text import write_duration
from hotline.kinds.fields import date_time_group
from hotline.obligations.owed import Obligation, State


def explain(obligation: Obligation) -> str:
    """What an officer reads. It names the clause, and both times where they contradict each other."""
    duty = (
        f"{obligation.owes_code} owes {obligation.owed_to_code} an acknowledgement of {obligation.number} "
        f"within {write_duration(obligation.within)} of its delivery (clause {obligation.clause})."
    )
    sentences = [duty, _clock(obligation), SENTENCES[obligation.state](obligation)]
    return " ".join(sentence for sentence in sentences if sentence)


def _clock(obligation: Obligation) -> str:
    start = obligation.start
    if start is None:
        return ""
    if start.presumed:
        return (
            f"Delivery is not proven; by the agreement it is presumed since {date_time_group(start.latest)}."
        )
    if start.latest - start.earliest > limits.SKEW_SHOWN:
        one, other = date_time_group(start.earliest), date_time_group(start.latest)
        return f"Its delivery is dated {one} by one clock, {other} by another."
    return f"It was delivered at {date_time_group(start.earliest)}."


def _open(obligation: Obligation) -> str:
    return f"It is due by {_due(obligation)}." if obligation.start else "Its delivery is not proven yet."


def _met(obligation: Obligation) -> str:
    return f"It was given at {_replied(obligation)}, in time."


def _met_late(obligation: Obligation) -> str:
    return f"It was given late: dated {_replied(obligation)}, due by {_due(obligation)}."


def _overdue(obligation: Obligation) -> str:
    return f"It was due by {_due(obligation)}: unanswered."


def _unreached(obligation: Obligation) -> str:
    waited = write_duration(2 * obligation.within)
    return f"There has been no sign of life for {waited}: unreached. No clock runs; try other paths."


def _unconfirmed(obligation: Obligation) -> str:
    return "There are signs of life, but no proof of delivery: unconfirmed. No clock runs; it is asked again."


def _contested(obligation: Obligation) -> str:
    if obligation.replied_at is None:
        return f"The clocks contradict each other: until {_due(obligation)} it is contested, not overdue."
    dated, due = _replied(obligation), _due(obligation)
    return f"It is dated {dated} and was due by {due}; whether it came in time is contested."


def _waived(obligation: Obligation) -> str:
    return f"It is not owed any more. {obligation.why}"


SENTENCES: dict[State, Callable[[Obligation], str]] = {
    State.OPEN: _open,
    State.MET: _met,
    State.MET_LATE: _met_late,
    State.OVERDUE: _overdue,
    State.UNREACHED: _unreached,
    State.UNCONFIRMED: _unconfirmed,
    State.CONTESTED: _contested,
    State.WAIVED: _waived,
}


def _due(obligation: Obligation) -> str:
    assert obligation.due_at is not None  # what is late or contested has a clock
    return date_time_group(obligation.due_at)


def _replied(obligation: Obligation) -> str:
    assert obligation.replied_at is not None
    return date_time_group(obligation.replied_at)
