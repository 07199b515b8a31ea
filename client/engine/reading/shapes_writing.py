"""What is answered about writing: what a party may say now, about what, to whom; what each urgency asks."""

from __future__ import annotations

from typing import Any, TypedDict


class About(TypedDict):
    """A statement that could be referred to. `said`: the own party has said that kind about it already."""

    id: str
    number: str
    kind: str
    party: str | None
    said_at: str
    summary: str | None
    said: bool


class Sayable(TypedDict):
    """A kind that may be said now. `readers`: codes of the other parties that get its body.

    `named`: the officer names the readers among these. `held`: its body is held back. `about`: what it can
    refer to, the newest first, where it does not go with everything.
    """

    kind: str
    clause: str
    readers: list[str]
    named: bool
    held: bool
    about: list[About]


class Urgency(TypedDict):
    """What a precedence asks of its readers. `within`: seconds to an officer's word; None: none is owed."""

    precedence: str
    clause: str
    within: int | None
    next: str


class Writing(TypedDict):
    """`why`: why nothing may be said here now; empty while something may."""

    kinds: list[Sayable]
    urgencies: list[Urgency]
    why: str


class Before(TypedDict):
    """Something of the same kind that the own party said before about the same matter."""

    number: str
    said_at: str
    content: dict[str, Any]


class Draft(TypedDict):
    """What was begun and not said. `fields`: as the form kept them."""

    draft: int
    channel: str
    kind: str
    fields: dict[str, Any]
    changed_at: str
