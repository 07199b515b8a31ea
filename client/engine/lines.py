"""The lines to all relays: those the agreements in force name, and retired ones while they are still read."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from client.engine.line import Line
from client.engine.outlook import Outlook
from client.links.relay import RelayLink, Room
from hotline import limits
from hotline.agreement.text import RelayLine
from hotline.ids import RelayId


class Lines:
    """`start` begins a line; it is called for each relay that is new."""

    def __init__(self, start: Callable[[RelayLine], Line]) -> None:
        self._start = start
        self._lines: dict[RelayId, Line] = {}
        self._leaving: set[asyncio.Task[None]] = set()

    def __iter__(self) -> Iterator[Line]:
        return iter(self._lines.values())

    def rooms(self) -> dict[RelayId, Room]:
        """What each link that is up would take now."""
        return {relay: link.room for relay, link in self._up().items()}

    def hand_out(self, outlook: Outlook) -> None:
        """Gives each link what the station wants of it."""
        for relay, link in self._up().items():
            link.publish(outlook.publication)
            link.revoke(outlook.revocations)
            link.ask_keys(outlook.wanted_keys)
            link.deposit(outlook.deposits.get(relay, ()))

    def keep(self, relays: Iterable[RelayLine], now: datetime) -> None:
        """Begins and ends lines, so that they are those that the agreements name."""
        named = {RelayId(line.key): line for line in relays}
        for relay, line in list(self._lines.items()):
            if relay not in named:
                self._retire(line, now)
            elif line.line.url != named[relay].url:
                self._leave(line)
            else:
                line.retired_at = None
        for relay, wanted in named.items():
            if relay not in self._lines:
                self._lines[relay] = self._start(wanted)

    def read_on(self, relay: RelayLine, since: datetime) -> None:
        """A relay that was retired before this process began."""
        line = self._start(relay)
        line.retired_at = since
        self._lines[line.relay] = line

    def _retire(self, line: Line, now: datetime) -> None:
        line.retired_at = line.retired_at or now
        if now - line.retired_at >= limits.RETIRED_RELAY:
            self._leave(line)

    def _leave(self, line: Line) -> None:
        del self._lines[line.relay]
        leaving = asyncio.create_task(line.stop())
        self._leaving.add(leaving)
        leaving.add_done_callback(self._leaving.discard)

    async def stop(self) -> None:
        """Ends all."""
        for line in list(self._lines.values()):
            self._leave(line)
        await asyncio.gather(*self._leaving)

    def _up(self) -> dict[RelayId, RelayLink]:
        return {line.relay: line.link for line in self._lines.values() if line.link is not None}
