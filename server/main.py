"""The program `hotline-relay`."""

from __future__ import annotations

import sys

from server.cli.app import relay
from server.cli.errors import run


def main() -> None:
    """Run the command that was typed."""
    sys.exit(run(relay, sys.argv[1:]))


if __name__ == "__main__":
    main()
