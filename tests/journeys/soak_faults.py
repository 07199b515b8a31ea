"""The stories of `test_faults.py` with the protocol's own times: `make soak` takes some minutes for them."""

from __future__ import annotations

import os

import pytest

from tests.journeys import stories, urgent
from tests.journeys.disks import filled, small_disks
from tests.journeys.faulty import faulty_line
from tests.journeys.line import WITHIN, say_all
from tests.journeys.proxy import Faults, proxying

FOUND_WITHIN = 35.0  # seconds: two pings, and a look at the clock
PHASES = range(20_000, 37_000, 1_700)  # bytes of the backlog that have gone: anywhere in a part
LOSSY = Faults(rate=9_600 / 8, delay=1.2, stall=3.0, lost=0.003)  # a packet in twenty


async def test_a_half_open_connection_is_found_within_35_seconds():
    """By the desks, and by the relay."""
    async with faulty_line() as line:
        found = await stories.half_open(line)
        print(f"found by the last after {found:.1f} s")

        assert found <= FOUND_WITHIN


@pytest.mark.parametrize("direction", ["up", "down"])
async def test_a_flash_at_9600_bits_a_second(direction: urgent.Direction):
    """With 1.2 seconds from end to end: one part at most is before it, in bytes; the seconds are told."""
    async with faulty_line() as line:
        slow = Faults(rate=9_600 / 8, delay=1.2)
        ahead, seconds = await urgent.flash_behind_a_backlog(line, direction, slow)
        print(f"{direction}: {ahead} bytes before the FLASH, {seconds:.1f} s")
        figures = await line.judge()

        assert figures.passed, figures


@pytest.mark.parametrize("direction", ["up", "down"])
async def test_a_flash_wherever_in_a_part_the_line_is(direction: urgent.Direction, monkeypatch):
    """The worst moment is as good as any."""
    slow = Faults(rate=96_000 / 8)
    async with faulty_line() as line:
        for steady in PHASES:
            monkeypatch.setattr(urgent, "STEADY_BYTES", steady)
            ahead, seconds = await urgent.flash_behind_a_backlog(line, direction, slow)
            print(f"{direction}, {steady}: {ahead} bytes before the FLASH, {seconds:.1f} s")
            await line.ava.sync(60.0)


async def test_frozen_killed_reset_and_wiped():
    """With the protocol's own silences."""
    async with faulty_line() as line:
        await stories.everything_dies(line)


@pytest.mark.skipif(os.geteuid() != 0, reason="small disks are mounted by root only")
async def test_full_disks():
    """Each on a small disk of its own, that somebody else fills to the last byte."""
    async with faulty_line(disks=small_disks) as line:
        await stories.full_disks(line, filled)


async def test_a_lossy_and_slow_line_loses_nothing():
    """9,600 bit/s both ways, 1.2 s, one packet in twenty costs three seconds; then one way only."""
    async with faulty_line() as line:
        line.proxy.change(up=LOSSY, down=LOSSY)
        line.proxy.reset()  # logging in again is the hardest there
        await say_all(line, line.ava, (f"Slow, number {n}" for n in range(20)))
        assert await line.brv.hears(lambda view: view["id"] == line.said[-1], WITHIN)
        line.proxy.change(down=Faults(swallow=True))
        await say_all(line, line.ava, ["Nothing comes back."], "FLASH")
        await line.brv.hears(lambda view: view["id"] == line.said[-1], 30.0)
        line.proxy.change()
        figures = await line.judge()

        assert figures.passed, figures


async def test_a_relay_moves():
    """And the desks with it."""
    async with faulty_line() as line, proxying() as new:
        await stories.moves(line, new)
