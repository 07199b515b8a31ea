"""A program that keeps statements until it is killed, and says which were kept.

Usage: python -m tests.client.vault.crashing_desk <file>, with HOTLINE_CRASH_AT in the environment.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tests.client.vault.samples import keep_one, new_vault
from tests.points.killing import arm

ROUNDS = 50


def main(path: Path) -> None:
    """One after the other."""
    with new_vault(path) as vault:
        os.write(1, b"open\n")
        for number in range(1, ROUNDS + 1):
            keep_one(vault, number)
            os.write(1, b"%d\n" % number)


if __name__ == "__main__":
    arm()
    main(Path(sys.argv[1]))
