"""A desk that answers late: what it was asked is done at once, and an answer comes when a test lets it go."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from client.engine.verbs import Answer, Verbs
from client.ui.settings import Settings
from tests.client.ui.room import WITHIN, MemoryKeeper, Room, Terminal, before_screen


class Withheld:
    """Stands between the terminal and its desk: `hold` a verb's next answer, `asked`, `let_go`."""

    def __init__(self, verbs: Verbs) -> None:
        self._verbs = verbs
        self._next: set[str] = set()
        self._waiting: dict[str, asyncio.Event] = {}

    def hold(self, do: str) -> None:
        self._next.add(do)

    def let_go(self, do: str) -> None:
        self._waiting.pop(do).set()

    async def asked(self, do: str) -> None:
        """Once its answer is withheld: what was asked for has been done."""
        async with asyncio.timeout(WITHIN):
            while do not in self._waiting:  # noqa: ASYNC110  the terminal asks in its own time
                await asyncio.sleep(0.01)

    async def ask(self, do: str, what: dict[str, Any]) -> Answer:
        answer = await self._verbs.ask(do, what)
        if do in self._next:
            self._next.remove(do)
            self._waiting[do] = asyncio.Event()
            await self._waiting[do].wait()
        return answer

    def stream(self, do: str, what: dict[str, Any]) -> AsyncIterator[Answer]:
        return self._verbs.stream(do, what)


@asynccontextmanager
async def late(room: Room, size: tuple[int, int] = (120, 36)) -> AsyncIterator[tuple[Terminal, Withheld]]:
    """The terminal on the first seat's desk, and what stands between them."""
    desk = Withheld(room.own.verbs)
    keeper = MemoryKeeper(room.folder, room.world, desk)
    async with before_screen(keeper, Settings(lock_after=0), size) as terminal:
        yield terminal, desk
