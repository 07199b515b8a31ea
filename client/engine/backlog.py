"""What waits in great numbers after a time away is opened on the other cores too.

While the station takes in a batch from its front, workers open it from its back, until they meet. They begin
with a backlog, and end a moment after it: then the keys that they were handed are gone. All that is kept and
sent is the station's alone. Everything here runs on the station's thread.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import BrokenExecutor, Future
from datetime import datetime

from client.station.ahead import Ahead, Locked, open_ahead
from client.station.arrivals import Arrival, EnvelopeCame
from client.station.events import Event
from client.station.station import Station
from client.workers import Workers, cores

LEAST = 32  # envelopes of a batch: fewer are opened while they are being handed over
WORTH_IT = 500  # envelopes in such batches, one after the other: a worker takes half a second to begin
PORTION = 16  # envelopes, some milliseconds' work: so long the station may have to wait for what is under way
WORKERS_MOST = 3  # more than that the station cannot keep busy
PATIENCE = 10.0  # seconds for what is under way: a worker that was stopped, or killed, is not waited for
REST = 5.0  # seconds without such a batch, and the backlog is over


class Backlog:
    """Hands batches to the station, and with a backlog to workers first."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._workers: Workers | None = None
        self._begun: Future[None] | None = None
        self._seen = 0  # envelopes in large batches since the last pause
        self._last = 0.0

    def receive(self, station: Station, arrivals: Sequence[Arrival], now: datetime) -> list[Event]:
        """See `Station.receive`."""
        envelopes = sum(isinstance(each, EnvelopeCame) for each in arrivals)
        if envelopes < LEAST or cores() == 1:
            return station.receive(arrivals, now)
        self._count(envelopes)
        if self._workers is None or self._begun is None or not self._begun.done():
            return station.receive(arrivals, now)
        ahead = _Opening(self._workers, station.locked(arrivals, now))
        try:
            return station.receive(arrivals, now, ahead)
        finally:
            ahead.drop()
            if ahead.broken:
                self._end(wait=False)

    def _count(self, envelopes: int) -> None:
        self.rest()
        self._last = self._monotonic()
        self._seen += envelopes
        if self._seen >= WORTH_IT and self._workers is None:
            self._workers = Workers(min(cores() - 1, WORKERS_MOST))
            self._begun = self._workers.submit(_nothing)

    @property
    def rest_in(self) -> float | None:
        """Seconds until the workers may end; None: there are none."""
        return max(self._last + REST - self._monotonic(), 0.0) if self._workers is not None else None

    def rest(self) -> None:
        """Ends them when the backlog is over."""
        if self._last + REST <= self._monotonic():
            self._seen = 0
            self.close()

    def close(self) -> None:
        """Ends the workers, if there are any."""
        self._end(wait=True)

    def _end(self, wait: bool) -> None:
        workers, self._workers, self._begun = self._workers, None, None
        if workers is not None:
            workers.close(wait)


class _Opening:
    """One batch: what the workers have opened of it, asked for from the front."""

    def __init__(self, workers: Workers, locked: Sequence[tuple[EnvelopeCame, Locked]]) -> None:
        self.broken = False
        self._portions: list[Future[list[Ahead | None]]] = []
        self._at: dict[EnvelopeCame, tuple[Future[list[Ahead | None]], int]] = {}
        for first in reversed(range(0, len(locked), PORTION)):
            portion = locked[first : first + PORTION]
            future = self._submit(workers, [each for _, each in portion])
            if future is not None:
                self._portions.append(future)
                self._at.update((came, (future, place)) for place, (came, _) in enumerate(portion))

    def _submit(self, workers: Workers, locked: list[Locked]) -> Future[list[Ahead | None]] | None:
        try:
            return workers.submit(open_ahead, locked)
        except BrokenExecutor:
            self.broken = True
            return None

    def __call__(self, came: EnvelopeCame) -> Ahead | None:
        """What was opened of this one. What no worker has begun yet is left to the station."""
        future, place = self._at.get(came, (None, 0))
        if future is None or future.cancel():
            return None
        if self.broken:
            return None
        try:
            return future.result(PATIENCE)[place]
        except (BrokenExecutor, TimeoutError):
            self.broken = True
            return None

    def drop(self) -> None:
        """Nothing more of it is needed."""
        for future in self._portions:
            future.cancel()


def _nothing() -> None:
    """What a worker does first: it has begun when that is done."""
