"""Keeps watch for a desk that is locked: whether something urgent waits, and nothing else.

Nothing can be read here: of the desk's keys there is only the one that logs in, and what an envelope shows of
its urgency is on its outside. Nothing is acknowledged either, so a relay keeps all of it, and hands it out
again once the desk is open. A FLASH comes through also when more routine waits than a relay hands out
unacknowledged: of its window the last places are kept for what is urgent (`server/rules/order`).
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Literal, Protocol

from client.links.backoff import Backoff, wait
from client.links.ports import Timing, World
from client.links.relay import Came, Credentials, open_link
from client.station.arrivals import EnvelopeCame
from hotline.agreement.text import RelayLine
from hotline.errors import HotlineError, Malformed, Refused, Unavailable
from hotline.ids import EnvelopeId, Precedence
from hotline.wire.envelope import envelope_id, read_public

if TYPE_CHECKING:
    from client.engine.verbs import Verbs

GIVEN_WAY = 60.0  # seconds: another program of this desk has logged in, and is not to be thrown out again
ASK_EVERY = 2.0
Line = Literal["rests", "goes on", "unknown"]
MOST = 1000  # envelopes that are remembered: the screen says no more than that some wait


class Watch(Protocol):
    """Who looks after a locked desk. `up` of `of` relays are watched; `flashes` wait, each counted once.

    `line`: whether what comes is received meanwhile; "unknown" while whoever would know does not answer.
    """

    flashes: int
    up: int
    of: int
    line: Line

    def begin(self) -> None:
        """Watches until `end`."""

    async def end(self) -> None:
        """Nobody looks any more."""


class LineWatch:
    """Over sessions of its own, with the desk's signing key only."""

    def __init__(
        self,
        relays: Sequence[RelayLine],
        credentials: Credentials,
        world: World,
        timing: Timing | None = None,
    ) -> None:
        self.flashes = self.up = 0
        self.of = len(relays)
        self.line: Line = "rests"
        self._relays = relays
        self._credentials = credentials
        self._world = world
        self._timing = timing or Timing()
        self._seen: set[EnvelopeId] = set()
        self._tasks: list[asyncio.Task[None]] = []

    def begin(self) -> None:
        self._tasks = [
            asyncio.create_task(self._keep(each), name=f"watch {each.name}") for each in self._relays
        ]

    async def end(self) -> None:
        for each in self._tasks:
            each.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks = []

    async def _keep(self, relay: RelayLine) -> None:
        backoff = Backoff(self._world, self._timing)
        while True:
            began = self._world.monotonic()
            try:
                await self._session(relay)
            except Refused as error:
                if error.code == "replaced":
                    await self._world.sleep(GIVEN_WAY)
            except HotlineError:
                pass  # it is down; the screen says how many are up
            backoff.ended(self._world.monotonic() - began)
            await wait(backoff.next(), self._world, self._timing)

    async def _session(self, relay: RelayLine) -> None:
        async with open_link(relay, self._credentials, self._world, self._timing) as link:
            self.up += 1
            try:
                await link.run(self._take, lambda: None)
            finally:
                self.up -= 1

    async def _take(self, came: Came) -> None:
        """Looked at from outside, and let go: whoever opens the desk gets it again."""
        if not isinstance(came.arrival, EnvelopeCame):
            return
        with suppress(Malformed):
            if read_public(came.arrival.public).precedence is Precedence.FLASH and len(self._seen) < MOST:
                self._seen.add(envelope_id(came.arrival.public))
                self.flashes = len(self._seen)


class AskedWatch:
    """Where another process keeps the line: that one is asked, and says how many, not what."""

    def __init__(self, verbs: Verbs, world: World) -> None:
        self.flashes = self.up = self.of = 0
        self.line: Line = "goes on"
        self._verbs = verbs
        self._world = world
        self._task: asyncio.Task[None] | None = None

    def begin(self) -> None:
        self._task = asyncio.create_task(self._keep(), name="watch")

    async def end(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _keep(self) -> None:
        while True:
            try:
                said = await self._verbs.ask("urgent", {})
                self.flashes, self.up, self.of = said["flash"], said["up"], said["of"]
                self.line = "goes on"
            except Unavailable:
                self.up, self.line = 0, "unknown"
            await self._world.sleep(ASK_EVERY)
