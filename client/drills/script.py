"""What a crisis script says: who takes part, and the steps in their order.

Written in YAML by people; a mistake is named with its line.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from typing import Annotated, Literal

from pydantic import Field

from hotline.agreement.handwriting import Hand, read_yaml, understood
from hotline.codec import Document
from hotline.identity.credential import Role

FOLDER = files("client.drills")
Code = str
Fields = Mapping[str, str]
"""A kind's fields as an officer types them."""


class Seat(Document):
    """A party, and the officer at its desk."""

    code: Code
    name: str
    officer: str
    role: Role


class Check(Document):
    """One desk tests the line; every other desk answers by itself."""

    do: Literal["check"]
    look: str
    by: Code


class Say(Document):
    """One statement that arrives at every other desk."""

    do: Literal["say"]
    look: str
    by: Code
    kind: str
    precedence: str
    fields: Fields


class Estimate(Document):
    """A joint risk estimate: each files, nobody reads before all have filed, then all open."""

    do: Literal["estimate"]
    look: str
    by: Code
    fields: Fields
    filings: Mapping[Code, Fields]


class Flash(Document):
    """A FLASH, and the acknowledgement of a named officer."""

    do: Literal["flash"]
    look: str
    by: Code
    fields: Fields
    acknowledged_by: Code


class Wipe(Document):
    """A desk loses its power; while others go on talking, a relay is killed and its disk wiped."""

    do: Literal["wipe"]
    look: str
    desk: Code
    by: Annotated[tuple[Code, ...], Field(min_length=1)]
    relay: str
    once_waiting: Annotated[int, Field(ge=1)]  # deposits that nobody has fetched
    then: Annotated[int, Field(ge=0)]  # statements that each says while the relay is gone
    lines: Annotated[tuple[str, ...], Field(min_length=1)]


Step = Annotated[Check | Say | Estimate | Flash | Wipe, Field(discriminator="do")]


class Script(Document):
    """A whole crisis."""

    title: str
    channel: str
    agreement: str  # the file of the draft, beside the script
    relays: Annotated[tuple[str, ...], Field(min_length=1)]
    seats: Annotated[tuple[Seat, ...], Field(min_length=2)]
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]

    def draft(self) -> str:
        """The agreement as people wrote it."""
        return (FOLDER / self.agreement).read_text(encoding="utf-8")


def read_script(name: str) -> Script:
    """The script of that name that came with the program. Raises Malformed with the line."""
    written = read_yaml((FOLDER / name).read_text(encoding="utf-8"), name)
    return understood(written, Script, Hand())
