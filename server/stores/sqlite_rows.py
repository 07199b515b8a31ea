"""The mailboxes' tables and what is done to their rows, each inside a transaction that another has begun."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Generator, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

import apsw

from hotline.codec import from_milliseconds, to_milliseconds
from hotline.ids import DeviceId, EnvelopeId, PartyId, Precedence
from server.rules.order import HIGHEST_FIRST, Cursor, take
from server.rules.quota import Level
from server.stores.database import rows, run
from server.stores.lately import REMEMBER, Lately
from server.stores.ledger import Entry, Ledger
from server.stores.port import Arrival, Delivery, Slot
from server.stores.writer import Undo

# AUTOINCREMENT keeps the last number: if one came twice, a late acknowledgement would delete what is unread.
SCHEMA = """
    CREATE TABLE IF NOT EXISTS envelope (
        number INTEGER PRIMARY KEY,
        id     BLOB NOT NULL UNIQUE,
        public BLOB NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS delivery (
        seq        INTEGER PRIMARY KEY AUTOINCREMENT,
        mailbox    BLOB NOT NULL,
        precedence INTEGER NOT NULL,
        party      BLOB NOT NULL,
        octets     INTEGER NOT NULL,
        deposited_at INTEGER NOT NULL,
        expires_at INTEGER NOT NULL,
        envelope   INTEGER NOT NULL REFERENCES envelope (number),
        slot       BLOB NOT NULL
    ) STRICT;
    CREATE INDEX IF NOT EXISTS delivery_waiting ON delivery (mailbox, precedence);
    CREATE INDEX IF NOT EXISTS delivery_expiry ON delivery (expires_at);
    CREATE INDEX IF NOT EXISTS delivery_envelope ON delivery (envelope);
    CREATE TABLE IF NOT EXISTS seen (
        key        BLOB PRIMARY KEY,
        expires_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS seen_expiry ON seen (expires_at);
    CREATE TABLE IF NOT EXISTS expired (
        party BLOB PRIMARY KEY,
        count INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
"""

KNOWN = "SELECT 1 FROM seen WHERE key = ? AND expires_at > ?"
FIND_ENVELOPE = "SELECT number FROM envelope WHERE id = ?"
KEEP_ENVELOPE = "INSERT INTO envelope (id, public) VALUES (?, ?) RETURNING number"
KEEP_DELIVERY = """
    INSERT INTO delivery (seq, mailbox, precedence, party, octets, deposited_at, expires_at, envelope, slot)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
WAITING = """
    SELECT seq, envelope.id, deposited_at, public, slot
    FROM delivery JOIN envelope ON envelope.number = delivery.envelope
    WHERE mailbox = ? AND precedence = ? AND seq > ? AND expires_at > ? ORDER BY seq LIMIT ?
"""
LET_GO = "DELETE FROM delivery WHERE seq = ? AND mailbox = ? RETURNING mailbox, party, octets, envelope"
DROP_ENVELOPE = """
    DELETE FROM envelope
    WHERE number = ?1 AND NOT EXISTS (SELECT 1 FROM delivery WHERE envelope = ?1)
"""
OVERDUE = """
    DELETE FROM delivery WHERE seq IN (SELECT seq FROM delivery WHERE expires_at <= ? LIMIT ?)
    RETURNING mailbox, party, octets, envelope
"""
COUNT_EXPIRED = """
    INSERT INTO expired (party, count) VALUES (?, ?)
    ON CONFLICT (party) DO UPDATE SET count = count + excluded.count
"""
FORGET_SEEN = "DELETE FROM seen WHERE key IN (SELECT key FROM seen WHERE expires_at <= ? LIMIT ?) RETURNING 1"

SWEEP = 500  # rows in one job of expire(), so that deposits never wait long for it


def count_all(connection: apsw.Connection, ledger: Ledger) -> int:
    """Count into the ledger what waits in the file; gives the last number that a delivery ever had there."""
    query = "SELECT mailbox, party, count(*), sum(octets) FROM delivery GROUP BY mailbox, party"
    for mailbox, party, count, octets in rows(connection, query):
        ledger.add(Entry(DeviceId(mailbox), PartyId(party), Level(count, octets)))
    last = run(connection, "SELECT seq FROM sqlite_sequence WHERE name = 'delivery'")
    return int(last[0][0]) if last else 0


@dataclass(frozen=True, slots=True)
class Books:
    """The file and the ledger that counts it, changed together: `undo` keeps them equal in a failure."""

    connection: apsw.Connection
    ledger: Ledger
    lately: Lately
    undo: list[Undo]

    def counted(self, entry: Entry) -> None:
        """The ledger has counted this; it is taken back if the transaction is."""
        self.undo.append(partial(self.ledger.remove, entry))

    def let_go(self, mailbox: DeviceId, seqs: Iterable[int]) -> int:
        """Delete these deliveries of this mailbox; gives how many were there."""
        return sum(len(self.forget(run(self.connection, LET_GO, seq, mailbox))) for seq in seqs)

    def forget(self, deleted: list[tuple[Any, ...]]) -> list[PartyId]:
        """Uncount deleted deliveries and delete envelopes that nobody waits for; gives the depositors."""
        for mailbox, party, octets, envelope in deleted:
            entry = Entry(DeviceId(mailbox), PartyId(party), Level(1, octets))
            self.ledger.remove(entry)
            self.undo.append(partial(self.ledger.add, entry))
            run(self.connection, DROP_ENVELOPE, envelope)
        return [PartyId(party) for _, party, _, _ in deleted]


class Shelf:
    """Where one deposit's slots are kept."""

    def __init__(self, books: Books, arrival: Arrival) -> None:
        self._books = books
        self._deposit = arrival.deposit
        self._now = to_milliseconds(arrival.at)
        self._expires_at = to_milliseconds(arrival.at + arrival.deposit.ttl)
        self._envelope: int | None = None  # its row, once a slot needs it

    def has(self, key: bytes) -> bool:
        """See `intake.Shelf.has`."""
        books = self._books
        return books.lately.has(key, self._now) or bool(run(books.connection, KNOWN, key, self._now))

    def remember(self, key: bytes) -> None:
        """See `intake.Shelf.remember`."""
        run(self._books.connection, REMEMBER, key, self._expires_at)

    def remember_acknowledged(self, key: bytes) -> None:
        """See `intake.Shelf.remember_acknowledged`."""
        self._books.lately.add(key, self._expires_at)

    def keep(self, slot: Slot, seq: int, entry: Entry) -> None:
        """See `intake.Shelf.keep`."""
        self._books.counted(entry)
        run(
            self._books.connection,
            KEEP_DELIVERY,
            seq,
            slot.mailbox,
            int(self._deposit.precedence),
            entry.party,
            entry.level.octets,
            self._now,
            self._expires_at,
            self._row_of_envelope(),
            slot.octets,
        )

    def _row_of_envelope(self) -> int:
        if self._envelope is None:
            connection, deposit = self._books.connection, self._deposit
            found = run(connection, FIND_ENVELOPE, deposit.envelope)
            found = found or run(connection, KEEP_ENVELOPE, deposit.envelope, deposit.public)
            self._envelope = int(found[0][0])
        return self._envelope


def fetch(
    connection: apsw.Connection,
    mailbox: DeviceId,
    cursor: Cursor,
    now: datetime,
    lowest: Precedence,
    count: int,
    octets: int,
) -> list[Delivery]:
    """See `Mailboxes.fetch`. Reads no more of the file than it gives."""
    with closing(_waiting(connection, mailbox, cursor, to_milliseconds(now), lowest, count)) as waiting:
        return take(waiting, count=count, octets=octets)


def _waiting(
    connection: apsw.Connection, mailbox: DeviceId, cursor: Cursor, now: int, lowest: Precedence, count: int
) -> Generator[Delivery, None, None]:
    for precedence in HIGHEST_FIRST[: HIGHEST_FIRST.index(lowest) + 1]:
        values = (mailbox, int(precedence), cursor.after[precedence], now, count)
        # Closed at once: a statement left open holds its snapshot, and the log could not be checkpointed.
        with closing(connection.execute(WAITING, values)) as found:
            for seq, envelope, deposited_at, public, slot in found:
                at = from_milliseconds(deposited_at)
                yield Delivery(seq, EnvelopeId(envelope), precedence, at, public, slot)


def sweep(books: Books, now: datetime) -> Mapping[PartyId, int]:
    """Delete and count some deliveries past their time; empty when there are none left."""
    overdue = run(books.connection, OVERDUE, to_milliseconds(now), SWEEP)
    gone = Tally(books.forget(overdue))
    for party, count in gone.items():
        run(books.connection, COUNT_EXPIRED, party, count)
    return gone


def sweep_seen(books: Books, now: datetime) -> int:
    """Forget some slots past their time; gives how many, fewer than SWEEP when none are left."""
    return len(run(books.connection, FORGET_SEEN, to_milliseconds(now), SWEEP))
