"""Content as lines of plain text that read well aloud: made from the fields unless a kind says it better.

Not here: making others' text harmless. Who shows these lines cleans them (`client.text.clean`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from hotline.codec import Document
from hotline.ids import PartyId
from hotline.kinds.entries import Entry, Input, entries_of
from hotline.kinds.fields import date_time_group

Names = Mapping[PartyId, str]
"""The parties' codes, for those who know them."""

Words = Callable[[str], str]
"""Our own words in the reader's language: titles, units, coded values; never what people wrote."""

EXERCISE_LINE = "EXERCISE EXERCISE EXERCISE"
_HEX_SHOWN = 8


def as_it_is(word: str) -> str:
    """The words of the protocol, which are English."""
    return word


def lines_of(content: Document, names: Names, words: Words = as_it_is) -> list[str]:
    """`Title: value`, a line a field; what was left out is left out."""
    return [line for entry in entries_of(type(content)) for line in _lines(entry, content, names, words)]


def _lines(entry: Entry, content: Document, names: Names, words: Words) -> Iterator[str]:
    value = getattr(content, entry.name)
    if value is None or value == () or entry.input in {Input.HEX, Input.INCARNATION, Input.DOCUMENT}:
        return
    title, colon = words(entry.title), words(": ")
    if entry.many and entry.input is Input.PARTY:
        yield f"{title}{colon}{', '.join(_said(entry, each, names, words) for each in value)}"
    elif entry.many:
        for place, each in enumerate(value, 1):
            yield f"{title} {place}{colon}{_said(entry, each, names, words)}"
    else:
        yield f"{title}{colon}{_said(entry, value, names, words)}"


def _said(entry: Entry, value: Any, names: Names, words: Words) -> str:
    match value:
        case Document():
            return "; ".join(line for each in entry.fields for line in _lines(each, value, names, words))
        case datetime():
            return date_time_group(value)
        case bool():
            return words("yes") if value else words("no")
        case bytes() if entry.input is Input.PARTY:
            return names.get(PartyId(value), value.hex()[:_HEX_SHOWN])
        case bytes():
            return value.hex()[:_HEX_SHOWN]
        case dict():
            coded = bool(entry.words)
            return ", ".join(f"{key} {words(each) if coded else each}" for key, each in value.items())
    meaning = dict(entry.words).get(str(value), "")
    shown = words(str(value)) if entry.input is Input.CHOICE else str(value)
    unit = f" {words(entry.unit)}" if entry.unit else ""
    return f"{shown}{unit}, {words(meaning)}" if meaning else f"{shown}{unit}"


def plain_text(lines: list[str], exercise: bool) -> list[str]:
    """The lines as they are shown and read aloud; an exercise says so first and last."""
    return [EXERCISE_LINE, *lines, EXERCISE_LINE] if exercise else lines
