"""Each safeguard is needed: without it the same seeds fail."""

from __future__ import annotations

import pytest

from tests.simulation.run import run
from tests.simulation.script import script_of
from tests.simulation.teeth import TEETH, Tooth

SEEDS = 300


@pytest.mark.parametrize("safeguard", TEETH)
def test_without_it_a_seed_fails(safeguard: str) -> None:
    """Begun with the seed that is known to find it out; any of the three hundred will do."""
    tooth = TEETH[safeguard]
    seeds = [tooth.seed, *(seed for seed in range(SEEDS) if seed != tooth.seed)]

    with tooth.pulled():
        assert any(_finds_out(tooth, seed) for seed in seeds)


def _finds_out(tooth: Tooth, seed: int) -> bool:
    try:
        run(script_of(seed))
    except Exception as broken:  # noqa: BLE001  only what the tooth names counts: no accident of the substitution
        return tooth.told in f"{type(broken).__name__}: {broken}"
    return False
