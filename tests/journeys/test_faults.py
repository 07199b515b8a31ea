"""Bad wires, frozen and killed processes, lost and full disks, between real desks and a real relay.

Here in a hurry; `soak_faults.py` has the same stories with the protocol's own times and a 9,600 bit/s line.
"""

from __future__ import annotations

from tests.journeys import stories
from tests.journeys.disks import cannot_grow
from tests.journeys.faulty import faulty_line
from tests.journeys.proxy import Faults, proxying
from tests.journeys.urgent import flash_behind_a_backlog

PING_EVERY = 2.0  # seconds
SLOW = Faults(rate=96_000 / 8, delay=0.1)  # bytes a second; seconds


async def test_a_half_open_connection_is_found_by_both_ends():
    """Nobody tells of the end: each end finds it before a third ping, and a FLASH said meanwhile is there."""
    async with faulty_line(PING_EVERY) as line:
        await stories.half_open(line)


async def test_a_flash_waits_for_one_part_at_most():
    """In bytes on the wire: from the desk to the relay, and from the relay to the other desk."""
    async with faulty_line() as line:
        for direction in ("up", "down"):
            ahead, seconds = await flash_behind_a_backlog(line, direction, SLOW)
            print(f"{direction}: {ahead} bytes before the FLASH, {seconds:.1f} s")


async def test_frozen_killed_reset_and_wiped_loses_nothing_and_doubles_nothing():
    """A relay stands still, dies, loses its disk while it runs; a desk stands still, and dies."""
    async with faulty_line(PING_EVERY) as line:
        await stories.everything_dies(line)


async def test_full_disks_are_said_and_pass():
    """A desk's and a relay's: nothing is taken that is not kept, and all goes on once there is room."""
    async with faulty_line() as line:
        await stories.full_disks(line, cannot_grow)


async def test_a_relay_moves_to_another_address():
    """Both addresses are up, the agreement is amended, the old one goes: nobody notices but the log."""
    async with faulty_line() as line, proxying() as new:
        await stories.moves(line, new)
