"""The shelf of what is to be sent: who lacks what, sealed envelopes, and what relays said of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from client.station.ports import Due, Outgoing, Receipted, SetAside
from client.vault.rows import Row, Rows
from client.vault.values import from_moment, from_moment_or_none, to_moment, to_moment_or_none
from hotline import limits
from hotline.ids import ChannelId, DeviceId, EnvelopeId, Precedence, RelayId, StatementId
from hotline.sentence import read_sentence, write_sentence
from hotline.shapes import array_of, exact_bytes, read_cbor, record, some_bytes, write_cbor

KEEP_OUTGOING = """
    INSERT INTO outgoing (id, public, slots, precedence, made_at, expires_at, topic, channel, everywhere)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING
"""
# A receipt may come late, when its envelope is settled by another way.
KEEP_RECEIPT = """
    INSERT OR REPLACE INTO receipt SELECT id, ?, ?, ? FROM outgoing WHERE id = ?
"""
COUNT_ATTEMPT = """
    INSERT INTO attempt VALUES (?, 1) ON CONFLICT (envelope) DO UPDATE SET count = count + 1
"""
KEEP_ASIDE = """
    INSERT INTO aside (envelope, public, slot, why, at) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (envelope) DO UPDATE SET why = excluded.why, at = excluded.at
"""


class OutboxShelf:
    """The `Outbox` port on tables."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def due(self) -> Sequence[Due]:
        """See `Outbox.due`."""
        found = self._rows.all(
            "SELECT device, channel, statement, precedence, not_before, tries, envelope, sent_at FROM due"
        )
        return [_due(row) for row in found]

    def keep_due(self, due: Due) -> None:
        """See `Outbox.keep_due`."""
        self._rows.write(
            "INSERT OR REPLACE INTO due VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            due.device,
            due.statement,
            due.channel,
            due.precedence,
            from_moment(due.not_before),
            due.tries,
            due.envelope,
            from_moment_or_none(due.sent_at),
        )

    def drop_due(self, device: DeviceId, statement: StatementId) -> None:
        """See `Outbox.drop_due`."""
        self._rows.write("DELETE FROM due WHERE device = ? AND statement = ?", device, statement)

    def outgoing(self) -> Sequence[Outgoing]:
        """See `Outbox.outgoing`."""
        found = self._rows.all(
            "SELECT id, public, slots, precedence, made_at, expires_at, topic, channel, everywhere"
            " FROM outgoing ORDER BY number"
        )
        return [_outgoing(row) for row in found]

    def keep_outgoing(self, envelope: Outgoing) -> None:
        """See `Outbox.keep_outgoing`. The same id again changes nothing."""
        self._rows.write(
            KEEP_OUTGOING,
            envelope.id,
            envelope.public,
            write_cbor([list(slot) for slot in envelope.slots]),
            envelope.precedence,
            from_moment(envelope.made_at),
            from_moment(envelope.expires_at),
            envelope.topic,
            envelope.channel,
            envelope.everywhere,
        )

    def drop_outgoing(self, envelope: EnvelopeId) -> None:
        """See `Outbox.drop_outgoing`."""
        self._rows.write("DELETE FROM outgoing WHERE id = ?", envelope)

    def receipts(self) -> Sequence[Receipted]:
        """See `Outbox.receipts`."""
        found = self._rows.all("SELECT envelope, device, relay, at FROM receipt")
        return [
            Receipted(EnvelopeId(envelope), DeviceId(device), RelayId(relay), to_moment(at))
            for envelope, device, relay, at in found
        ]

    def keep_receipt(self, receipt: Receipted) -> None:
        """See `Outbox.keep_receipt`. One for an envelope that is no longer kept is let go."""
        self._rows.write(
            KEEP_RECEIPT, receipt.device, receipt.relay, from_moment(receipt.at), receipt.envelope
        )

    def emptied(self) -> Sequence[tuple[RelayId, datetime]]:
        """See `Outbox.emptied`."""
        found = self._rows.all("SELECT relay, at FROM emptied")
        return [(RelayId(relay), to_moment(at)) for relay, at in found]

    def keep_emptied(self, relay: RelayId, at: datetime) -> None:
        """See `Outbox.keep_emptied`."""
        self._rows.write("INSERT OR REPLACE INTO emptied VALUES (?, ?)", relay, from_moment(at))

    def attempts(self, envelope: EnvelopeId) -> int:
        """See `Outbox.attempts`."""
        row = self._rows.first("SELECT count FROM attempt WHERE envelope = ?", envelope)
        return int(row[0]) if row else 0

    def count_attempt(self, envelope: EnvelopeId) -> int:
        """See `Outbox.count_attempt`. Gives the new count."""
        self._rows.write(COUNT_ATTEMPT, envelope)
        return self.attempts(envelope)

    def set_aside(self, envelope: EnvelopeId, what: SetAside) -> None:
        """See `Outbox.set_aside`."""
        self._rows.write(
            KEEP_ASIDE, envelope, what.public, what.slot, write_sentence(what.why), from_moment(what.at)
        )

    def put_aside(self) -> Sequence[tuple[EnvelopeId, SetAside]]:
        """See `Outbox.put_aside`. In the order they were set aside."""
        found = self._rows.all("SELECT envelope, public, slot, why, at FROM aside ORDER BY number")
        return [
            (EnvelopeId(envelope), SetAside(public, slot, read_sentence(why), to_moment(at)))
            for envelope, public, slot, why, at in found
        ]


_SLOTS = array_of(
    record([("device", exact_bytes(32)), ("slot", some_bytes(limits.SLOT_BYTES))]), limits.SLOTS
)


def _due(row: Row) -> Due:
    device, channel, statement, precedence, not_before, tries, envelope, sent_at = row
    return Due(
        device=DeviceId(device),
        channel=ChannelId(channel),
        statement=StatementId(statement),
        precedence=Precedence(precedence),
        not_before=to_moment(not_before),
        tries=tries,
        envelope=None if envelope is None else EnvelopeId(envelope),
        sent_at=to_moment_or_none(sent_at),
    )


def _outgoing(row: Row) -> Outgoing:
    envelope, public, slots, precedence, made_at, expires_at, topic, channel, everywhere = row
    read = _SLOTS(read_cbor(slots, "kept slots", len(slots)), "kept slots")
    return Outgoing(
        id=EnvelopeId(envelope),
        public=public,
        slots=tuple((DeviceId(device), slot) for device, slot in read),
        precedence=Precedence(precedence),
        made_at=to_moment(made_at),
        expires_at=to_moment(expires_at),
        topic=topic,
        channel=None if channel is None else ChannelId(channel),
        everywhere=bool(everywhere),
    )
