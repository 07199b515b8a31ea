"""What is left on the terminal when something broke that should not: a sentence.

The library would print each function's values there, and with them what was said and typed.
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Iterator, Mapping

from client.text.tongue import say


def last_words(error: BaseException | None, environment: Mapping[str, str] = os.environ) -> str:
    """With HOTLINE_DEBUG=1 also where; never an error's own words, which may quote what was read."""
    kind = type(error).__name__ if error is not None else ""
    said = say(
        "Something broke that should not ({kind}). What you said is kept. HOTLINE_DEBUG=1 shows where.",
        kind=kind,
    )
    if error is None or environment.get("HOTLINE_DEBUG") != "1":
        return said
    return "\n".join([said, *_frames(error)])


def _frames(error: BaseException) -> Iterator[str]:
    cause = error.__cause__ or error.__context__
    if cause is not None:
        yield from _frames(cause)
    yield "".join(traceback.format_tb(error.__traceback__))
    yield type(error).__name__
