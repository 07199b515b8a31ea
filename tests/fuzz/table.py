"""What a parser of strangers' bytes promises: one row each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hotline.errors import Rejected


@dataclass(frozen=True)
class Parser:
    """`read` takes bytes and gives a value, or raises one of `refusals` with a sentence; nothing else.

    `sample` is valid, and made when it is asked for. With `write`, what was read is written so that it reads
    the same again. `home` is the module that it shows.
    """

    name: str
    home: str
    read: Callable[[bytes], Any]
    sample: Callable[[], bytes]
    form: str = ""
    write: Callable[[Any], bytes] | None = None
    refusals: tuple[type[Exception], ...] = (Rejected,)

    def try_read(self, raw: bytes) -> tuple[Any] | None:
        """What it read; None when it refused. Every other exception is a bug, and passes."""
        try:
            return (self.read(raw),)
        except self.refusals as refusal:
            assert str(refusal), "a refusal is a sentence"
            return None

    def check(self, raw: bytes) -> None:
        """It reads or refuses; and what it read, it reads again from what it writes."""
        found = self.try_read(raw)
        if found is not None and self.write is not None:
            assert self.read(self.write(found[0])) == found[0]
