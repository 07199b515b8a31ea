"""A relay's disk: the memory store behind the port, in virtual time. Writing and reading take a while.

Meanwhile acknowledgements come, sessions end and begin, and the process may die: before the commit, or after
it and before anyone was told.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import count as counting

from hotline.ids import DeviceId, Precedence
from hotline.wire.envelope import slot_hash
from server.rules.order import Cursor
from server.stores.awaitable import AwaitableMailboxes
from server.stores.intake import slot_keys
from server.stores.memory import MemoryMailboxes
from server.stores.port import Answer, Arrival, Delivery, Deposit
from tests.simulation.debts import Debts, Slot
from tests.simulation.process import Pause

# Lines bring something five times a second: with these, before the commit, after it, and before it is told.
COMMITS = 0.2  # seconds, from the request until it is durable
TELLS = 0.2  # seconds from then until the event loop knows
SWEEPS = 60.0  # until what is only remembered is written
READS = 0.15  # seconds in which what a look has found grows old


class Disk:
    """Lasts over the deaths of its processes. `debts` tells what is expected of it."""

    def __init__(self, debts: Debts) -> None:
        self.debts = debts
        self.mailboxes = MemoryMailboxes()
        self._last = 0  # the highest number ever written
        self._lately: list[tuple[Arrival, list[bytes]]] = []  # what is remembered, and not written yet

    def begin(self) -> None:
        """A process opens it: it numbers anew from the last that was written."""
        for _, keys in self._lately:
            for key in keys:
                self.mailboxes._seen.pop(key, None)
        self._lately.clear()
        self.mailboxes._numbers = counting(self._last + 1)
        self.debts.begin(self.waiting())

    def keep(self, arrival: Arrival) -> list[Answer]:
        answers = self.mailboxes.keep(arrival)
        self._last = max(self._last, *arrival.kept, 0)
        self.debts.remembered(arrival)
        return answers

    def remember(self, arrival: Arrival) -> None:
        """Known to this process, and to the next one once it is written."""
        new = [key for key in slot_keys(arrival.deposit) if key not in self.mailboxes._seen]
        self.mailboxes.remember(arrival)
        self._lately.append((arrival, new))

    def sweep(self) -> None:
        """What is remembered is written."""
        for arrival, _ in self._lately:
            self.debts.remembered(arrival)
        self._lately.clear()

    def waiting(self) -> set[Slot]:
        return {
            (mailbox, kept.delivery.envelope, slot_hash(kept.delivery.slot))
            for mailbox, box in self.mailboxes._waiting.items()
            for kept in box.values()
        }


class SimulatedMailboxes(AwaitableMailboxes):
    """For one life of the relay's process."""

    def __init__(self, disk: Disk, after: Callable[[float, Callable[[], None]], None]) -> None:
        super().__init__(disk.mailboxes)
        self._disk = disk
        self._after = after
        self._sweeps = False

    def arrive(self, deposit: Deposit, now: datetime) -> Arrival:
        """See `Mailboxes.arrive`."""
        arrival = super().arrive(deposit, now)
        for mailbox, delivery in arrival.deliveries():
            self._disk.debts.numbered(mailbox, delivery)
        return arrival

    async def keep(self, arrivals: Sequence[Arrival]) -> list[list[Answer]]:
        """See `Mailboxes.keep`."""
        await Pause(COMMITS)
        answers = [self._disk.keep(each) for each in arrivals]
        await Pause(TELLS)
        return answers

    def remember(self, arrival: Arrival) -> bool:
        """See `Mailboxes.remember`."""
        self._disk.remember(arrival)
        if not self._sweeps:
            self._sweeps = True
            self._after(SWEEPS, self._sweep)
        return True

    def _sweep(self) -> None:
        self._sweeps = False
        self._disk.sweep()

    async def fetch(
        self,
        mailbox: DeviceId,
        cursor: Cursor,
        now: datetime,
        *,
        lowest: Precedence = Precedence.ROUTINE,
        count: int,
        octets: int,
    ) -> list[Delivery]:
        """See `Mailboxes.fetch`."""
        found = await super().fetch(mailbox, cursor, now, lowest=lowest, count=count, octets=octets)
        self._disk.debts.found(mailbox, found)
        await Pause(READS)
        return found

    async def acknowledge(self, mailbox: DeviceId, seqs: tuple[int, ...]) -> int:
        """See `Mailboxes.acknowledge`."""
        await Pause(COMMITS)
        let_go = await super().acknowledge(mailbox, seqs)
        self._disk.debts.let_go(mailbox, seqs)
        return let_go

    def watch(self, mailbox: DeviceId, woken: Callable[[], None]) -> Callable[[], None]:
        """See `Mailboxes.watch`. Told when the event loop knows of the commit."""
        return super().watch(mailbox, lambda: self._after(TELLS, woken))
