"""What the joint board answers: every risk question of a channel, and where each party asked stands in it.

Percent are whole numbers as filed; pooled ones have two decimals, as text.
"""

from __future__ import annotations

from typing import Literal, TypedDict

PhaseWord = Literal[
    "sealed",  # somebody who was asked has not filed, and there is time
    "opening",  # all have filed or the time is over; not all that was filed is here
    "open",  # what could be opened is open
    "empty",  # the time is over, and there is nothing to open
    "not shown",  # the estimates are not for this party
]
ApartWord = Literal["same cell", "to discuss", "far apart"]


class Estimated(TypedDict):
    """A party's estimate, open or our own. `likelihood` and `impact` are the matrix's levels, 1 to 5."""

    low: int
    best: int
    high: int
    interval_confidence: int
    likelihood: int
    impact: int
    score: int
    level: str
    confidence: str
    confidence_reason: str
    basis: str
    word: str  # what the question's scale calls the best estimate


class PartView(TypedDict):
    """One party that was asked. `state` is the exchange's own word; `estimate` once it may be looked at."""

    party: str
    name: str
    own: bool
    state: str
    filing: str | None
    filing_id: str | None
    filed_at: str | None
    estimate: Estimated | None


class PooledView(TypedDict):
    """What the parties estimate together; `dissent`: whose own interval does not hold the pooled best."""

    low: str
    best: str
    high: str
    spread: str
    parties: list[str]
    dissent: list[str]


class Apart(TypedDict):
    """How far the open estimates are from one another: steps in the matrix, and on which axis."""

    steps: int
    word: ApartWord
    likelihood: int
    impact: int


class QuestionView(TypedDict):
    """One question. `newest`: no later round refers to it. `risk`: the id of its first round.

    `ours`: our party was asked, has not filed, and there is time.
    """

    id: str
    number: str
    party: str | None
    title: str
    event: str
    resolution: str
    resolve_by: str
    said_at: str
    deadline: str
    over_at: str  # deadline and the agreed grace
    scale: str
    round: int
    risk: str
    first: str | None
    newest: bool
    phase: PhaseWord
    ours: bool
    filed: int
    parts: list[PartView]
    pooled: PooledView | None
    new_round_due: bool
    apart: Apart | None


class Board(TypedDict):
    """All questions, in the order of the record. `hidden`: questions whose content is not for this party."""

    questions: list[QuestionView]
    hidden: int


class RiskCount(TypedDict):
    """The board in a few numbers, newest rounds only. `asked`: ours to file; the last three are open."""

    risks: int
    asked: int
    sealed: int
    far_apart: int
    to_discuss: int
    same_cell: int
