"""What a play says: whose desk a person has, what the others do by themselves, and how they answer.

Written in YAML by people; a mistake is named with its line.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from client.drills.script import FOLDER, Code, Fields
from hotline.agreement.handwriting import Hand, read_yaml, understood
from hotline.codec import Document

Seconds = Annotated[float, Field(ge=0, le=600)]


class Act(Document):
    """One statement of another desk, and what it waits for before the next: at most `patience` seconds."""

    after: Seconds
    by: Code
    kind: str = "message"
    precedence: str = "ROUTINE"
    fields: Fields
    files: Fields | None = None  # the author's own estimate, if it is a question
    until: Literal["nothing", "reply", "acknowledgement", "risk-estimate"] = "nothing"
    patience: Seconds = 120


class Answers(Document):
    """How a party answers what the person says."""

    by: Code
    after: Seconds
    texts: Annotated[tuple[str, ...], Field(min_length=1)]
    files: Fields  # its estimate, whatever it is asked


class Play(Document):
    """`seat`: whose desk the person has."""

    script: str
    seat: Code
    answers: Answers
    acts: Annotated[tuple[Act, ...], Field(min_length=1)]


def read_play(name: str) -> Play:
    """The play of that name that came with the program. Raises Malformed with the line."""
    return understood(read_yaml((FOLDER / name).read_text(encoding="utf-8"), name), Play, Hand())
