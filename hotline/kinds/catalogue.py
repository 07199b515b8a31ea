"""Everything that can be said, and reading it. A family is one line here; a kind is a class in its family.

Source: docs/SPEC.md 5 and 9.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from hotline import limits
from hotline.agreement.text import FREE_KINDS
from hotline.codec import Document, as_document
from hotline.errors import Refused
from hotline.ids import Precedence
from hotline.kinds import line, record, risk
from hotline.kinds.base import Kind
from hotline.kinds.entries import Entry, entries_of
from hotline.sentence import Sentence, sentence

CATALOGUE_VERSION = 1

FAMILIES: tuple[tuple[type[Kind], ...], ...] = (
    line.FAMILY,
    risk.FAMILY,
    record.FAMILY,
)

KINDS: Mapping[str, type[Kind]] = MappingProxyType(
    {each.NAME: each for family in FAMILIES for each in family}
)
"""Every kind by its name, in the families' order."""

AGREEABLE = tuple(each.NAME for each in KINDS.values() if not each.RECORD and each.NAME not in FREE_KINDS)
"""The kinds that an agreement has clauses for."""

_BREAKS = str.maketrans(dict.fromkeys("\t\n\r\u00a0\u3000", " "))


def kind_named(name: str) -> type[Kind]:
    """Raises Refused."""
    kind = KINDS.get(name)
    if kind is None:
        raise Refused(
            "unknown-kind",
            sentence("There is no kind {name}.", name=name),
            "0",
            sentence("There are: {kinds}.", kinds=", ".join(KINDS)),
        )
    return kind


def read_content(name: str, content: Mapping[str, Any], precedence: Precedence) -> Kind:
    """The content of a statement. Raises Malformed, naming the field; Refused for rules of precedence."""
    kind = kind_named(name)
    said = as_document(dict(content), kind, name)
    check_precedence(said, precedence)
    return said


def check_precedence(said: Kind, precedence: Precedence) -> None:
    """Raises Refused when the kind is more urgent than that, or urgent text is too long."""
    if precedence < said.LEAST_PRECEDENCE:
        least = said.LEAST_PRECEDENCE.name
        raise Refused("too-low", sentence("A {kind} is at least {least}.", kind=said.NAME, least=least), "0")
    if not precedence.urgent:
        return
    length = urgent_length(prose_of(said))
    if length.too_long:
        advice = "Say the urgent part now, and the rest as a second statement."
        raise Refused("too-many-words", _too_long(precedence, length), "0", advice)


def _too_long(precedence: Precedence, length: UrgentLength) -> Sentence:
    if length.by_characters:
        text = "{precedence} text is at most {most} characters; this is {n}."
        return sentence(text, precedence=precedence.name, most=limits.URGENT_CHARACTERS, n=length.characters)
    text = "{precedence} text is at most {most} words; this is {n}."
    return sentence(text, precedence=precedence.name, most=limits.URGENT_WORDS, n=length.words)


class UrgentLength(NamedTuple):
    """Of free text, as it is counted for urgent statements."""

    words: int
    characters: int

    @property
    def too_long(self) -> bool:
        """For FLASH and IMMEDIATE."""
        return self.words > limits.URGENT_WORDS or self.characters > limits.URGENT_CHARACTERS

    @property
    def by_characters(self) -> bool:
        """Whether its characters, and not its words, come to their limit first.

        Some languages set no blanks between words. Of a short text the words are counted, as most people do.
        """
        of_characters, of_words = self.characters / limits.URGENT_CHARACTERS, self.words / limits.URGENT_WORDS
        return of_characters > max(of_words, 0.5)


def urgent_length(prose: Iterable[str]) -> UrgentLength:
    text = " ".join(prose).translate(_BREAKS)
    return UrgentLength(sum(1 for each in text.split(" ") if each), len(text))


def prose_of(content: Document) -> Iterable[str]:
    """All free text in it, in the fields' order."""
    return (
        text for entry in entries_of(type(content)) for text in _prose(entry, getattr(content, entry.name))
    )


def _prose(entry: Entry, value: Any) -> Iterable[str]:
    values = value if entry.many else (value,)
    for each in values:
        if isinstance(each, Document):
            yield from prose_of(each)
        elif entry.prose and isinstance(each, str):
            yield each
