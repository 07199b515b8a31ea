"""What came over the links and is not yet durable here, in the order in which it came.

It is let go only after the commit; until then it stays, and whoever fills it waits when it is full.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from client.links.relay import Came, RelayLink
from client.station.arrivals import Arrival, EnvelopeCame
from hotline import limits

INBOX = 4096  # arrivals: several relays' windows
BATCH = 256  # arrivals in one transaction: some tens of milliseconds
BATCH_BYTES = 8 * limits.KIB * limits.KIB


@dataclass(frozen=True, slots=True)
class Waiting:
    """An arrival, and where its delivery is to be acknowledged. Without a link: the engine's own word."""

    arrival: Arrival
    link: RelayLink | None = None
    number: int | None = None


class Inbox:
    """`filled` is called when something came."""

    def __init__(self, filled: Callable[[], None]) -> None:
        self._waiting: deque[Waiting] = deque()
        self._room = asyncio.Event()
        self._room.set()
        self._filled = filled

    def __len__(self) -> int:
        return len(self._waiting)

    async def put(self, came: Came) -> None:
        """From a link: waits while the inbox is full."""
        await self._room.wait()
        self.add(Waiting(came.arrival, came.link, came.number))

    def add(self, waiting: Waiting) -> None:
        self._waiting.append(waiting)
        if len(self._waiting) >= INBOX:
            self._room.clear()
        self._filled()

    def next_batch(self) -> list[Waiting]:
        """The oldest that waits, as much as one transaction should hold. It stays here until `done`."""
        batch: list[Waiting] = []
        size = 0
        for each in self._waiting:
            size += len(each.arrival.public) if isinstance(each.arrival, EnvelopeCame) else 0
            if batch and (len(batch) == BATCH or size > BATCH_BYTES):
                break
            batch.append(each)
        return batch

    def done(self, batch: Sequence[Waiting]) -> None:
        """Lets go of the oldest that many, which `next_batch` gave."""
        for _ in batch:
            self._waiting.popleft()
        if len(self._waiting) < INBOX:
            self._room.set()
