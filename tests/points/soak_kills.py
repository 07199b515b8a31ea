"""Every point by kill -9, and again on the second time round. `make soak` runs it."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.kills import kill_all, twice_said
from tests.journeys.line import open_line
from tests.points.killing import VARIABLE
from tests.points.table import CASES, Case

TREE = Path(__file__).resolve().parents[2]
WITHIN = 120.0  # seconds for one life


@pytest.fixture
def folder() -> Iterator[Path]:
    """With a short path, as sockets need it."""
    made = Path(tempfile.mkdtemp(prefix="hl"))
    yield made
    shutil.rmtree(made)


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_killed_twice_at_one_point(case: Case, folder: Path) -> None:
    """What was acknowledged is there, what was queued goes out, and the record verifies."""
    await case.story.prepare(folder)
    first, told = await live(case, folder, f"{case.point}:{case.nth}")
    await case.story.left(folder, told)
    second, more = await live(case, folder, f"{case.point}:{case.nth}")
    if second:
        await case.story.left(folder, [*told, *more])
    last, rest = await live(case, folder, "")

    assert first == -signal.SIGKILL
    assert second in (0, -signal.SIGKILL)  # what was done before the first death is not done again
    assert last == 0
    await case.story.check(folder, [*told, *more, *rest])


async def test_a_line_whose_desk_and_relay_are_killed_again_and_again() -> None:
    """Each of twelve points twice in a row, while the others talk; then all hold the same."""
    async with open_line() as crisis:
        figures = await kill_all(crisis, times=2)

        assert figures.passed, figures
        assert await twice_said(crisis) == []
        assert [await each.alarms() for each in crisis.desks.values()] == [[], [], []]


async def live(case: Case, folder: Path, crash_at: str) -> tuple[int | None, list[str]]:
    """One life as a process of its own: how it ended, and what it told until then."""
    command = [sys.executable, "-m", "tests.points.life", str(CASES.index(case)), str(folder)]
    environment = os.environ | ({VARIABLE: crash_at} if crash_at else {})
    process = await asyncio.create_subprocess_exec(
        *command, cwd=TREE, env=environment, stdout=asyncio.subprocess.PIPE
    )
    async with asyncio.timeout(WITHIN):
        said, _ = await process.communicate()
    return process.returncode, said.decode().splitlines()
