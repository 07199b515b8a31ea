"""The real clocks, pause and dice. The one file of the officer's side that reads them."""

from __future__ import annotations

import asyncio
import os
import time
from datetime import UTC, datetime

from client.links.ports import World


def real_world() -> World:
    """The world as the operating system shows it."""
    return World(
        now=lambda: datetime.now(UTC), monotonic=time.monotonic, sleep=asyncio.sleep, entropy=os.urandom
    )
