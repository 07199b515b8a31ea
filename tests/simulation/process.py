"""One life of a relay's process in virtual time: what is planned or waited for in it ends when it does.

To the relay's own code it is an event loop, and only as much of one as that code uses.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Generator
from dataclasses import dataclass
from typing import Any

from tests.simulation.clock import Clock
from tests.simulation.death import Died, Fuse

SLOWER = 25  # lines here take tenths of seconds: 20 ms of patience become half a second, often enough


@dataclass(frozen=True, slots=True)
class Pause:
    """Awaited: so many seconds of virtual time."""

    seconds: float

    def __await__(self) -> Generator[float, None, None]:
        yield self.seconds


class Process:
    """`died` is called when its fuse has burnt down."""

    def __init__(self, clock: Clock, fuse: Fuse, died: Callable[[], None]) -> None:
        self.alive = True
        self._clock = clock
        self._fuse = fuse
        self._died = died
        self._works: dict[Coroutine[Any, Any, None], None] = {}

    def end(self) -> None:
        """Nothing of it goes on."""
        self.alive = False
        works, self._works = self._works, {}
        for work in works:
            work.close()

    def do(self, work: Callable[[], object]) -> None:
        """One turn, if it is alive; it may die in it."""
        if not self.alive:
            return
        try:
            work()
        except Died:
            self._died()

    def after(self, seconds: float, work: Callable[[], object]) -> None:
        self._clock.after(seconds, lambda: self.do(work))

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Do this beside; until it first waits, at once."""
        if not self.alive:
            work.close()
            return
        self._works[work] = None
        self._go_on(work)

    def _go_on(self, work: Coroutine[Any, Any, None]) -> None:
        self._fuse.step()
        del self._works[work]  # while it runs it cannot be closed
        try:
            seconds = work.send(None)
        except StopIteration:
            return
        self._works[work] = None
        self.after(seconds, lambda: self._go_on(work))

    # The event loop

    def time(self) -> float:
        return self._clock.now.timestamp() / SLOWER

    def call_soon(self, callback: Callable[[], object]) -> asyncio.Handle:
        handle = asyncio.Handle(callback, (), self)  # type: ignore[arg-type]
        self.after(0, lambda: None if handle.cancelled() else callback())
        return handle

    def call_later(self, delay: float, callback: Callable[[], object]) -> asyncio.TimerHandle:
        handle = asyncio.TimerHandle(self.time() + delay, callback, (), self)  # type: ignore[arg-type]
        self.after(delay * SLOWER, lambda: None if handle.cancelled() else callback())
        return handle

    def call_at(self, when: float, callback: Callable[[], object]) -> asyncio.TimerHandle:
        return self.call_later(max(0.0, when - self.time()), callback)

    def get_debug(self) -> bool:
        """Handles ask this when they are made."""
        return False

    def _timer_handle_cancelled(self, handle: asyncio.TimerHandle) -> None:
        """And tell this when they are cancelled."""
