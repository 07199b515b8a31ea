"""The station's thread: what is asked for is done in turn, and dated when its turn comes."""

from __future__ import annotations

import asyncio
import os
import threading
from datetime import UTC, datetime, timedelta
from typing import Any

from client.engine.desk import Desk

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


class _Still:
    """A station with nothing to do."""

    def __init__(self, *_about: Any) -> None: ...

    def tick(self, now: datetime) -> list[Any]:
        return []


async def test_what_waits_is_dated_when_its_turn_comes() -> None:
    """Two verbs wait behind a slow disk: neither is dated before what was done before it."""
    clock = [NOON]
    desk, done = Desk(lambda: clock[0]), threading.Event()
    await desk.open(_Still, None, os.urandom)  # type: ignore[arg-type]
    slow = asyncio.create_task(desk.run(lambda station: done.wait(30)))
    await asyncio.sleep(0.05)
    said = asyncio.create_task(desk.do(lambda station, now: now))
    await asyncio.sleep(0.05)

    clock[0] += timedelta(seconds=3)
    done.set()

    assert await said == clock[0]
    assert await slow
    desk.close()
