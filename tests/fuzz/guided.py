"""The parsers' table under atheris: `python -m tests.fuzz.guided SECONDS`, as `make soak` runs it.

What covered something new is kept and changed further, as values of its form or as bytes. It ends with 0 when
time is up, and else with the input that broke a promise, in the folder it was started in.
"""

from __future__ import annotations

import random
import sys
import tempfile
from pathlib import Path

import atheris
import cbor2

with atheris.instrument_imports(include=["hotline", "client", "server"]):
    from tests.fuzz.documents import DOCUMENTS
    from tests.fuzz.files import FILES
from tests.fuzz.hostile import mutate

TABLE = DOCUMENTS + FILES
MOST_BYTES = 100_000
WITHIN = 20  # seconds for one input: more is a bug as well


def try_one(data: bytes) -> None:
    """The first byte says which parser, the rest is what it gets."""
    if data:
        TABLE[data[0] % len(TABLE)].check(data[1:])


def change(data: bytes, most: int, seed: int) -> bytes:
    """As a stranger would, who knows the form; or as atheris does."""
    dice = random.Random(seed)
    if not data or dice.random() < 0.3:
        return bytes(atheris.Mutate(data, most))
    try:
        return (data[:1] + mutate(data[1:], TABLE[data[0] % len(TABLE)].form, dice))[:most]
    except (
        ValueError,
        TypeError,
        KeyError,
        ArithmeticError,
        RecursionError,
        cbor2.CBORError,
    ):  # it is of that form no more
        return bytes(atheris.Mutate(data, most))


def main() -> None:
    seconds = int(sys.argv[1])
    with tempfile.TemporaryDirectory() as corpus:
        for number, parser in enumerate(TABLE):
            (Path(corpus) / f"{number}").write_bytes(bytes([number]) + parser.sample())
        limits = [
            f"-max_total_time={seconds}",
            f"-max_len={MOST_BYTES}",
            f"-timeout={WITHIN}",
            "-rss_limit_mb=2048",
        ]
        atheris.Setup([sys.argv[0], *limits, corpus], try_one, custom_mutator=change)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
