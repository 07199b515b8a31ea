"""The line family: everyday messages, that one was read, and whether the line works.

Source: DOMAIN 4 "Line" as docs/KINDS.md has it; docs/SPEC.md 10.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from hotline.ids import Entropy
from hotline.kinds.base import NOBODY, Kind, Refers
from hotline.kinds.fields import Hash, Language, Line, Moment, Name, Nonce, Text
from hotline.kinds.plain import Names, Words, as_it_is

TEST_TEXT = (
    "The quick brown fox jumps over the lazy dog 0123456789. "
    "Съешь же ещё этих мягких французских булок, да выпей чаю. "
    "Portez ce vieux whisky au juge blond qui fume. "
    "نص حكيم له سر قاطع وذو شأن عظيم. "
    "我能吞下玻璃而不伤身体。"
)
"""Harmless, and it exercises every script in use."""

_LEVELS = {
    "link": "a machine answers",
    "duty": "a named duty officer answers",
    "directory": "every listed contact answers",
}
Level = Annotated[Literal["link", "duty", "directory"], Field(json_schema_extra={"words": _LEVELS})]
PathState = Literal["up", "degraded", "down"]


class Message(Kind):
    """A message in the officer's own words."""

    NAME: ClassVar[str] = "message"
    TITLE: ClassVar[str] = "Message"
    FAMILY: ClassVar[str] = "line"
    MEANING: ClassVar[str] = "A message in your own words, in your own language."
    SUMMARY_IS_WRITTEN: ClassVar[bool] = True

    subject: Line = Field(title="Subject", description="What it is about, in a few words.", max_length=120)
    text: Text = Field(title="Text", description="What you want to say.", max_length=16_000)
    language: Language = Field(
        title="Language",
        description="The language of the text, as a tag: en, fr, ru, zh-Hans. und: not said.",
        default="und",
    )
    reply_by: Moment | None = Field(
        title="Reply by", description="Until when you ask for a reply. A wish, not a duty.", default=None
    )

    def plain(self, names: Names = NOBODY, words: Words = as_it_is) -> list[str]:
        first, *rest = super().plain(names, words)
        wish = words("Reply by") + words(": ")
        return [first, *self.text.split("\n"), *(line for line in rest if line.startswith(wish))]

    def summary(self) -> str:
        return self.subject


class Acknowledgement(Kind):
    """A named officer has read it."""

    NAME: ClassVar[str] = "acknowledgement"
    TITLE: ClassVar[str] = "Acknowledgement"
    FAMILY: ClassVar[str] = "line"
    MEANING: ClassVar[str] = "Says that a named officer has read a statement. Received. Not a consent."
    REFERS_TO: ClassVar[Refers] = Refers(required=True)

    officer: Name = Field(title="Officer", description="Who has read it.")
    note: Line | None = Field(
        title="Note", description="A few words, if need be.", default=None, max_length=500
    )

    def plain(self, names: Names = NOBODY, words: Words = as_it_is) -> list[str]:
        return [words("Received. Not a consent."), *super().plain(names, words)]

    def summary(self) -> str:
        return f"Received by {self.officer}. Not a consent."


class CommCheck(Kind):
    """Asks whether the line works."""

    NAME: ClassVar[str] = "comm-check"
    TITLE: ClassVar[str] = "Comm check"
    FAMILY: ClassVar[str] = "line"
    MEANING: ClassVar[str] = "Tests the line with harmless text, by day and by night."

    level: Level = Field(title="Level", description="Who is to answer.")
    path: Name = Field(
        title="Path", description="The relay or other path under test, or: all.", default="all"
    )
    nonce: Nonce = Field(title="Nonce", description="16 random bytes, so that no old answer fits.")
    text: Line = Field(
        title="Test text",
        description="Harmless text in every script in use; the answer proves that it came through unchanged.",
        default=TEST_TEXT,
        max_length=2_000,
    )
    state: dict[Name, PathState] | None = Field(
        title="State of paths",
        description="How each path looks from here: up, degraded or down.",
        default=None,
        max_length=16,
    )
    duty_officer: Name | None = Field(title="Duty officer", description="Who is on duty here.", default=None)

    @classmethod
    def made(cls, entropy: Entropy) -> Mapping[str, Any]:
        return {"nonce": entropy(16).hex()}

    def summary(self) -> str:
        return f"Comm check, {self.level}, path {self.path}"


class CommCheckAnswer(Kind):
    """Proves that a comm check came through unchanged."""

    NAME: ClassVar[str] = "comm-check-answer"
    TITLE: ClassVar[str] = "Comm check answer"
    FAMILY: ClassVar[str] = "line"
    BY_DESK: ClassVar[bool] = True
    MEANING: ClassVar[str] = "Answers a comm check with the hash of what was received."
    REFERS_TO: ClassVar[Refers] = Refers(required=True, kinds=frozenset({"comm-check"}))

    nonce: Nonce = Field(title="Nonce", description="The check's.")
    hash: Hash = Field(title="Hash", description="SHA-256 of nonce and text as received.")
    officer: Name | None = Field(title="Officer", description="Who answers; none: a machine.", default=None)

    def proves(self, check: CommCheck) -> bool:
        """Whether the check came through unchanged."""
        return (self.nonce, self.hash) == (check.nonce, comm_check_hash(check))

    def plain(self, names: Names = NOBODY, words: Words = as_it_is) -> list[str]:
        return [words("The check was received."), *super().plain(names, words)]

    def summary(self) -> str:
        return f"Comm check answered by {self.officer or 'a machine'}"


def comm_check_hash(check: CommCheck) -> bytes:
    """SHA-256 of the nonce and the UTF-8 text: what an answer shows."""
    return hashlib.sha256(check.nonce + check.text.encode()).digest()


FAMILY = (Message, Acknowledgement, CommCheck, CommCheckAnswer)
