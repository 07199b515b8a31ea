"""A crash point kills the process at the n-th passing, and does nothing otherwise."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

PROGRAM = """
from client.points import point
for number in range(4):
    point("other")
    print(number, flush=True)
    point("here")
"""


def run(**environment: str) -> tuple[int, list[str]]:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout.split()


@pytest.mark.parametrize(("where", "said"), [("here", ["0"]), ("here:3", ["0", "1", "2"])])
def test_the_process_dies_at_the_named_passing(where: str, said: list[str]) -> None:
    """The first when no number is given."""
    assert run(HOTLINE_CRASH_AT=where) == (-signal.SIGKILL, said)


@pytest.mark.parametrize("environment", [{}, {"HOTLINE_CRASH_AT": "here:5"}, {"HOTLINE_CRASH_AT": "nowhere"}])
def test_otherwise_nothing_happens(environment: dict[str, str]) -> None:
    """Without the variable, past its count, or for a name that is never passed."""
    assert run(**environment) == (0, ["0", "1", "2", "3"])
