"""What the first run is told, field by field: files, an agreement before it is joined, how far a desk is."""

from __future__ import annotations

from typing import Any, TypedDict


class Sign(TypedDict):
    """A party of an agreement that is looked at. `known`: its root is here."""

    code: str
    name: str
    function: str
    own: bool
    known: bool
    verified: bool
    signed: bool


class Offered(TypedDict):
    """A first agreement before it is joined. `text`: as signed. `wrong`: why this desk cannot join."""

    title: str
    exercise: bool
    joined: bool
    parties: list[Sign]
    text: dict[str, Any]
    wrong: str


class Looked(TypedDict):
    """What a file is. `taken`: what is in it is here already. `offered`: for a first agreement."""

    what: str
    sentence: str
    taken: bool
    offered: Offered | None


class Beginning(TypedDict):
    """How far a desk is: agreements that wait for signatures, and whether it is on the line and in use."""

    desk: str
    exercise: bool
    channels: int
    verified: bool
    spoken: bool
    waiting: list[Offered]
