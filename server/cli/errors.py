"""How a command ends: 0 done, 1 refused, 2 not understood, 3 out of reach. A sentence goes to stderr."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from hotline.errors import HotlineError, Malformed, Misuse, Unavailable

REFUSED, BAD_INPUT, OUT_OF_REACH = 1, 2, 3


def run(command: click.Command, arguments: Sequence[str]) -> int:
    """Run the command; gives its exit code."""
    try:
        command.main(list(arguments), prog_name="hotline-relay", standalone_mode=False)
    except HotlineError as error:
        click.echo(str(error), err=True)
        return exit_code(error)
    except click.ClickException as error:
        error.show(sys.stderr)
        return BAD_INPUT
    except click.exceptions.Abort:
        return REFUSED
    return 0


def exit_code(error: HotlineError) -> int:
    if isinstance(error, Unavailable):
        return OUT_OF_REACH
    return BAD_INPUT if isinstance(error, Misuse | Malformed) else REFUSED
