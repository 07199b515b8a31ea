"""Every point is a death, and after the second one at the same place all is still as it was told to be."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.points.dying import die_twice
from tests.points.table import CASES, Case


@pytest.fixture
def place() -> Iterator[Path]:
    """With a short path, as sockets need it."""
    made = Path(tempfile.mkdtemp(prefix="hl"))
    yield made
    shutil.rmtree(made)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")  # a thread died
@pytest.mark.parametrize("case", CASES, ids=str)
async def test_nothing_told_is_lost_and_nothing_is_said_twice(case: Case, place: Path) -> None:
    """What was acknowledged is there, what was queued goes out, and the record verifies."""
    await die_twice(case, place)
