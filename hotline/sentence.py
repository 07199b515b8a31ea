"""An English sentence of ours that still knows its pattern and what was put into it.

It is text like any other: where English is read, nothing else is to be known. To say it in another language
takes the pattern, which is the key of that language's tables, and the values. Not here: any language.

Some values are words of ours as well, and are known by the name they stand at: `kind` is a kind's name,
`functions` are words with commas between, `what`, `advice`, `why` and `where` are sentences or pieces of
them; `client/text/telling.py` has all of these names.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


class Sentence(str):
    """The text; `pattern` has {names} where `values` stand."""

    __slots__ = ("pattern", "values")

    pattern: str
    values: Mapping[str, str]

    def __new__(cls, text: str, pattern: str, values: Mapping[str, str]) -> Sentence:
        made = super().__new__(cls, text)
        made.pattern, made.values = pattern, values
        return made


def sentence(pattern: str, **values: object) -> Sentence:
    """The pattern with these values in it."""
    texts = {name: each if isinstance(each, str) else str(each) for name, each in values.items()}
    return Sentence(pattern.format(**texts) if texts else pattern, pattern, texts)


def with_advice(what: str, advice: str) -> str:
    """What happened, and what to do next where there is something to do."""
    return sentence("{what} {advice}", what=what, advice=advice) if advice else what


# Where only plain values go: through a socket, into a vault


def to_value(text: str) -> Any:
    """As JSON has it: text, or for a sentence its text, pattern and values."""
    if not isinstance(text, Sentence):
        return text
    return [str(text), text.pattern, {name: to_value(each) for name, each in text.values.items()}]


def from_value(value: Any) -> str:
    """What `to_value` gave. Raises ValueError for anything else."""
    match value:
        case str():
            return value
        case [str() as text, str() as pattern, dict() as values] if all(
            isinstance(each, str) for each in values
        ):
            return Sentence(text, pattern, {name: from_value(each) for name, each in values.items()})
    raise ValueError("no sentence")


def write_sentence(text: str) -> str:
    """In one line, for a column of text."""
    return json.dumps(to_value(text), ensure_ascii=False)


def read_sentence(line: str) -> str:
    """What was written so; any other line is the text itself."""
    try:
        found = from_value(json.loads(line))
        write_sentence(found).encode()  # JSON can name half a character, and no text may hold one
    except (ValueError, RecursionError):
        return line
    return found
