"""What waits for a tab is bounded, whatever the tab says."""

from __future__ import annotations

import asyncio

from client.browser.tab import UNDRAWN_BYTES, Tab

PIECE = b"x" * 60_000


class Stuck:
    """A socket that takes the first piece and never comes back."""

    def __init__(self) -> None:
        self.taken = 0

    async def send_bytes(self, output: bytes) -> None:
        self.taken += len(output)
        await asyncio.Event().wait()


async def test_a_tab_that_says_drawn_and_does_not_read_fills_no_memory() -> None:
    """Receipts for what was never sent change nothing."""
    socket = Stuck()
    tab = Tab(socket)  # type: ignore[arg-type]  # all that is used of one
    writing = asyncio.create_task(tab.write())
    for _ in range(1000):
        tab.show(PIECE)
        tab.drawn(len(PIECE))
        await asyncio.sleep(0)

    assert socket.taken == len(PIECE)
    assert sum(map(len, tab._waiting)) <= UNDRAWN_BYTES
    writing.cancel()


async def test_a_tab_that_was_behind_is_shown_nothing_until_it_has_caught_up() -> None:
    """Then it is told once, so that the screen can be drawn anew."""
    tab = Tab(Stuck())  # type: ignore[arg-type]
    for _ in range(20):
        tab.show(PIECE)
    shown = len(tab._waiting)

    assert shown * len(PIECE) <= UNDRAWN_BYTES
    assert not tab.drawn(len(PIECE))
    tab.show(b"left out")
    assert tab.drawn((shown - 1) * len(PIECE))
    assert not tab.drawn(1)
    assert len(tab._waiting) == shown
