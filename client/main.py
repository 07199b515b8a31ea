"""The program `hotline`."""

from __future__ import annotations

import sys

from client.cli.app import hotline
from client.cli.errors import run


def main() -> None:
    """Run the command that was typed."""
    sys.exit(run(hotline, sys.argv[1:]))


if __name__ == "__main__":
    main()
