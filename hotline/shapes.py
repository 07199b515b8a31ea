"""CBOR as the protocol has it: written in one way only, and read by the shape that is expected.

A shape is a function: it gives the checked value, or raises Malformed with where in the whole it stands. Not
here: documents (`codec`), and what any message looks like.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from itertools import repeat
from operator import call
from typing import Any, NoReturn

import cbor2

from hotline.codec import INTEGER_MAX, from_milliseconds
from hotline.errors import Malformed

CBOR_DEPTH = 16

Shape = Callable[[object, str], Any]
"""Checks one decoded value and gives it back, typed; raises Malformed with the name it was given."""


def write_cbor(value: object) -> bytes:
    return cbor2.dumps(value)


def read_cbor(raw: bytes, what: str, most_bytes: int) -> object:
    """One CBOR value within the protocol's limits. Raises Malformed."""
    if len(raw) > most_bytes:
        raise Malformed(what, f"is {len(raw)} bytes, at most {most_bytes} are read")
    stream = io.BytesIO(raw)
    try:
        value: object = cbor2.load(
            stream,
            max_depth=CBOR_DEPTH,
            allow_indefinite=False,
            allow_duplicate_keys=False,
            strict_hashable_types=True,
            tag_hook=_no_tag,
            semantic_decoders=_NO_TAGS,
        )
    except (cbor2.CBORError, ValueError, OverflowError, RecursionError) as error:
        raise Malformed(what, "is not CBOR as the protocol has it") from error
    if stream.tell() != len(raw):
        raise Malformed(what, f"has {len(raw) - stream.tell()} bytes too many at its end")
    return value


class _NoTags(dict[int, Callable[..., object]]):
    """Every tag number has a decoder, and it refuses: dates, bignums and sharing have no place here."""

    def get(self, _number: int, _default: object = None) -> Any:
        return _no_tag

    def __contains__(self, _number: object) -> bool:
        return True

    def __getitem__(self, _number: int) -> Any:
        return _no_tag


def _no_tag(*_: object) -> NoReturn:
    raise ValueError("tags are not used")


_NO_TAGS = _NoTags()


def an_int(least: int = 0, most: int = INTEGER_MAX) -> Shape:
    def check(value: object, where: str) -> int:
        if type(value) is not int or not least <= value <= most:
            raise Malformed(where, f"needs a whole number from {least} to {most}")
        return value

    return check


def some_bytes(most: int, least: int = 0) -> Shape:
    def check(value: object, where: str) -> bytes:
        if type(value) is not bytes or not least <= len(value) <= most:
            size = f"{least}" if least == most else f"{least} to {most}"
            raise Malformed(where, f"needs {size} bytes")
        return value

    return check


def exact_bytes(length: int) -> Shape:
    return some_bytes(length, length)


def some_text(most: int) -> Shape:
    def check(value: object, where: str) -> str:
        if type(value) is not str or len(value) > most:
            raise Malformed(where, f"needs text of at most {most} characters")
        return value

    return check


def a_bool(value: object, where: str) -> bool:
    if type(value) is not bool:
        raise Malformed(where, "needs true or false")
    return value


_MILLISECONDS = an_int(0, 253_402_300_799_999)


def a_moment(value: object, where: str) -> datetime:
    milliseconds: int = _MILLISECONDS(value, where)
    return from_milliseconds(milliseconds)


def one_of(*allowed: object) -> Shape:
    types = {type(each) for each in allowed}
    known = {(type(each), each) for each in allowed}

    def check(value: object, where: str) -> object:
        if type(value) not in types or (type(value), value) not in known:  # True is no 1
            raise Malformed(where, f"needs one of {', '.join(map(str, allowed))}")
        return value

    return check


def optional(shape: Shape) -> Shape:
    return lambda value, where: None if value is None else shape(value, where)


def array_of(shape: Shape, most: int) -> Shape:
    def check(value: object, where: str) -> tuple[Any, ...]:
        if type(value) is not list or len(value) > most:
            raise Malformed(where, f"needs a list of at most {most}")
        return _each(repeat(shape), value, range(len(value)), where)

    return check


def record(fields: Sequence[tuple[str, Shape]]) -> Shape:
    """An array of fixed length whose places have names."""
    names, shapes = [name for name, _ in fields], [shape for _, shape in fields]

    def check(value: object, where: str) -> tuple[Any, ...]:
        if type(value) is not list or len(value) != len(shapes):
            raise Malformed(where, f"needs a list of {len(names)}: {', '.join(names)}")
        return _each(shapes, value, names, where)

    return check


def named(fields: Sequence[tuple[str, Shape]]) -> Shape:
    """A map with exactly these keys; gives their values in this order."""
    names, shapes = [name for name, _ in fields], [shape for _, shape in fields]

    def check(value: object, where: str) -> tuple[Any, ...]:
        if type(value) is not dict or value.keys() != set(names):
            raise Malformed(where, f"needs a map of {', '.join(names)}")
        return _each(shapes, [value[name] for name in names], names, where)

    return check


def _each(
    shapes: Iterable[Shape], parts: Sequence[object], names: Sequence[str | int], where: str
) -> tuple[Any, ...]:
    """Every part by its shape. Where it stands is put together only for one that is refused."""
    checked: list[Any] = []
    try:
        checked.extend(map(call, shapes, parts, repeat("")))  # keeps what it had when one of them raises
    except Malformed as error:
        name = names[len(checked)]
        raise Malformed(f"{where}.{name}{error.where}", error.why, error.advice) from error.__cause__
    return tuple(checked)
