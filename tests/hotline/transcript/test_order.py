"""What it costs to put new statements in their places, in lines of code that run and not in seconds."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

from hotline.transcript import order
from tests.hotline.transcript.world import DAY, MINUTE, START, World, message

BATCH = 50
SECOND = MINUTE / 60


def lines_run(work: Callable[[], object]) -> int:
    """In `hotline/transcript/order.py`."""
    count = 0

    def line(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        count += event == "line"
        return line

    def call(frame: FrameType, event: str, _: Any) -> Any:
        return line if frame.f_code.co_filename == order.__file__ else None

    before = sys.gettrace()
    sys.settrace(call)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def test_one_fast_clock_makes_what_comes_in_batches_no_dearer_with_a_longer_record() -> None:
    """All that is said after it is dated before it, and has its place to be looked for."""
    world = World()
    fast, usual = world.desk("KLO"), world.desk("BRV")
    early = fast.say("message", message(), said_at=START + DAY)
    said = [usual.say("message", message(), said_at=START + n * SECOND) for n in range(12 * BATCH)]
    cards = [each for each in world.said if each not in said]
    transcript = world.transcript(*cards, early)

    costs = []
    for first in range(0, len(said), BATCH):
        for each in said[first : first + BATCH]:
            transcript.add(each.statement, each.body)
        costs.append(lines_run(transcript.order))

    assert costs[-1] < 2 * costs[1]
    assert transcript.order()[-1] == early.id
