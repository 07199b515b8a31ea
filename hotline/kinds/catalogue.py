"""Everything that can be said, and reading it. A family is one line here; a kind is a class in its family.

Source: docs/SPEC.md 5 and 9.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from hotline import limits
from hotline.agreement.text import FREE_KINDS
from hotline.codec import Document, as_document
from hotline.errors import Refused
from hotline.ids import Precedence
from hotline.kinds import line, record, risk
from hotline.kinds.base import Kind
from hotline.kinds.entries import Entry, entries_of
from hotline.sentence import sentence

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
    words, characters = urgent_length(prose_of(said))
    if words > limits.URGENT_WORDS or characters > limits.URGENT_CHARACTERS:
        what = sentence(
            "{precedence} text is at most {most} words; this is {n}.",
            precedence=precedence.name,
            most=limits.URGENT_WORDS,
            n=words,
        )
        advice = "Say the urgent part now, and the rest as a second statement."
        raise Refused("too-many-words", what, "0", advice)


def urgent_length(prose: Iterable[str]) -> tuple[int, int]:
    """Words and characters of free text, as they are counted for urgent statements."""
    text = " ".join(prose).translate(_BREAKS)
    return sum(1 for each in text.split(" ") if each), len(text)


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
