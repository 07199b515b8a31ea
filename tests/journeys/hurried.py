"""Runs one of our programs with pings that come sooner: `python -m tests.journeys.hurried SECONDS MODULE …`.

The program is the real one; only the pings and the silence that ends a session are other numbers before
anything reads them. So a test need not wait for half a minute.
"""

from __future__ import annotations

import runpy
import sys
from datetime import timedelta

from hotline import limits


def main() -> None:
    seconds, module = sys.argv[1:3]
    limits.PING_EVERY = timedelta(seconds=float(seconds))
    limits.SILENCE = 2 * limits.PING_EVERY
    del sys.argv[1:3]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
