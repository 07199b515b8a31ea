"""A desk that opens late, and verbs that fail: what does not come, in a test.

Not here: a process that dies. That one is real (`room.keeper()`, and its `close`).
"""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import Any

from client.engine.keeper import Keeper
from client.engine.profiles import Profile
from client.engine.verbs import Answer, Verbs
from hotline.errors import HotlineError
from tests.client.ui.door import Door
from tests.client.ui.room import QUICK
from tests.client.ui.withheld import Withheld


class Held(Withheld):
    """As `Withheld`; `times` counts what was asked, and a verb may be answered with an error."""

    def __init__(self, verbs: Verbs) -> None:
        super().__init__(verbs)
        self._errors: dict[str, HotlineError] = {}
        self.times: Counter[str] = Counter()

    def fail(self, do: str, error: HotlineError) -> None:
        """From here on."""
        self._errors[do] = error

    async def ask(self, do: str, what: dict[str, Any]) -> Answer:
        self.times[do] += 1
        if do in self._errors:
            raise self._errors[do]
        return await super().ask(do, what)


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
