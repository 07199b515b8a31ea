"""How a command ends. A sentence goes to stderr, with the clause where one forbids it.

0   done; for `say`: a relay took it
1   refused by a rule, a root or a signature
2   not understood: bad usage or bad input
3   nobody reachable: what was said is kept and queued
4   the vault is locked, damaged, held by another, or cannot be written
70  something broke that should not
130 interrupted
"""

from __future__ import annotations

import logging
import os
import sys
import traceback
from collections.abc import Iterator, Sequence

import click

from client.cli.output import tell
from hotline.errors import (
    HotlineError,
    Malformed,
    Misuse,
    Refused,
    StoreFailed,
    Unavailable,
    Unreachable,
    VaultUnavailable,
)

DONE, REFUSED, BAD_INPUT, UNREACHABLE, VAULT, BROKEN, INTERRUPTED = 0, 1, 2, 3, 4, 70, 130

CODES: Sequence[tuple[type[HotlineError], int]] = (
    (Malformed, BAD_INPUT),
    (Misuse, BAD_INPUT),
    (StoreFailed, VAULT),
    (VaultUnavailable, VAULT),
    (Unreachable, UNREACHABLE),
    (Unavailable, VAULT),
)
"""The first that fits; every other error of ours is a refusal."""


def run(command: click.Command, arguments: Sequence[str]) -> int:
    """Run what was typed; gives its exit code."""
    logging.getLogger().handlers = [_Quiet(logging.WARNING)]
    try:
        ended = command.main(list(arguments), prog_name="hotline", standalone_mode=False)
    except HotlineError as error:
        tell(sentence(error))
        _debug(error)
        return exit_code(error)
    except click.ClickException as error:
        error.show(sys.stderr)
        return BAD_INPUT
    except (click.exceptions.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except SystemExit:  # click's answer when who read our output has gone: no fault of anyone
        return DONE
    except Exception as error:  # noqa: BLE001  the last door: a person gets a sentence, not a traceback
        tell(f"Something broke that should not ({type(error).__name__}). HOTLINE_DEBUG=1 shows where.")
        _debug(error)
        return BROKEN
    return ended if isinstance(ended, int) else DONE


def exit_code(error: HotlineError) -> int:
    return next((code for kind, code in CODES if isinstance(error, kind)), REFUSED)


def sentence(error: HotlineError) -> str:
    """What happened, by which clause, and what to do next."""
    clause = error.clause if isinstance(error, Refused) else ""
    return f"Refused, clause {clause}: {error}" if clause else str(error)


class _Quiet(logging.Handler):
    """What libraries and the engine log is for who looks for a fault; people are told by happenings."""

    def emit(self, record: logging.LogRecord) -> None:
        if _wants_debug():
            tell(f"{record.name}: {record.getMessage()}")
        if record.exc_info and record.exc_info[1] is not None:
            _debug(record.exc_info[1])


def _wants_debug() -> bool:
    return os.environ.get("HOTLINE_DEBUG") == "1"


def _debug(error: BaseException) -> None:
    """Where it happened, if asked for. No error's own words: they may quote what was read."""
    if _wants_debug():
        for line in "".join(_frames(error)).splitlines():
            tell(line)


def _frames(error: BaseException) -> Iterator[str]:
    cause = error.__cause__ or error.__context__
    if cause is not None:
        yield from _frames(cause)
    yield from traceback.format_tb(error.__traceback__)
    yield f"{type(error).__name__}\n"
