"""What the verb `connection` answers, field by field: relays, what waits, and what to do if this lasts."""

from __future__ import annotations

from typing import Literal, TypedDict

RelayWord = Literal[
    "up",
    "trying",  # a try is under way
    "down",  # it will be tried again
    "refused",  # it answered, and one turned the other away
]
StepWord = Literal[
    "call",  # nobody has acknowledged in time: the voice line
    "courier",  # the line itself is to be taken for dead: a file carried by hand
    "sealed-until",  # when what is sealed now can be opened for certain
]


class RelayRow(TypedDict):
    """`seen_at`: when something last came from it. `next_in`: seconds; null while it is up or being tried."""

    name: str
    operator: str
    url: str
    state: RelayWord
    why: str
    since: str
    seen_at: str | None
    tries: int
    next_in: float | None
    retired: bool


class Waiting(TypedDict):
    """One statement of ours that no relay has taken. `readers`: the parties of which some desk lacks it.

    `sealed`: there is an envelope with it, for a relay or a courier; else a key of the reader's is not known.
    """

    channel: str
    title: str
    statement: str
    number: str
    kind: str
    summary: str | None
    precedence: str
    readers: list[str]
    since: str
    sealed: bool


class Number(TypedDict):
    """A party's number for the worst case; null: the agreement names none."""

    party: str
    number: str | None


class Step(TypedDict):
    """What the agreement has us do, and from when. `at` null: `within` seconds after such a statement.

    `numbers` and `next` (whom the clause says to call) are a call's.
    """

    what: StepWord
    channel: str
    at: str | None
    within: float
    clauses: list[str]
    precedence: str
    number: str | None
    numbers: list[Number]
    next: str


class Heard(TypedDict):
    """The newest statement of another party's officer."""

    number: str
    party: str
    at: str


class Connection(TypedDict):
    relays: list[RelayRow]
    offline_since: str | None
    waiting: list[Waiting]
    steps: list[Step]
    envelopes: int
    bytes: int
    aside: int  # envelopes that could not be taken in, and are kept whole
    heard: Heard | None
