"""One life of a story, as a process of its own that may kill itself: tells on stdout what was acknowledged.

Usage: python -m tests.points.life CASE FOLDER, with HOTLINE_CRASH_AT in the environment.
"""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

from tests.points.killing import arm
from tests.points.table import CASES


def out(word: str) -> None:
    """At once: a kill takes nothing of it."""
    os.write(1, f"{word}\n".encode())


def main(case: str, folder: str) -> None:
    """From start to end, or to death."""
    arm()
    asyncio.run(CASES[int(case)].story.act(Path(folder), out))


if __name__ == "__main__":
    main(*sys.argv[1:])
