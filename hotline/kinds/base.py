"""What every kind has: a name, fields, what it may refer to, how urgent it is, and how it reads.

A kind is one class in its family's file. Its fields say everything else: forms, templates, schema and the
reference page are made from them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, ClassVar

from hotline.codec import Document
from hotline.ids import Entropy, Precedence
from hotline.kinds.plain import Names, Words, as_it_is, lines_of

NOBODY: Names = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Refers:
    """What a kind refers to. `kinds` None: a statement of any kind."""

    required: bool = False
    kinds: frozenset[str] | None = None


class Kind(Document):
    """The content of a statement. `MEANING` is one sentence for the form, the template and the page."""

    NAME: ClassVar[str]
    TITLE: ClassVar[str]
    FAMILY: ClassVar[str]
    MEANING: ClassVar[str]
    RECORD: ClassVar[bool] = False
    BY_DESK: ClassVar[bool] = False  # said by desks by themselves, although it has a clause
    MAY_BE_HELD: ClassVar[bool] = False
    SUMMARY_IS_WRITTEN: ClassVar[bool] = False  # its one line is what a person wrote
    REFERS_TO: ClassVar[Refers] = Refers()
    LEAST_PRECEDENCE: ClassVar[Precedence] = Precedence.ROUTINE
    DEFAULT_PRECEDENCE: ClassVar[Precedence] = Precedence.ROUTINE

    @classmethod
    def made(cls, _entropy: Entropy) -> Mapping[str, Any]:
        """The fields that the desk fills in for a new statement of this kind."""
        return {}

    def content(self) -> dict[str, Any]:
        """As it stands in a body."""
        return self.model_dump(mode="json")

    def plain(self, names: Names = NOBODY, words: Words = as_it_is) -> list[str]:
        """Lines of plain text, to be shown and read aloud. `words`: our own ones in the reader's language."""
        return lines_of(self, names, words)

    def summary(self) -> str:
        """One line for a list."""
        return self.TITLE
