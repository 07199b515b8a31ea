"""A desk whose answers are held back, or fail: what comes late, and what does not come, in a test.

Not here: a process that dies. That one is real (`room.keeper()`, and its `close`).
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from typing import Any

from client.engine.keeper import Keeper
from client.engine.profiles import Profile
from client.engine.verbs import Answer, Verbs
from hotline.errors import HotlineError
from tests.client.ui.door import Door
from tests.client.ui.room import QUICK


class Held:
    """The verbs of a desk. `asked` counts; what is held answers once it is let go."""

    def __init__(self, verbs: Verbs) -> None:
        self._verbs = verbs
        self._gates: dict[str, asyncio.Event] = {}
        self._errors: dict[str, HotlineError] = {}
        self.asked: Counter[str] = Counter()

    def hold(self, do: str) -> None:
        self._gates[do] = asyncio.Event()

    def let_go(self, do: str) -> None:
        self._gates.pop(do).set()

    def fail(self, do: str, error: HotlineError) -> None:
        """From here on this verb is answered with that."""
        self._errors[do] = error

    async def ask(self, do: str, what: dict[str, Any]) -> Answer:
        self.asked[do] += 1
        if do in self._errors:
            raise self._errors[do]
        if do in self._gates:
            await self._gates[do].wait()
        return await self._verbs.ask(do, what)

    def stream(self, do: str, what: dict[str, Any]) -> AsyncIterator[Answer]:
        return self._verbs.stream(do, what)


class HeldKeeper(Keeper):
    """Opens its desk as any other; while `may_load` is not set, the record is not there."""

    def __init__(self, room: Door) -> None:
        assert room.profile is not None, "made when the room was entered"
        super().__init__(Profile("aldora", room.profile.folder), room.world, QUICK)
        self.may_load = asyncio.Event()
        self.may_load.set()
        self.held: Held | None = None

    async def _start(self) -> Verbs:
        await self.may_load.wait()
        self.held = Held(await super()._start())
        self.verbs = self.held
        return self.held

    async def _leave(self) -> None:
        self.held = None
        await super()._leave()
