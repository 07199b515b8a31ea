"""The program `hotline-relay`."""

from __future__ import annotations

import ctypes
import resource
import sys
from contextlib import suppress

from server.cli.app import relay
from server.cli.errors import run

PR_SET_DUMPABLE = 4  # Source: prctl(2)


def main() -> None:
    """Run the command that was typed."""
    _leave_no_core_dump()
    sys.exit(run(relay, sys.argv[1:]))


def _leave_no_core_dump() -> None:
    """The memory holds keys: it goes to no file, and no other program of this user may read it."""
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":  # the limit alone does not hold where dumps go to a program
        ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)


if __name__ == "__main__":
    main()
