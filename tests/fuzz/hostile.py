"""What a stranger makes of valid bytes: bits and pieces changed, or a value changed within JSON or CBOR.

Changed bytes alone are mostly refused by the first check; a changed value gets to the ones behind it.
"""

from __future__ import annotations

import json
import random
from typing import Any

import cbor2

VALUES: list[Any] = [
    None, True, False, 0, 1, -1, 2**31, 2**53 - 1, 2**53, 2**63, 2**64, -(2**63), 10**30, 1.5, 1e308, "", "a",
    "all", "\0", "\ud7ff", "\U0010ffff", "e\u0301", "\u202e", "0" * 64, "f" * 64, "A" * 70_000, "+",
    "2026-11-23T14:08:32.123Z", "9999-12-31T23:59:59.999Z", "0001-01-01T00:00:00.000Z", "10m", "99999999d",
    [], {}, [[]], [None], {"": None}, {"v": 1}, [0] * 300,
]  # fmt: skip
OCTETS = [b"", b"\0", bytes(32), b"\xff" * 32, bytes(64), bytes(1216), bytes(20_000)]
TEXTS = [
    b"\0",
    b"\xff",
    b'"',
    b"[" * 200,
    b"{" * 200,
    b"\x9b" + b"\xff" * 8,
    b": ",
    b"\n",
    b"&a *a",
    b"!!python",
    b"-" * 99,
]


def mutate(raw: bytes, form: str, dice: random.Random) -> bytes:
    """Other bytes out of these; `form` is json, cbor, or another word where only bytes can be changed."""
    if form == "json" and dice.random() < 0.7:
        return json.dumps(_changed(json.loads(raw), dice, []), ensure_ascii=dice.random() < 0.5).encode(
            errors="surrogatepass"
        )
    if form == "cbor" and dice.random() < 0.7:
        return cbor2.dumps(_changed(cbor2.loads(raw), dice, OCTETS))
    for _ in range(dice.randint(1, 3)):
        raw = _spoilt(raw, dice)
    return raw


def _spoilt(raw: bytes, dice: random.Random) -> bytes:
    at = dice.randint(0, len(raw))
    to = min(len(raw), at + dice.choice((1, 2, 8, 64)))
    match dice.randrange(6):
        case 0:
            return raw[:at] + bytes([dice.randrange(256)]) + raw[at + 1 :]
        case 1:
            return raw[:at]
        case 2:
            return raw[:at] + raw[to:]
        case 3:
            return raw[:to] + raw[at:]
        case 4:
            return raw[:at] + dice.choice(TEXTS) + raw[at:]
        case _:
            return raw[:at] + bytes(dice.randrange(256) for _ in range(dice.randint(1, 8))) + raw[to:]


def _changed(value: Any, dice: random.Random, more: list[bytes]) -> Any:
    """The value with one place in it changed; every place is as likely on its level."""
    if isinstance(value, dict) and value and dice.random() < 0.85:
        key = dice.choice(list(value))
        match dice.randrange(8):
            case 0:
                return {name: each for name, each in value.items() if name != key}
            case 1:
                return value | {str(dice.choice(VALUES)): dice.choice(VALUES)}
            case _:
                return value | {key: _changed(value[key], dice, more)}
    if isinstance(value, list | tuple) and value and dice.random() < 0.85:
        at = dice.randrange(len(value))
        rest = list(value)
        match dice.randrange(8):
            case 0:
                return rest[:at] + rest[at + 1 :]
            case 1:
                return [*rest[:at], rest[at], *rest[at:]]
            case 2:
                return [*rest, dice.choice(VALUES)]
            case _:
                return [*rest[:at], _changed(rest[at], dice, more), *rest[at + 1 :]]
    return _instead(value, dice, more)


def _instead(value: Any, dice: random.Random, more: list[bytes]) -> Any:
    """Another value; often one of the same type."""
    if isinstance(value, int) and dice.random() < 0.5:
        return value + dice.choice((-1, 1, 2**16, 2**40))
    if isinstance(value, str | bytes) and value and dice.random() < 0.5:
        at = dice.randrange(len(value))
        return value[:at] if dice.random() < 0.5 else value[at:] * 2
    return dice.choice([*VALUES, *more])
