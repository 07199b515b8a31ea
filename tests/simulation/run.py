"""One seed from beginning to end, and the smallest script that fails as it does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext

from client.station import loading
from client.verifying import without_collecting
from tests.simulation.crisis import Crisis
from tests.simulation.promises import PROMISES
from tests.simulation.script import Script, script_of
from tests.simulation.standin import standing_in

TRIES_MOST = 60  # smaller scripts that are tried
SETTLE_LEAST = 3  # statements, in scripts that settle: after nearly everything that is said
ALONE = "HOTLINE_SEED={seed} pytest tests/simulation/test_seeds.py"


class Broken(AssertionError):
    """A promise that did not hold, with what a person needs to look into it."""


def run(script: Script) -> Crisis:
    """Raises whatever shows that a promise was broken."""
    with nullcontext() if script.real else standing_in(), _settling(script), without_collecting():
        crisis = Crisis(script)
        crisis.run()
        for promise in PROMISES:
            promise(crisis)
        assert crisis.counted.total() == len(script.faults), "a fault did not happen"
    return crisis


def run_seed(seed: int) -> Crisis:
    """Raises Broken, which says how to run it alone, and with how little it fails."""
    script = script_of(seed)
    try:
        return run(script)
    except Exception as error:
        raise Broken(told(script, error)) from error


def told(script: Script, error: Exception) -> str:
    small, tries = shrunk(script, fails)
    lines = [
        f"Seed {script.seed}: {type(error).__name__}: {error}",
        f"Alone: {ALONE.format(seed=script.seed)}",
        f"It still fails with {len(small.steps)} of {len(script.steps)} steps ({tries} tries):",
        *(f"  {step}" for step in small.steps),
        f"of {small.seats}, {small.relays} relays, {small.wishes}",
    ]
    return "\n".join(lines)


def fails(script: Script) -> bool:
    try:
        run(script)
    except Exception:  # noqa: BLE001  whatever it is: the smaller script fails as well
        return True
    return False


def shrunk(script: Script, still_fails: Callable[[Script], bool]) -> tuple[Script, int]:
    """A script from which nothing more can be left out, and how many were tried for it."""
    tries = 0
    while True:
        for smaller in script.smaller():
            tries += 1
            if tries > TRIES_MOST:
                return script, TRIES_MOST
            if still_fails(smaller):
                script = smaller
                break
        else:
            return script, tries


@contextmanager
def _settling(script: Script) -> Iterator[None]:
    least = loading.SETTLE_LEAST
    loading.SETTLE_LEAST = SETTLE_LEAST if script.settling else least
    try:
        yield
    finally:
        loading.SETTLE_LEAST = least
