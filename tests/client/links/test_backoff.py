from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from client.links.backoff import Backoff, wait
from client.links.ports import Timing, World


class Clocks:
    """Two clocks that tests move, and dice that always fall the same."""

    def __init__(self, dice: bytes = b"\x80\x00") -> None:
        self.wall = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
        self.ran = 0.0
        self.slept: list[float] = []
        self.suspended_at: int | None = None  # after so many pauses the machine is put to sleep for an hour
        self.world = World(lambda: self.wall, lambda: self.ran, self.sleep, lambda n: (dice * n)[:n])

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.ran += seconds
        self.wall += timedelta(seconds=seconds)
        if self.suspended_at == len(self.slept):
            self.wall += timedelta(hours=1)


TIMING = Timing(backoff_first=1.0, backoff_most=60.0, look_every=2.0)


def test_waits_double_up_to_a_bound():
    """Dice in the middle: three quarters of 1, 2, 4 … 60 seconds."""
    backoff = Backoff(Clocks().world, TIMING)

    assert [backoff.next() for _ in range(8)] == [0.75 * each for each in (1, 2, 4, 8, 16, 32, 60, 60)]


@pytest.mark.parametrize(("dice", "expected"), [(b"\0\0", 0.5), (b"\xff\xff", 1.0)])
def test_waits_are_spread_by_dice(dice, expected):
    """Between half and all of the wait: many desks do not come back in one moment."""
    assert Backoff(Clocks(dice).world, TIMING).next() == pytest.approx(expected, abs=0.001)


def test_a_session_that_held_begins_anew():
    """A short session does not count as a good one; a long one does."""
    backoff = Backoff(Clocks().world, TIMING)
    first = backoff.next()
    backoff.ended(TIMING.held - 1)
    second = backoff.next()
    backoff.ended(TIMING.held)

    assert backoff.next() == first < second


async def test_a_wait_ends_early_when_the_machine_slept():
    """The officer opens the laptop: the line does not wait for the rest of its minute."""
    clocks = Clocks()
    clocks.suspended_at = 3

    assert await wait(60.0, clocks.world, TIMING)
    assert len(clocks.slept) == 3


async def test_a_wait_without_sleep_takes_its_time():
    """Neither shorter nor longer, and a wall clock that is set back changes nothing."""
    clocks = Clocks()
    waiting = wait(5.0, clocks.world, TIMING)
    clocks.wall -= timedelta(hours=2)

    assert not await waiting
    assert sum(clocks.slept) == 5.0
