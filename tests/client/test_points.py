"""A crash point kills the process at the n-th passing, and does nothing otherwise."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
from client.points import point
from tests.points.killing import arm
arm()
for number in range(4):
    point("other")
    print(number, flush=True)
    point("here")
"""


def run(program: str = PROGRAM, **environment: str) -> tuple[int, list[str]]:
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=Path(__file__).parents[2],
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


def test_what_is_installed_knows_no_way_to_crash() -> None:
    """The variable means nothing to a program that no test has armed."""
    program = PROGRAM.replace("arm()\n", "").replace("from tests.points.killing import arm\n", "")

    assert run(program, HOTLINE_CRASH_AT="here") == (0, ["0", "1", "2", "3"])
