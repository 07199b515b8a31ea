"""The risk family: a question to several parties, their sealed estimates, and the close that opens them.

Not here: when a close may come and what is pooled (docs/SPEC.md 11), which need the record.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from hotline import limits
from hotline.codec import Document
from hotline.kinds.base import NOBODY, Kind, Refers
from hotline.kinds.fields import (
    INFORMATION_WORDS,
    SOURCE_WORDS,
    Confidence,
    Impact,
    Line,
    Moment,
    Party,
    Percent,
    StatementRef,
    Text,
)
from hotline.kinds.plain import Names, Words, as_it_is
from hotline.kinds.scales import Scale, risk_level

QUESTION = "risk-question"
SourceGrade = Annotated[
    Literal["A", "B", "C", "D", "E", "F"], Field(json_schema_extra={"words": SOURCE_WORDS})
]
InformationGrade = Annotated[
    int, Field(ge=1, le=6, json_schema_extra={"input": "number", "words": INFORMATION_WORDS})
]


class RiskQuestion(Kind):
    """Asks parties how likely an event is; nobody sees an estimate before all have filed."""

    NAME: ClassVar[str] = QUESTION
    TITLE: ClassVar[str] = "Risk question"
    FAMILY: ClassVar[str] = "risk"
    MEANING: ClassVar[str] = "Asks several parties how likely an event is; all estimates open together."
    SUMMARY_IS_WRITTEN: ClassVar[bool] = True
    REFERS_TO: ClassVar[Refers] = Refers(kinds=frozenset({QUESTION}))

    title: Line = Field(title="Title", description="The risk in a few words.", max_length=120)
    event: Text = Field(title="Event", description="What would be seen if it happened.", max_length=2_000)
    resolve_by: Moment = Field(title="Resolve by", description="The date by which it happens or does not.")
    resolution: Text = Field(
        title="Resolution", description="How people will tell whether it happened.", max_length=2_000
    )
    scale: Scale | None = Field(
        title="Scale", description="The words for likelihoods. Empty: the agreement's.", default=None
    )
    asked: tuple[Party, ...] = Field(
        title="Asked",
        description="The parties that are to estimate.",
        min_length=1,
        max_length=limits.PARTIES,
    )
    deadline: Moment = Field(title="Deadline", description="Until when estimates are waited for.")
    round: int = Field(
        title="Round", description="2 after a discussion; then refer to the first.", default=1, ge=1, le=9
    )

    @model_validator(mode="after")
    def _consistent(self) -> RiskQuestion:
        if len(set(self.asked)) != len(self.asked):
            raise ValueError("asked names a party twice")
        if self.deadline > self.resolve_by:
            raise ValueError("the deadline for estimates must not be after resolve_by")
        return self

    def summary(self) -> str:
        return self.title


class Source(Document):
    """What an estimate rests on, rated by who received it."""

    text: Line = Field(title="What", description="The source, in words.", max_length=500)
    source: SourceGrade | None = Field(
        title="Source grade", description="How reliable the source is (Admiralty).", default=None
    )
    information: InformationGrade | None = Field(
        title="Information grade", description="How credible the information is (Admiralty).", default=None
    )


class RiskEstimate(Kind):
    """A party's estimate, held until all who were asked have filed or the deadline has passed."""

    NAME: ClassVar[str] = "risk-estimate"
    TITLE: ClassVar[str] = "Risk estimate"
    FAMILY: ClassVar[str] = "risk"
    MEANING: ClassVar[str] = "Your estimate of a risk question; held back until all have filed."
    MAY_BE_HELD: ClassVar[bool] = True
    REFERS_TO: ClassVar[Refers] = Refers(required=True, kinds=frozenset({QUESTION}))

    low: Percent = Field(title="Lowest", description="The lowest likelihood that you find plausible.")
    high: Percent = Field(title="Highest", description="The highest likelihood that you find plausible.")
    best: Percent = Field(title="Best", description="Your best estimate, between the two.")
    interval_confidence: int = Field(
        title="Sure of the range",
        description="How sure you are that lowest to highest holds the truth.",
        ge=50,
        le=100,
        json_schema_extra={"input": "number", "unit": "percent"},
    )
    impact: Impact = Field(title="Impact", description="How grave it would be.")
    confidence: Confidence = Field(
        title="Confidence", description="How firm the ground is that you stand on."
    )
    confidence_reason: Text = Field(title="Reason for the confidence", description="Why.", max_length=1_000)
    basis: Text = Field(title="Basis", description="What the estimate rests on.", max_length=4_000)
    sources: tuple[Source, ...] = Field(
        title="Source", description="Where it comes from, rated by you.", default=(), max_length=20
    )
    indicators: tuple[Annotated[Line, Field(max_length=500)], ...] = Field(
        title="Indicator", description="What would change your estimate.", default=(), max_length=20
    )

    @model_validator(mode="after")
    def _ordered(self) -> RiskEstimate:
        if not self.low <= self.best <= self.high:
            raise ValueError("best must lie between low and high")
        return self

    def plain(self, names: Names = NOBODY, words: Words = as_it_is) -> list[str]:
        level = risk_level(self.best, self.impact)
        return [*super().plain(names, words), words("Risk in the matrix") + words(": ") + words(level)]

    def summary(self) -> str:
        return f"Best {self.best} percent ({self.low} to {self.high}), impact {self.impact}"


class RiskClose(Kind):
    """The filer's desk has seen enough filings, or the deadline: from here on its estimate is open."""

    NAME: ClassVar[str] = "risk-close"
    TITLE: ClassVar[str] = "Risk close"
    FAMILY: ClassVar[str] = "risk"
    BY_DESK: ClassVar[bool] = True
    MEANING: ClassVar[str] = (
        "Said by a filer's desk when all have filed or the time is over; opens its estimate."
    )
    REFERS_TO: ClassVar[Refers] = Refers(required=True, kinds=frozenset({QUESTION}))

    filing: StatementRef = Field(title="Filing", description="The own estimate that this opens.")


FAMILY = (RiskQuestion, RiskEstimate, RiskClose)
