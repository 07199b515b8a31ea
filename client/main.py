"""The program `hotline`."""

from __future__ import annotations

import ctypes
import io
import resource
import sys
from contextlib import suppress

from client.cli.app import hotline
from client.cli.errors import run

PR_SET_DUMPABLE = 4  # Source: prctl(2)


def main() -> None:
    """Run the command that was typed."""
    _leave_no_core_dump()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal may lack a character
    sys.exit(run(hotline, sys.argv[1:]))


def _leave_no_core_dump() -> None:
    """The memory holds keys: it goes to no file, and no other program of this user may read it."""
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":  # the limit alone does not hold where dumps go to a program
        ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)


if __name__ == "__main__":
    main()
