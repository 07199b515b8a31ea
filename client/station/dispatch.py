"""Seals what is due into envelopes: as few as possible, urgent ones apart, never above the size.

Not here: when something is due (`sync`, `say`) and which relay takes it (`outbox`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from client.station.channel import Channel
from client.station.memory import Memory
from client.station.ports import Due, Outgoing
from hotline import limits
from hotline.delivery.due import body_due
from hotline.envelopes.items import BodyItem, Item, StatementItem
from hotline.envelopes.seal import item_size, seal
from hotline.ids import ChannelId, DeviceId, EnvelopeId, Precedence, StatementId
from hotline.wire.envelope import Deposit

BATCH_BYTES = 128 * limits.KIB  # half an envelope: links of many readers and padding have room beside it


@dataclass(frozen=True, slots=True)
class Piece:
    """One statement as one desk needs it."""

    statement: StatementId
    header: bool
    body: bool


def seal_due(memory: Memory, now: datetime) -> None:
    """Seals every statement that is due, whose reader's key is known, and that no envelope carries yet.

    Desks that need the same go into one envelope.
    """
    rows: dict[tuple[ChannelId, Precedence, DeviceId], list[Due]] = defaultdict(list)
    for row in memory.outbox.ready(now):
        if memory.keyring.knows(row.device) and row.channel in memory.channels:
            rows[row.channel, row.precedence, row.device].append(row)
    groups: dict[tuple[ChannelId, Precedence, tuple[Piece, ...]], list[DeviceId]] = defaultdict(list)
    for (channel, precedence, device), due in rows.items():
        pieces = tuple(_pieces(memory, memory.channels[channel], device, due))
        groups[channel, precedence, pieces].append(device)
    for (channel, precedence, pieces), devices in groups.items():
        _seal_group(memory, memory.channels[channel], precedence, pieces, devices, now)


def post(
    memory: Memory,
    channel: Channel,
    items: Sequence[Item],
    readers: Sequence[DeviceId],
    precedence: Precedence,
    now: datetime,
    topic: str | None = None,
    ttl: timedelta = limits.TTL_DEFAULT,
) -> EnvelopeId:
    """Seals items, with the links and keys that the readers need, and puts the envelope into the outbox."""
    recipients = [memory.keyring.recipient(device) for device in readers]
    extra = memory.keyring.items_for(readers)
    deposit: Deposit = seal([*extra, *items], recipients, precedence, ttl, memory.entropy)
    memory.outbox.post(
        Outgoing(deposit.id, deposit.public, deposit.slots, precedence, now, now + ttl, topic, channel.id)
    )
    return deposit.id


def _pieces(memory: Memory, channel: Channel, device: DeviceId, rows: Sequence[Due]) -> Iterator[Piece]:
    coverage, party = channel.coverage_of(device), memory.party_of(channel, device)
    for row in rows:
        if row.statement not in channel.transcript:
            continue
        header = coverage is None or not coverage.covers(row.statement)
        held = channel.transcript.entry(row.statement).body is not None
        body = held and party is not None and body_due(channel.transcript, row.statement, party)
        if header or body:
            yield Piece(row.statement, header, body)
        else:
            memory.outbox.settle(device, row.statement)


def _seal_group(
    memory: Memory,
    channel: Channel,
    precedence: Precedence,
    pieces: Sequence[Piece],
    devices: Sequence[DeviceId],
    now: datetime,
) -> None:
    for batch, items in _batches(channel, pieces):
        envelope = post(memory, channel, items, devices, precedence, now)
        for device in devices:
            for piece in batch:
                row = memory.outbox.row(device, piece.statement)
                if row is not None:
                    memory.outbox.sent(row, envelope, now)


def _batches(channel: Channel, pieces: Sequence[Piece]) -> Iterator[tuple[list[Piece], list[Item]]]:
    batch: list[Piece] = []
    items: list[Item] = []
    size = 0
    for piece in pieces:
        fresh = list(_items(channel, piece))
        more = sum(item_size(item) for item in fresh)
        if batch and (size + more > BATCH_BYTES or len(items) + len(fresh) > limits.ITEMS // 2):
            yield batch, items
            batch, items, size = [], [], 0
        batch.append(piece)
        items += fresh
        size += more
    if batch:
        yield batch, items


def _items(channel: Channel, piece: Piece) -> Iterator[Item]:
    entry = channel.transcript.entry(piece.statement)
    if piece.header:
        yield StatementItem(entry.statement.payload, entry.statement.signature)
    if piece.body and entry.body is not None:
        yield BodyItem(piece.statement, entry.body)
