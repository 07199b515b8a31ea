"""What tests of links have in common: a desk's credentials, short waits, a link whose arrivals are kept."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from client.engine.world import real_world
from client.links.ports import Timing, World
from client.links.relay import Came, Credentials, RelayLink, open_link
from client.station.arrivals import ToDeposit
from hotline.agreement.text import RelayLine
from hotline.errors import HotlineError
from hotline.ids import DeviceId, Precedence, RelayId
from hotline.wire.envelope import envelope_id
from tests.server.people import Desk, living_desk, public_part
from tests.server.process import RELAY_KEY

NORTH, SOUTH = living_desk("AVA"), living_desk("BRV")
WITHIN = 30.0  # seconds: only a broken test waits so long
SHORT = Timing(
    ping_every=0.2,
    silence=10.0,  # a slow machine must not look like a dead wire
    look_every=0.05,
    backoff_first=0.05,
    backoff_most=0.1,
    close_within=1.0,
    ask_key_again=0.2,
    store_pause=0.1,
    poison_pause=0.05,
)


def line(url: str, key: bytes = RELAY_KEY.public, name: str = "North") -> RelayLine:
    return RelayLine(name=name, url=url, key=RelayId(key), operator="Test")


def credentials(desk: Desk) -> Credentials:
    return Credentials(desk.key, desk.credential)


def to_deposit(
    n: int, *mailboxes: DeviceId, precedence: Precedence = Precedence.ROUTINE, size: int = 512
) -> ToDeposit:
    public = public_part(n, precedence, size)
    slots = tuple((mailbox, b"slot for " + mailbox[:4]) for mailbox in mailboxes)
    return ToDeposit(envelope_id(public), public, slots, precedence)


class Running:
    """A link that runs, what came over it, and why it ended."""

    def __init__(self, link: RelayLink) -> None:
        self.link = link
        self.came: list[Came] = []
        self.ended: Exception | None = None
        self._more = asyncio.Event()
        self.task = asyncio.create_task(self._run())

    async def _run(self) -> None:
        try:
            await self.link.run(self._take, lambda: None)
        except HotlineError as error:
            self.ended = error
        self._more.set()

    async def _take(self, came: Came) -> None:
        self.came.append(came)
        self._more.set()

    async def until(self, true: Callable[[Running], bool]) -> None:
        async with asyncio.timeout(WITHIN):
            while not true(self):
                if self.ended is not None:
                    raise AssertionError("the link ended") from self.ended
                self._more.clear()
                await self._more.wait()

    def of(self, kind: type) -> list[Any]:
        return [each.arrival for each in self.came if isinstance(each.arrival, kind)]


@asynccontextmanager
async def linked(
    url: str,
    desk: Desk = NORTH,
    timing: Timing = SHORT,
    world: World | None = None,
    key: bytes = RELAY_KEY.public,
) -> AsyncIterator[Running]:
    """A link to that relay that is logged in and runs."""
    async with open_link(line(url, key), credentials(desk), world or real_world(), timing) as link:
        running = Running(link)
        try:
            yield running
        finally:
            running.task.cancel()
            await asyncio.gather(running.task, return_exceptions=True)
