"""The program `hotline`."""

from __future__ import annotations

import io
import sys

from client.cli.app import hotline
from client.cli.errors import run
from client.undumped import leave_no_core_dump


def main() -> None:
    """Run the command that was typed."""
    leave_no_core_dump()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal may lack a character
    sys.exit(run(hotline, sys.argv[1:]))


if __name__ == "__main__":
    main()
