"""Mailboxes in one SQLite file: one writer with group commit, one reader beside it.

A deposit's public part is one row of `envelope`, each recipient's slot one row of `delivery`, and `seen`
remembers slots after they were acknowledged, until they expire. Levels are counted in memory by the writer.
What runs inside the writer's transaction is in `sqlite_rows`.
"""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from itertools import count as counting
from typing import TypeVar

import apsw

from hotline.codec import to_milliseconds
from hotline.ids import DeviceId, PartyId, Precedence
from server.rules.order import Cursor
from server.rules.quota import Level
from server.stores.database import run
from server.stores.intake import slot_keys, take_in
from server.stores.lately import Lately
from server.stores.ledger import Ledger
from server.stores.port import Answer, Arrival, Delivery, Deposit, MailboxUsage
from server.stores.reader import Reader
from server.stores.sqlite_rows import SWEEP, Books, Shelf, fetch, sweep, sweep_seen
from server.stores.watchers import Watchers
from server.stores.writer import Undo, Writer

T = TypeVar("T")


class SqliteMailboxes:
    """The `Mailboxes` port on one file, which has `sqlite_rows.SCHEMA`, and whose rows `ledger` has counted.

    `last` is the highest number that a delivery has had there.
    """

    def __init__(self, writer: Writer, reader: Reader, ledger: Ledger, last: int) -> None:
        self._writer = writer
        self._reader = reader
        self._ledger = ledger
        self._lately = Lately()
        self._watchers = Watchers()
        self._numbers = counting(last + 1)

    async def deposit(self, deposit: Deposit, now: datetime) -> list[Answer]:
        """See `Mailboxes.deposit`."""
        [answers] = await self.keep([self.arrive(deposit, now)])
        return answers

    def arrive(self, deposit: Deposit, now: datetime) -> Arrival:
        """See `Mailboxes.arrive`."""
        return Arrival(deposit, now, tuple(next(self._numbers) for _ in deposit.slots))

    async def keep(self, arrivals: Sequence[Arrival]) -> list[list[Answer]]:
        """See `Mailboxes.keep`."""

        def take_all(books: Books) -> list[list[Answer]]:
            answers = [take_in(each, self._ledger, Shelf(books, each)) for each in arrivals]
            books.lately.write_many(books.connection, books.undo)
            return answers

        return await self._write(take_all, then=partial(self._tell, arrivals), weight=len(arrivals))

    def remember(self, arrival: Arrival) -> bool:
        """See `Mailboxes.remember`."""
        if self._lately.full:
            return False
        expires_at = to_milliseconds(arrival.at + arrival.deposit.ttl)
        for key in slot_keys(arrival.deposit):
            self._lately.add(key, expires_at)
        return True

    def holds(self, mailbox: DeviceId) -> bool:
        """See `Mailboxes.holds`."""
        return self._ledger.holds(mailbox)

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
        return await self._reader.run(
            lambda reader: fetch(reader, mailbox, cursor, now, lowest, count, octets)
        )

    async def acknowledge(self, mailbox: DeviceId, seqs: tuple[int, ...]) -> int:
        """See `Mailboxes.acknowledge`."""
        return await self._write(lambda books: books.let_go(mailbox, seqs))

    def watch(self, mailbox: DeviceId, woken: Callable[[], None]) -> Callable[[], None]:
        """See `Mailboxes.watch`."""
        return self._watchers.watch(mailbox, woken)

    async def usage(self, mailbox: DeviceId) -> MailboxUsage:
        """See `Mailboxes.usage`."""
        return await self._write(lambda books: self._ledger.mailbox(mailbox))

    async def usage_of(self, party: PartyId) -> Level:
        """See `Mailboxes.usage_of`."""
        return await self._write(lambda books: self._ledger.party(party))

    async def expire(self, now: datetime) -> Mapping[PartyId, int]:
        """See `Mailboxes.expire`."""
        await self.write_down()
        gone: Tally[PartyId] = Tally()
        while swept := await self._write(lambda books: sweep(books, now)):
            gone.update(swept)
        while await self._write(lambda books: sweep_seen(books, now)) == SWEEP:
            pass
        return gone

    async def expired(self) -> Mapping[PartyId, int]:
        """See `Mailboxes.expired`."""
        found = await self._reader.run(lambda reader: run(reader, "SELECT party, count FROM expired"))
        return {PartyId(party): count for party, count in found}

    async def write_down(self) -> None:
        """Put into the file what is known and not written yet. Raises StoreFailed."""
        await self._write(lambda books: books.lately.write(books.connection, books.undo))

    def _tell(self, arrivals: Sequence[Arrival], answers: Sequence[Sequence[Answer]]) -> None:
        for arrival, each in zip(arrivals, answers, strict=True):
            self._watchers.tell(arrival, each)

    async def _write(
        self, work: Callable[[Books], T], then: Callable[[T], None] | None = None, weight: int = 1
    ) -> T:
        def in_transaction(connection: apsw.Connection, undo: list[Undo]) -> T:
            return work(Books(connection, self._ledger, self._lately, undo))

        return await self._writer.run(in_transaction, then, weight)
