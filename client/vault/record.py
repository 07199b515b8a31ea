"""The shelf of the statements held, and of how far this desk's own have come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from client.station.ports import SELF, KeptRecord, KeptStatement
from client.vault.rows import Row, Rows
from client.vault.values import from_moment, from_signed, to_moment, to_signed
from hotline.errors import Misuse
from hotline.ids import ChannelId, DeviceId, RelayId, StatementId
from hotline.signed import Signed

PAGE = 500  # rows read at once, so that a reader who stops half-way leaves no query open

LAST_SAID = """
    SELECT id FROM statement WHERE channel = ? AND carrier = ? ORDER BY number DESC LIMIT 1
"""
KEEP_STATEMENT = """
    INSERT INTO statement (id, channel, payload, signature, body, arrived_at, carrier)
    VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING
"""
STATEMENTS = """
    SELECT number, channel, payload, signature, body, arrived_at, carrier FROM statement
    WHERE channel = ? AND number > ? ORDER BY number LIMIT ?
"""


class RecordShelf:
    """The `Record` port on tables."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def statements(self, channel: ChannelId) -> Iterator[KeptStatement]:
        """See `Record.statements`."""
        last = 0
        while page := self._rows.all(STATEMENTS, channel, last, PAGE):
            yield from map(_kept, page)
            last = page[-1][0]

    def statement(self, id: StatementId) -> tuple[bytes, bytes]:
        """See `Record.statement`. Raises Misuse when it is not held."""
        row = self._rows.first("SELECT payload, signature FROM statement WHERE id = ?", id)
        if row is None:
            raise Misuse("The statement is not held.")
        return row[0], row[1]

    def body(self, id: StatementId) -> bytes | None:
        """See `Record.body`."""
        row = self._rows.first("SELECT body FROM statement WHERE id = ?", id)
        return row[0] if row is not None else None

    def after(self, channel: ChannelId, number: int) -> Sequence[tuple[int, StatementId]]:
        """See `Record.after`."""
        found = self._rows.all(
            "SELECT number, id FROM statement WHERE channel = ? AND number > ? ORDER BY number",
            channel,
            number,
        )
        return [(number, StatementId(id)) for number, id in found]

    def last_number(self, channel: ChannelId) -> int:
        """See `Record.last_number`."""
        [(number,)] = self._rows.all("SELECT max(number) FROM statement WHERE channel = ?", channel)
        return number or 0

    def without_body(self, channel: ChannelId) -> Sequence[StatementId]:
        """See `Record.without_body`."""
        found = self._rows.all("SELECT id FROM statement WHERE channel = ? AND body IS NULL", channel)
        return [StatementId(id) for (id,) in found]

    def settled(self, channel: ChannelId) -> KeptRecord | None:
        """See `Record.settled`."""
        row = self._rows.first("SELECT upto, record, rest FROM settled WHERE channel = ?", channel)
        return KeptRecord(*row) if row is not None else None

    def keep_settled(self, channel: ChannelId, kept: KeptRecord) -> None:
        """See `Record.keep_settled`."""
        self._rows.write(
            "INSERT OR REPLACE INTO settled VALUES (?, ?, ?, ?)", channel, kept.upto, kept.record, kept.rest
        )

    def last_said(self, channel: ChannelId) -> StatementId | None:
        """See `Record.last_said`."""
        row = self._rows.first(LAST_SAID, channel, SELF)
        return StatementId(row[0]) if row else None

    def keep_statement(self, statement: StatementId, kept: KeptStatement) -> None:
        """See `Record.keep_statement`."""
        self._rows.write(
            KEEP_STATEMENT,
            statement,
            kept.channel,
            kept.payload,
            kept.signature,
            kept.body,
            from_moment(kept.arrived_at),
            kept.carrier,
        )

    def keep_body(self, statement: StatementId, body: bytes) -> None:
        """See `Record.keep_body`. Raises Misuse when its statement is not held."""
        if not self._rows.write("UPDATE statement SET body = ? WHERE id = ?", body, statement):
            raise Misuse("The statement of this body is not held.")

    def haves(self, channel: ChannelId) -> Sequence[tuple[DeviceId, Signed]]:
        """See `Record.haves`."""
        found = self._rows.all("SELECT device, signed FROM have WHERE channel = ?", channel)
        return [(DeviceId(device), to_signed(signed)) for device, signed in found]

    def keep_have(self, channel: ChannelId, device: DeviceId, have: Signed) -> None:
        """See `Record.keep_have`. It replaces the one before."""
        self._rows.write("INSERT OR REPLACE INTO have VALUES (?, ?, ?)", channel, device, from_signed(have))

    def delivered(self, statement: StatementId) -> Sequence[tuple[DeviceId, datetime]]:
        """See `Record.delivered`."""
        found = self._rows.all("SELECT device, at FROM delivered WHERE statement = ?", statement)
        return [(DeviceId(device), to_moment(at)) for device, at in found]

    def keep_delivered(self, statement: StatementId, device: DeviceId, at: datetime) -> None:
        """See `Record.keep_delivered`."""
        self._rows.write(
            "INSERT OR IGNORE INTO delivered VALUES (?, ?, ?)", statement, device, from_moment(at)
        )

    def relayed(self, statement: StatementId) -> Sequence[tuple[DeviceId, RelayId]]:
        """See `Record.relayed`."""
        found = self._rows.all("SELECT device, relay FROM relayed WHERE statement = ?", statement)
        return [(DeviceId(device), RelayId(relay)) for device, relay in found]

    def keep_relayed(self, statement: StatementId, device: DeviceId, relay: RelayId) -> None:
        """See `Record.keep_relayed`."""
        self._rows.write("INSERT OR IGNORE INTO relayed VALUES (?, ?, ?)", statement, device, relay)


def _kept(row: Row) -> KeptStatement:
    _, channel, payload, signature, body, arrived_at, carrier = row
    return KeptStatement(ChannelId(channel), payload, signature, body, to_moment(arrived_at), carrier)
