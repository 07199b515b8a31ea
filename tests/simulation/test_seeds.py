"""Hundreds of small crises, each from one seed: whatever broke, what the line promises is true afterwards.

HOTLINE_SEEDS sets how many; HOTLINE_SEED runs one alone. A seed that fails says with how little it fails.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from itertools import count

import pytest

from tests.simulation.run import run_seed
from tests.simulation.script import TWENTY_EVERY, script_of

ALONE = os.environ.get("HOTLINE_SEED")
ONCE = frozenset({323, 4510, 7703, 8325, 15172, 16745, 19467})  # they found something out when more were run
MANY = int(os.environ.get("HOTLINE_SEEDS", "300"))
SEEDS = sorted({*range(MANY), *ONCE}) if ALONE is None else [int(ALONE)]


COLLECT_EVERY = 25
_run = count(1)


@pytest.fixture(autouse=True)
def little_is_left() -> Iterator[None]:
    """A world is full of circles, and no collector runs meanwhile: thousands would fill the memory."""
    yield
    if next(_run) % COLLECT_EVERY == 0:
        gc.collect()


@pytest.mark.parametrize("seed", SEEDS)
def test_seed(seed: int) -> None:
    """See `promises` for what must be true."""
    crisis = run_seed(seed)

    assert len(crisis.world.desks) >= (20 if seed % TWENTY_EVERY == TWENTY_EVERY - 1 else 3)
    assert crisis.said
    assert any(desk.transcript.settled for desk in crisis.honest) == crisis.script.settling


@pytest.mark.parametrize("seed", SEEDS if ALONE else [0, 1])
def test_a_seed_has_one_script(seed: int) -> None:
    assert script_of(seed) == script_of(seed)
