"""Workers: other processes that compute for this one, and end with it."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from client.workers import WORTH_IT, Workers, mapped

PR_GET_DUMPABLE = 3  # Source: prctl(2)

WITH_A_WORKER = """
import os, time
from client.workers import Workers
workers = Workers(1)
print(workers.submit(os.getpid).result(), flush=True)
time.sleep(60)
"""


def halved(number: int) -> tuple[float, int]:
    """Half of it, and who says so."""
    if number < 0:
        raise ValueError("is negative")
    return number / 2, os.getpid()


def guard() -> tuple[tuple[int, int], int]:
    """A process's limit for core dumps, and whether it can be dumped."""
    dumpable = ctypes.CDLL(None).prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) if sys.platform == "linux" else 0
    return resource.getrlimit(resource.RLIMIT_CORE), dumpable


def test_few_are_done_here() -> None:
    """A worker takes longer to begin than they take."""
    done = list(mapped(halved, range(10)))

    assert done == [(number / 2, os.getpid()) for number in range(10)]


def test_many_are_done_by_all_cores_and_come_back_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("client.workers.cores", lambda: 2)

    done = list(mapped(halved, range(WORTH_IT + 1_001)))

    assert [half for half, _ in done] == [number / 2 for number in range(WORTH_IT + 1_001)]
    assert os.getpid() not in {process for _, process in done}


def test_no_more_is_taken_than_is_worked_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """A long file is never in memory as a whole."""
    monkeypatch.setattr("client.workers.cores", lambda: 2)
    taken = 0

    def numbers() -> Iterator[int]:
        nonlocal taken
        while True:
            taken += 1
            yield taken

    done = mapped(halved, numbers())
    assert next(iter(done))[0] == 0.5

    assert taken <= 2 * WORTH_IT
    done.close()  # type: ignore[attr-defined]


def test_what_fails_there_fails_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("client.workers.cores", lambda: 2)

    with pytest.raises(ValueError, match="negative"):
        list(mapped(halved, range(WORTH_IT, -2, -1)))


def test_a_worker_leaves_no_core_dump() -> None:
    """It holds keys, as this process does."""
    with Workers(1) as workers:
        limits, dumpable = workers.submit(guard).result()

    assert limits == (0, 0)
    assert dumpable == 0


def test_a_worker_ends_with_close() -> None:
    with Workers(1) as workers:
        process = workers.submit(os.getpid).result()

    assert not _lives(process)


def test_a_worker_ends_when_its_parent_is_killed() -> None:
    """Who is killed cannot say so: the keys in a worker's memory must not outlive it."""
    parent = subprocess.Popen(
        [sys.executable, "-c", WITH_A_WORKER],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert parent.stdout is not None
    worker = int(parent.stdout.readline())
    assert _lives(worker)

    parent.kill()
    parent.wait()
    parent.stdout.close()

    for _ in range(100):
        if not _lives(worker):
            break
        time.sleep(0.1)
    assert not _lives(worker)


def test_a_worker_leaves_an_interrupt_to_its_parent() -> None:
    """Ctrl-C reaches every process of a terminal; one of them answers it."""
    with Workers(1) as workers:
        os.kill(workers.submit(os.getpid).result(), signal.SIGINT)

        assert workers.submit(halved, 4).result()[0] == 2


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{process}/stat")
    return not status.exists() or status.read_text().rpartition(")")[2].split()[0] != "Z"
