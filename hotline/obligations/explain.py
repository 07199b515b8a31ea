"""An obligation as sentences: who owes what to whom, by which clause, since when, and how it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from hotline import limits
from hotline.agreement.text import write_duration
from hotline.kinds.fields import date_time_group
from hotline.obligations.owed import Obligation, State

Said = tuple[str, Mapping[str, str]]
"""A sentence with {names}, and what stands there: so that it can be said in the reader's language. `{t}` and
`{waited}` are durations as agreements write them."""


def explain(obligation: Obligation) -> str:
    """What an officer reads. It names the clause, and both times where they contradict each other."""
    return " ".join(sentence.format(**values) for sentence, values in explained(obligation))


def explained(obligation: Obligation) -> list[Said]:
    """The same, sentence by sentence."""
    duty = (
        "{owes} owes {to} an acknowledgement of {number} within {t} of its delivery (clause {clause}).",
        {
            "owes": obligation.owes_code,
            "to": obligation.owed_to_code,
            "number": obligation.number,
            "t": write_duration(obligation.within),
            "clause": obligation.clause,
        },
    )
    return [duty, *_clock(obligation), *SENTENCES[obligation.state](obligation)]


def _clock(obligation: Obligation) -> list[Said]:
    start = obligation.start
    if start is None:
        return []
    if start.presumed:
        since = date_time_group(start.latest)
        return [("Delivery is not proven; by the agreement it is presumed since {since}.", {"since": since})]
    if start.latest - start.earliest > limits.SKEW_SHOWN:
        one, other = date_time_group(start.earliest), date_time_group(start.latest)
        return [
            ("Its delivery is dated {one} by one clock, {other} by another.", {"one": one, "other": other})
        ]
    return [("It was delivered at {at}.", {"at": date_time_group(start.earliest)})]


def _open(obligation: Obligation) -> list[Said]:
    if obligation.start:
        return [("It is due by {due}.", {"due": _due(obligation)})]
    return [("Its delivery is not proven yet.", {})]


def _met(obligation: Obligation) -> list[Said]:
    return [("It was given at {at}, in time.", {"at": _replied(obligation)})]


def _met_late(obligation: Obligation) -> list[Said]:
    values = {"dated": _replied(obligation), "due": _due(obligation)}
    return [("It was given late: dated {dated}, due by {due}.", values)]


def _overdue(obligation: Obligation) -> list[Said]:
    return [("It was due by {due}: unanswered.", {"due": _due(obligation)})]


def _unreached(obligation: Obligation) -> list[Said]:
    sentence = "There has been no sign of life for {waited}: unreached. No clock runs; try other paths."
    return [(sentence, {"waited": write_duration(2 * obligation.within)})]


def _unconfirmed(_obligation: Obligation) -> list[Said]:
    return [
        (
            "There are signs of life, but no proof of delivery: unconfirmed. No clock runs; "
            "it is asked again.",
            {},
        )
    ]


def _contested(obligation: Obligation) -> list[Said]:
    due = _due(obligation)
    if obligation.replied_at is None:
        sentence = "The clocks contradict each other: until {due} it is contested, not overdue."
        return [(sentence, {"due": due})]
    sentence = "It is dated {dated} and was due by {due}; whether it came in time is contested."
    return [(sentence, {"dated": _replied(obligation), "due": due})]


def _waived(obligation: Obligation) -> list[Said]:
    why: list[Said] = [("{why}", {"why": obligation.why})] if obligation.why else []
    return [("It is not owed any more.", {}), *why]


SENTENCES: dict[State, Callable[[Obligation], list[Said]]] = {
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
