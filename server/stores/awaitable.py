"""The memory stores behind the ports: each call is done before it returns, and awaiting it is a formality."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from hotline.ids import DeviceId, PartyId, Precedence
from server.rules.order import Cursor
from server.rules.quota import Level
from server.stores.memory import MemoryKeys, MemoryMailboxes
from server.stores.port import Announced, Announcement, Answer, Arrival, Delivery, Deposit, MailboxUsage


class AwaitableMailboxes:
    """The `Mailboxes` port on `MemoryMailboxes`."""

    def __init__(self, core: MemoryMailboxes) -> None:
        self.core = core

    async def deposit(self, deposit: Deposit, now: datetime) -> list[Answer]:
        """See `Mailboxes.deposit`."""
        return self.core.deposit(deposit, now)

    def arrive(self, deposit: Deposit, now: datetime) -> Arrival:
        """See `Mailboxes.arrive`."""
        return self.core.arrive(deposit, now)

    async def keep(self, arrivals: Sequence[Arrival]) -> list[list[Answer]]:
        """See `Mailboxes.keep`."""
        return [self.core.keep(each) for each in arrivals]

    def remember(self, arrival: Arrival) -> bool:
        """See `Mailboxes.remember`."""
        return self.core.remember(arrival)

    def holds(self, mailbox: DeviceId) -> bool:
        """See `Mailboxes.holds`."""
        return self.core.holds(mailbox)

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
        return self.core.fetch(mailbox, cursor, now, lowest=lowest, count=count, octets=octets)

    async def acknowledge(self, mailbox: DeviceId, seqs: tuple[int, ...]) -> int:
        """See `Mailboxes.acknowledge`."""
        return self.core.acknowledge(mailbox, seqs)

    def watch(self, mailbox: DeviceId, woken: Callable[[], None]) -> Callable[[], None]:
        """See `Mailboxes.watch`."""
        return self.core.watch(mailbox, woken)

    async def usage(self, mailbox: DeviceId) -> MailboxUsage:
        """See `Mailboxes.usage`."""
        return self.core.usage(mailbox)

    async def usage_of(self, party: PartyId) -> Level:
        """See `Mailboxes.usage_of`."""
        return self.core.usage_of(party)

    async def expire(self, now: datetime) -> Mapping[PartyId, int]:
        """See `Mailboxes.expire`."""
        return self.core.expire(now)

    async def expired(self) -> Mapping[PartyId, int]:
        """See `Mailboxes.expired`."""
        return self.core.expired()


class AwaitableKeys:
    """The `KeyDirectory` port on `MemoryKeys`."""

    def __init__(self, core: MemoryKeys) -> None:
        self.core = core

    async def put(self, announcement: Announcement, now: datetime) -> Announced:
        """See `KeyDirectory.put`."""
        return self.core.put(announcement, now)

    async def get(self, device: DeviceId, now: datetime) -> bytes | None:
        """See `KeyDirectory.get`."""
        return self.core.get(device, now)

    async def evidence(self, device: DeviceId) -> tuple[bytes, bytes] | None:
        """See `KeyDirectory.evidence`."""
        return self.core.evidence(device)

    async def expire(self, now: datetime) -> int:
        """See `KeyDirectory.expire`."""
        return self.core.expire(now)
