"""The terminal goes on, whatever is pressed and whatever happens meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest

from client.ui.screens import flash, unlock
from client.ui.settings import Settings
from tests.client.ui.door import Door
from tests.client.ui.monkey import Monkey


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """It waits for nothing that an officer would, and what it writes is no matter."""
    monkeypatch.setattr(flash, "GUARD", 0.0)
    monkeypatch.setattr(unlock, "PAUSES", (0.05,))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("seed", range(2))
async def test_the_terminal_goes_on(seed: int) -> None:
    """Nothing ends it but its own key; and it shows what is said afterwards."""
    await a_monkey(seed, 100)


async def a_monkey(seed: int, rounds: int) -> None:
    """At one terminal after the other: when it has left one, which must end as ever, it opens the next."""
    async with Door() as room:
        monkey = Monkey(room, seed)
        while rounds > 0:
            async with room.terminal_at_door(settings=Settings(lock_after=15)) as terminal:
                try:
                    rounds -= await monkey.plays(terminal, rounds)
                    if terminal.app.is_running:
                        await monkey.becomes_calm()
                except BaseException:
                    print("what it did last:", *monkey.done, terminal.text(), sep="\n  ")
                    raise
                assert not terminal.app.return_code
