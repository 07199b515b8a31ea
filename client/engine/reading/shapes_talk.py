"""What is answered about one statement with everything about it, and about whom one is about to verify."""

from __future__ import annotations

from typing import TypedDict

from client.engine.reading.shapes import Row


class Neighbour(TypedDict):
    """Another statement by its number; as much of it as is held."""

    id: str
    number: str
    party: str | None
    kind: str | None
    said_at: str | None


class Came(TypedDict):
    """How far a statement came with one party: the state, and into how many of its desks' mailboxes."""

    party: str
    name: str
    state: str
    relayed: int
    of: int


class Detail(TypedDict):
    """One statement: its row, its header, what it stands between. `before`, `after`: in display order."""

    row: Row
    desk: str | None
    seq: int
    incarnation: str
    audience: list[str] | None  # None: all
    held: bool
    catalogue: int
    kind_clause: str
    agreement: str
    body_hash: str
    body_bytes: int
    parties: list[Came]
    prev: Neighbour | None
    parents: list[Neighbour]
    refers_to: Neighbour | None
    replies: list[Neighbour]
    before: str | None
    after: str | None


class VoiceLine(TypedDict):
    """A number that all parties signed, and the clause in which it stands."""

    number: str
    purpose: str
    clause: str


class Compared(TypedDict):
    """One of the others, and since when, with whom and how its root is verified."""

    code: str
    name: str
    function: str
    verified: str | None


class Verifying(TypedDict):
    """Whom one is about to verify on a channel, and the own code to read out. Never the other's digits."""

    channel: str
    title: str
    others: list[Compared]
    party: Compared
    numbers: list[VoiceLine]
    own: str
    own_digits: str
    own_words: str
    languages: list[str]
