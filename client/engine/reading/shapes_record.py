"""What the verbs about a channel's record answer: the check of it, the agreement, search. See `shapes`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, TypedDict

from client.engine.reading.shapes import Row


class DeskProof(TypedDict):
    """How current one desk's word is. `proven_at`: up to when it shows what that desk holds."""

    party: str
    desk: str
    officer: str
    own: bool  # of the own party
    said_at: str | None  # by its own clock
    proven_at: str | None
    current: bool
    names_unknown: bool  # it holds something that has not come here


class DeskName(TypedDict):
    """A desk by what is known of it. `own`: this very desk."""

    party: str | None
    desk: str
    officer: str | None
    own: bool


class Chain(DeskName):
    """What is held of one desk in one incarnation: from 1 to `held`, and runs above gaps."""

    restored: str | None  # the four hex digits of a later incarnation
    held: int
    above: list[tuple[int, int]]
    last_at: str | None  # said-at of the newest held


class Hole(TypedDict):
    """Numbers of one desk that have not come. `desk`: BRV-2, or BRV-2/7f3a in a later incarnation."""

    desk: str
    first: int
    last: int


class Gaps(TypedDict):
    """What is known to exist and is not held. `links`: statements that others link to, whoever said them, and
    that nobody declared lost."""

    links: int
    linked_by: list[tuple[str, int]]  # desk, how many of them
    holes: list[Hole]
    lost: list[Hole]  # as their authors declared: nobody is asked for them
    bodies: int  # due to this desk
    since: str | None  # when the first statement came that links to one of them
    asked: Sequence[str]  # desks
    times: int
    again_at: str | None


class Voice(TypedDict):
    """A number to call, as it was agreed."""

    number: str
    purpose: str
    clause: str


class Conflict(DeskName):
    """One desk, two histories, with the two statements that prove it."""

    code: Literal["two-histories", "outlived"]
    why: str
    name: str | None  # the party's
    device: str
    number: str
    copies: list[Row]
    voice: list[Voice]


class Aside(TypedDict):
    """An envelope that could not be taken in."""

    envelope: str
    at: str
    why: str
    bytes: int


class Check(TypedDict):
    """How whole, how current and how undisputed the record of one channel is."""

    channel: str
    title: str
    statements: int
    bodies: int
    incomplete: int
    heads: list[str]  # numbers
    interval_seconds: int
    chains: list[Chain]
    proofs: list[DeskProof]
    gaps: Gaps
    conflicts: list[Conflict]
    aside: list[Aside]  # of this desk, whatever channel they were for


class Judged(TypedDict):
    """A statement that does not count, or not yet. `because`: the number of what brought that about."""

    id: str
    number: str
    party: str | None
    device: str
    kind: str
    said_at: str
    standing: str
    why: str
    clause: str | None
    because: str | None


class Judging(TypedDict):
    """One piece of looking at every statement again: so far `looked` of `total`."""

    looked: int
    total: int
    damaged: list[str]  # numbers of those whose bytes are not what was signed
    rows: list[Judged]  # of this piece


class Hit(TypedDict):
    """A statement that was found: its words around the place, in three pieces."""

    id: str
    channel: str
    title: str
    number: str
    party: str | None
    officer: str | None
    kind: str
    precedence: str
    said_at: str
    before: str
    hit: str
    after: str


class Found(TypedDict):
    """One piece of a search, newest first: so far `looked` of `total` statements."""

    rows: list[Hit]
    looked: int
    total: int


class Numbered(TypedDict):
    """A statement by its number."""

    id: str
    channel: str
    title: str
    number: str
    party: str | None
    kind: str
    said_at: str
    summary: str


class Signer(TypedDict):
    """A party's word on terms. `at`: by its own clock; None for the first agreement, which has no dates."""

    party: str
    code: str
    name: str
    accepted: bool
    at: str | None
    not_after: str | None
    number: int | None


class Proposed(TypedDict):
    """An amendment of the terms in force that is not in force itself."""

    id: str
    title: str
    rival: bool  # it came into force beside another: neither is, until people settle it
    changes: list[str]  # the parts that differ from what it amends
    signers: list[Signer]


class Terms(TypedDict):
    """The terms in force, who signed them, and what is under way. `text`: as the agreement has it."""

    id: str
    amendment: int  # 0: the first agreement
    text: dict[str, Any]
    free_kinds: list[str]  # everyone may always say these
    open_after_sunset: list[str]
    verified: dict[str, str | None]  # by code
    own: str
    signers: list[Signer]
    proposed: list[Proposed]
