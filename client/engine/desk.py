"""The station on a thread of its own: one caller at a time, and the event loop never waits for the disk.

A commit may take seconds on a slow disk, and sealing for twenty desks tens of milliseconds; meanwhile
pings must be answered and a FLASH must leave. What is handed out of here are values, never the station's own
objects.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Protocol, TypeVar

from client.station.ports import Vault
from client.station.station import Station
from hotline.errors import Misuse
from hotline.ids import Entropy

T = TypeVar("T")


class MakeStation(Protocol):
    """`Station`, or what a test puts in its place."""

    def __call__(self, vault: Vault, entropy: Entropy, now: datetime) -> Station: ...


class Desk:
    """Runs functions on the station, one after the other, in the order in which they were asked for.

    What is to be dated is dated when its turn comes: else what waited a moment would be older than what it
    follows, and others would see a clock that contradicts itself.
    """

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="station")
        self._station: Station | None = None

    @property
    def ready(self) -> bool:
        return self._station is not None

    async def open(self, make: MakeStation, vault: Vault, entropy: Entropy) -> None:
        """Loads the station from the vault, and lets it do what waits; after this it is ready."""

        def load() -> Station:
            now = self._now()
            station = make(vault, entropy, now)
            station.tick(now)
            return station

        self._station = await asyncio.get_running_loop().run_in_executor(self._thread, load)

    async def run(self, work: Callable[[Station], T]) -> T:
        """The work's result. Once begun it is done, even if nobody waits for it any more."""
        station = self._station
        if station is None:
            raise Misuse("The engine is not running.")
        return await asyncio.get_running_loop().run_in_executor(self._thread, work, station)

    async def do(self, work: Callable[[Station, datetime], T]) -> T:
        """`run` for what needs the time."""
        return await self.run(lambda station: work(station, self._now()))

    def close(self) -> None:
        """Waits for what was asked for; after this nothing touches the vault."""
        self._station = None
        self._thread.shutdown(wait=True)
