"""What happens when it breaks: faults by a schedule, two sides of a partition, relays that lie."""

from __future__ import annotations

import sys

from bench.apart import apart
from bench.liars import liars
from bench.schedule import DOWN, EVERY, PAUSE, SCHEDULE, broken
from client.engine.world import real_world


def faults() -> dict[str, float]:
    """All figures of the three. The schedule is told as well: without it the figures say nothing."""
    sys.stderr.write(told())
    world = real_world()
    return broken(world) | apart(world) | liars()


def told() -> str:
    """The schedule in words."""
    names = ", ".join(f"{n}. {each.__name__.replace('_', ' ')}" for n, each in enumerate(SCHEDULE, 1))
    return (
        f"Two desks say one statement each {PAUSE} s. A fault every {EVERY} s; what is killed is started"
        f" again after {DOWN} s: {names}.\n"
    )
