"""A kind that only the tests have: all that adding one takes."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from hotline.ids import Precedence
from hotline.kinds.base import Kind, Refers
from hotline.kinds.fields import Impact, Line, Moment, Percent, Text


class ToyReport(Kind):
    """Seen from a tower."""

    NAME: ClassVar[str] = "toy-report"
    TITLE: ClassVar[str] = "Toy report"
    FAMILY: ClassVar[str] = "toy"
    MEANING: ClassVar[str] = "What was seen from the tower."
    REFERS_TO: ClassVar[Refers] = Refers(kinds=frozenset({"message"}))
    LEAST_PRECEDENCE: ClassVar[Precedence] = Precedence.IMMEDIATE

    what: Text = Field(title="What", description="What was seen.", max_length=400)
    seen_at: Moment = Field(title="Seen at", description="When.")
    sure: Percent | None = Field(title="Sure", description="How sure the watch is.", default=None)
    impact: Impact = Field(title="Impact", description="How grave.", default=1)
    marks: tuple[Line, ...] = Field(title="Mark", description="What it bore.", default=(), max_length=3)
    again: bool = Field(title="Again", description="Whether it was seen before.", default=False)
