"""What the seeds contain: every fault, every pair of them, small and large worlds; one course for a seed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from itertools import combinations

import pytest

from tests.simulation.faults.table import FAULTS
from tests.simulation.run import Broken, run, run_seed, shrunk
from tests.simulation.script import Script, script_of

SEEDS = 300
TELL = (
    "from tests.simulation.run import run; from tests.simulation.script import script_of;"
    "from tests.simulation.promises import read;"
    "print([read(desk.transcript) for desk in run(script_of({seed})).world.desks.values()])"
)


def test_every_pair_of_faults_meets_in_one_of_a_hundred_seeds() -> None:
    """The faults of a script all happen (`run` counts them), so what is written is what is tried."""
    met: Counter[tuple[str, ...]] = Counter()
    for seed in range(SEEDS):
        met.update(combinations(sorted(set(script_of(seed).faults)), 2))

    rare = [pair for pair in combinations(sorted(FAULTS), 2) if met[pair] < SEEDS / 100]
    assert not rare


def test_the_real_cryptography_and_large_worlds_are_among_the_seeds() -> None:
    scripts = [script_of(seed) for seed in range(SEEDS)]

    assert sum(script.real for script in scripts) >= SEEDS / 10
    assert sum(len(script.seats) == 20 for script in scripts) >= SEEDS / 50
    assert {script.relays for script in scripts} == {1, 2, 3}
    assert {len({code for code, _ in script.seats}) for script in scripts} >= {2, 3, 4, 5}


def test_a_seed_has_one_course_in_every_process() -> None:
    """Whatever order a process gives to its sets: byte for byte the same records."""
    seed = next(seed for seed in range(1, SEEDS) if not script_of(seed).real)
    told = {
        subprocess.run(
            [sys.executable, "-c", TELL.format(seed=seed)],
            env={**os.environ, "PYTHONHASHSEED": hash_seed},
            capture_output=True,
            check=True,
        ).stdout
        for hash_seed in ("1", "2")
    }

    assert len(told) == 1


def test_a_script_that_fails_is_made_as_small_as_it_can_be() -> None:
    """Here what fails is a statement about the script, so that what must be left is known."""

    def fails(script: Script) -> bool:
        return {"frames_lost", "desk_killed"} <= set(script.faults)

    seed = next(seed for seed in range(SEEDS * 10) if fails(script_of(seed)))
    small, tries = shrunk(script_of(seed), fails)

    assert sorted(small.faults) == ["desk_killed", "frames_lost"]
    assert len(small.steps) == 2 and not any(step.said for step in small.steps)
    assert tries <= 60


def test_a_failure_says_how_to_run_it_alone_and_what_is_left_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(script: Script) -> None:
        assert not any(step.said for step in script.steps), "somebody spoke"

    monkeypatch.setattr("tests.simulation.run.run", broken)

    with pytest.raises(Broken) as raised:
        run_seed(1)

    assert "HOTLINE_SEED=1 pytest tests/simulation/test_seeds.py" in str(raised.value)
    assert "somebody spoke" in str(raised.value)
    assert "still fails with 1 of" in str(raised.value)


def test_a_fault_that_did_not_happen_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.simulation.crisis.Counter", lambda: Counter({"clock_wrong": 7}))
    quiet = replace(script_of(1), steps=())

    with pytest.raises(AssertionError, match="did not happen"):
        run(quiet)
