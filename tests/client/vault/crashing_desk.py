"""A program that keeps statements until it is killed, and says which were kept.

Usage: python -m tests.client.vault.crashing_desk <file>, with HOTLINE_CRASH_AT in the environment.
"""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

from tests.client.vault.samples import LIFE, due, kept_statement, new_vault, statement_id

ROUNDS = 50


def main(path: Path) -> None:
    """Each round keeps a statement, its due row and a counter in one transaction."""
    with new_vault(path) as vault:
        os.write(1, b"open\n")
        for number in range(1, ROUNDS + 1):
            with vault.transaction():
                vault.record.keep_statement(statement_id(number), kept_statement(number, b"x" * 9000))
                vault.profile.keep_life(replace(LIFE, counter=number))
                vault.outbox.keep_due(due(number))
            os.write(1, b"%d\n" % number)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
