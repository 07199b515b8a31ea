"""What is left on the terminal when something broke that should not: a sentence.

The library would print each function's values there, and with them what was said and typed.
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Iterator, Mapping

from textual.worker import WorkerFailed

from client.text.tongue import say


def last_words(
    error: BaseException | None, kept: bool = True, environment: Mapping[str, str] = os.environ
) -> str:
    """With HOTLINE_DEBUG=1 also where; never an error's own words, which may quote what was read.

    `kept`: there is a vault that outlives this; else it was an exercise that ends with it.
    """
    kind = type(_first(error)).__name__ if error is not None else ""
    said = f"{_ended(kind, kept)} {say('HOTLINE_DEBUG=1 shows where.')}"
    if error is None or environment.get("HOTLINE_DEBUG") != "1":
        return said
    return "\n".join([said, *_frames(error)])


def _ended(kind: str, kept: bool) -> str:
    if kept:
        return say(
            "Something broke that should not ({kind}). What you said is kept: start again and go on.",
            kind=kind,
        )
    return say("Something broke that should not ({kind}), and this exercise ends with it.", kind=kind)


def _first(error: BaseException) -> BaseException:
    """What began it."""
    behind = _behind(error)
    return error if behind is None else _first(behind)


def _behind(error: BaseException) -> BaseException | None:
    """The library wraps what went wrong in an errand."""
    return error.error if isinstance(error, WorkerFailed) else error.__cause__ or error.__context__


def _frames(error: BaseException) -> Iterator[str]:
    behind = _behind(error)
    if behind is not None:
        yield from _frames(behind)
    yield "".join(traceback.format_tb(error.__traceback__))
    yield type(error).__name__
