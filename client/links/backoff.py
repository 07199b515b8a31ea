"""How long to wait before the next try, and whether the machine slept meanwhile."""

from __future__ import annotations

from client.links.ports import Timing, World


class Backoff:
    """Waits that double, each with a random part, so that a hundred desks do not come back in one second."""

    def __init__(self, world: World, timing: Timing) -> None:
        self._world = world
        self._timing = timing
        self._tries = 0

    def next(self) -> float:
        """Seconds to wait now: between half and all of what doubling gives."""
        doubled = self._timing.backoff_first * 2.0 ** min(self._tries, 30)
        most = min(doubled, self._timing.backoff_most)
        self._tries += 1
        return most * (1 + self._dice()) / 2

    def short(self) -> float:
        """After the machine slept: at once, but not all in one moment. The doubling begins anew."""
        self.anew()
        return self._timing.backoff_first * self._dice()

    def anew(self) -> None:
        """The doubling begins anew: somebody has reason to believe that the line is mended."""
        self._tries = 0

    def ended(self, lasted: float) -> None:
        """A session ended after that many seconds."""
        if lasted >= self._timing.held:
            self._tries = 0

    def _dice(self) -> float:
        return int.from_bytes(self._world.entropy(2)) / 65536


class SleepWatch:
    """Sees that the machine slept: the wall clock ran on while the other stood."""

    def __init__(self, world: World, timing: Timing) -> None:
        self._world = world
        self._timing = timing
        self._wall, self._monotonic = world.now(), world.monotonic()

    def slept(self) -> bool:
        """Whether it did since the last look."""
        wall, monotonic = self._world.now(), self._world.monotonic()
        gap = (wall - self._wall).total_seconds() - (monotonic - self._monotonic)
        self._wall, self._monotonic = wall, monotonic
        return gap > self._timing.asleep


async def wait(seconds: float, world: World, timing: Timing) -> bool:
    """Waits that long; True when the machine slept meanwhile, and then no longer than until that is seen."""
    watch = SleepWatch(world, timing)
    until = world.monotonic() + seconds
    while (left := until - world.monotonic()) > 0:
        await world.sleep(min(left, timing.look_every))
        if watch.slept():
            return True
    return False
