"""Mailboxes and key directory in memory, without asyncio: for the simulated world, and for tests.

What they promise is what the ports promise, less the disk. `awaitable` makes ports of them.
"""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import count as counting

from hotline.ids import DeviceId, PartyId, Precedence
from server.rules.order import Cursor, key, take
from server.rules.quota import Level, Limits
from server.stores.intake import slot_keys, take_in
from server.stores.keys import check_not_after, counter_key, judge
from server.stores.ledger import Entry, Ledger
from server.stores.port import (
    Announced,
    Announcement,
    Answer,
    Arrival,
    Delivery,
    Deposit,
    MailboxUsage,
    Slot,
)
from server.stores.watchers import Watchers


@dataclass(frozen=True, slots=True)
class _Kept:
    delivery: Delivery
    entry: Entry
    expires_at: datetime


class MemoryMailboxes:
    """The promises of `Mailboxes` as plain functions; they last as long as the process."""

    def __init__(self, limits: Limits | None = None) -> None:
        self._ledger = Ledger(limits or Limits())
        self._watchers = Watchers()
        self._numbers = counting(1)
        self._waiting: dict[DeviceId, dict[int, _Kept]] = {}
        self._seen: dict[bytes, datetime] = {}
        self._expired: Tally[PartyId] = Tally()

    def deposit(self, deposit: Deposit, now: datetime) -> list[Answer]:
        """See `Mailboxes.deposit`."""
        return self.keep(self.arrive(deposit, now))

    def arrive(self, deposit: Deposit, now: datetime) -> Arrival:
        """See `Mailboxes.arrive`."""
        return Arrival(deposit, now, tuple(next(self._numbers) for _ in deposit.slots))

    def keep(self, arrival: Arrival) -> list[Answer]:
        """See `Mailboxes.keep`: one of them."""
        answers = take_in(arrival, self._ledger, _Shelf(self._seen, self._keep, arrival))
        self._watchers.tell(arrival, answers)
        return answers

    def remember(self, arrival: Arrival) -> bool:
        """See `Mailboxes.remember`."""
        shelf = _Shelf(self._seen, self._keep, arrival)
        for known_by in slot_keys(arrival.deposit):
            shelf.remember(known_by)
        return True

    def holds(self, mailbox: DeviceId) -> bool:
        """See `Mailboxes.holds`."""
        return self._ledger.holds(mailbox)

    def fetch(
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
        waiting = [
            kept.delivery
            for kept in self._waiting.get(mailbox, {}).values()
            if now < kept.expires_at
            and kept.delivery.precedence >= lowest
            and not cursor.covers(kept.delivery)
        ]
        return take(sorted(waiting, key=key), count=count, octets=octets)

    def acknowledge(self, mailbox: DeviceId, seqs: tuple[int, ...]) -> int:
        """See `Mailboxes.acknowledge`."""
        return sum(self._forget(mailbox, seq) for seq in seqs)

    def watch(self, mailbox: DeviceId, woken: Callable[[], None]) -> Callable[[], None]:
        """See `Mailboxes.watch`."""
        return self._watchers.watch(mailbox, woken)

    def usage(self, mailbox: DeviceId) -> MailboxUsage:
        """See `Mailboxes.usage`."""
        return self._ledger.mailbox(mailbox)

    def usage_of(self, party: PartyId) -> Level:
        """See `Mailboxes.usage_of`."""
        return self._ledger.party(party)

    def expire(self, now: datetime) -> Mapping[PartyId, int]:
        """See `Mailboxes.expire`."""
        overdue = [kept for box in self._waiting.values() for kept in box.values() if kept.expires_at <= now]
        for kept in overdue:
            self._forget(kept.entry.mailbox, kept.delivery.seq)
        self._seen = {seen: expires_at for seen, expires_at in self._seen.items() if now < expires_at}
        gone = Tally(kept.entry.party for kept in overdue)
        self._expired.update(gone)
        return gone

    def expired(self) -> Mapping[PartyId, int]:
        """See `Mailboxes.expired`."""
        return dict(self._expired)

    def _keep(self, arrival: Arrival, slot: Slot, seq: int, entry: Entry) -> None:
        deposit = arrival.deposit
        delivery = Delivery(
            seq, deposit.envelope, deposit.precedence, arrival.at, deposit.public, slot.octets
        )
        self._waiting.setdefault(slot.mailbox, {})[seq] = _Kept(delivery, entry, arrival.at + deposit.ttl)

    def _forget(self, mailbox: DeviceId, seq: int) -> bool:
        box = self._waiting.get(mailbox, {})
        kept = box.pop(seq, None)
        if kept is None:
            return False
        self._ledger.remove(kept.entry)
        if not box:
            del self._waiting[mailbox]
        return True


@dataclass(frozen=True, slots=True)
class _Shelf:
    """Where one deposit's slots are kept."""

    seen: dict[bytes, datetime]
    shelve: Callable[[Arrival, Slot, int, Entry], None]
    arrival: Arrival

    def has(self, key: bytes) -> bool:
        """See `intake.Shelf.has`."""
        expires_at = self.seen.get(key)
        return expires_at is not None and self.arrival.at < expires_at

    def remember(self, key: bytes) -> None:
        """See `intake.Shelf.remember`."""
        self.seen[key] = self.arrival.at + self.arrival.deposit.ttl

    remember_acknowledged = remember

    def keep(self, slot: Slot, seq: int, entry: Entry) -> None:
        """See `intake.Shelf.keep`."""
        self.shelve(self.arrival, slot, seq, entry)


class MemoryKeys:
    """The promises of `KeyDirectory` as plain functions."""

    def __init__(self) -> None:
        self._newest: dict[DeviceId, Announcement] = {}
        self._evidence: dict[DeviceId, tuple[Announcement, Announcement]] = {}

    def put(self, announcement: Announcement, now: datetime) -> Announced:
        """See `KeyDirectory.put`."""
        check_not_after(announcement, now)
        kept = self._newest.get(announcement.device)
        verdict = judge((counter_key(kept.counter), kept.document) if kept else None, announcement)
        if verdict is Announced.NEWEST:
            self._newest[announcement.device] = announcement
        if verdict is Announced.CONFLICT and kept is not None:
            self._evidence.setdefault(announcement.device, (kept, announcement))
        return verdict

    def get(self, device: DeviceId, now: datetime) -> bytes | None:
        """See `KeyDirectory.get`."""
        kept = self._newest.get(device)
        return kept.document if kept is not None and now < kept.not_after else None

    def evidence(self, device: DeviceId) -> tuple[bytes, bytes] | None:
        """See `KeyDirectory.evidence`."""
        pair = self._evidence.get(device)
        return pair and (pair[0].document, pair[1].document)

    def expire(self, now: datetime) -> int:
        """See `KeyDirectory.expire`."""
        before = len(self._newest)
        self._newest = {device: kept for device, kept in self._newest.items() if now < kept.not_after}
        self._evidence = {device: pair for device, pair in self._evidence.items() if now < pair[1].not_after}
        return before - len(self._newest)
