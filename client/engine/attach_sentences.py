"""Sentences on their way through the attach socket: as text in the answer, and beside it how they were made.

Not here: what they are in another language.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hotline.errors import Malformed
from hotline.sentence import Sentence, from_value, to_value

Step = str | int
Way = tuple[Step, ...]


def sentences_in(value: object, way: Way = ()) -> Iterator[list[Any]]:
    """Where in the answer each of them stands, and what it was made of."""
    if isinstance(value, Sentence):
        yield [list(way), to_value(value)]
    elif isinstance(value, dict):
        for name, each in value.items():
            yield from sentences_in(each, (*way, name))
    elif isinstance(value, list | tuple):
        for place, each in enumerate(value):
            yield from sentences_in(each, (*way, place))


def put_back(answer: Any, sentences: list[list[Any]]) -> None:
    """Makes them sentences again. Raises Malformed where the answer has no such text."""
    for each in sentences:
        try:
            way, made = each
            place, last = _within(answer, way[:-1]), way[-1]
            said = from_value(made)
            if place[last] != said:
                raise ValueError("another text")
            place[last] = said
        except (ValueError, LookupError, TypeError) as error:
            raise Malformed("answer, sentences", "name a text that is not there") from error


def _within(value: Any, way: list[Step]) -> Any:
    for step in way:
        value = value[step]
    return value
