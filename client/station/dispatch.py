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
from hotline.envelopes.items import BodyItem, HaveItem, Item, KeyItem, StatementItem
from hotline.envelopes.seal import Recipient, item_size, seal
from hotline.ids import ChannelId, DeviceId, EnvelopeId, Precedence, StatementId
from hotline.wire.envelope import Deposit

BATCH_BYTES = 128 * limits.KIB  # half an envelope: links of many readers and padding have room beside it


HAVE_TTL = timedelta(days=2)  # an older one says little, and a newer one comes at each link-up
OTHERS_BYTES = 48 * limits.KIB  # one have of the largest size, or a few dozen as they are
READERS = 64  # an envelope: 64 links are 32 KiB, 64 full slots 83 KiB


@dataclass(frozen=True, slots=True)
class Way:
    """How an envelope goes: what it may replace, how long it lives, and through one relay or all."""

    precedence: Precedence
    topic: str | None = None
    ttl: timedelta = limits.TTL_DEFAULT
    everywhere: bool = False


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
    _forget_keyless(memory, now)
    rows: dict[tuple[ChannelId, Precedence, DeviceId], list[Due]] = defaultdict(list)
    for row in memory.outbox.rows.ready(now, memory.keyring.knows):
        if row.channel in memory.channels:
            rows[row.channel, row.precedence, row.device].append(row)
    groups: dict[tuple[ChannelId, Precedence, tuple[Piece, ...]], list[DeviceId]] = defaultdict(list)
    for (channel, precedence, device), due in rows.items():
        if not memory.may_have(memory.channels[channel], device, now):
            _forget(memory, due)
            continue
        pieces = tuple(_pieces(memory, memory.channels[channel], device, due))
        groups[channel, precedence, pieces].append(device)
    for (channel, precedence, pieces), devices in groups.items():
        _seal_group(memory, memory.channels[channel], precedence, pieces, devices, now)


def _forget(memory: Memory, rows: Sequence[Due]) -> None:
    """Nothing goes to a desk that was taken back, or whose credential is over: it is sent what it lacks when
    it is good again, and says so."""
    for row in rows:
        memory.outbox.settle(row.device, row.statement)


def _forget_keyless(memory: Memory, now: datetime) -> None:
    """The same for those that were taken back before their key was known."""
    for device in memory.outbox.rows.keyless(memory.keyring.knows):
        for channel in memory.channels.values():
            if not memory.may_have(channel, device, now):
                _forget(memory, [row for row in memory.outbox.rows.of(device) if row.channel == channel.id])


def post(
    memory: Memory,
    channel: Channel,
    items: Sequence[Item],
    readers: Sequence[DeviceId],
    way: Way,
    now: datetime,
) -> list[tuple[EnvelopeId, Sequence[DeviceId]]]:
    """Seals items, with the links and keys that the readers need, and puts them into the outbox: one
    envelope, or more when the readers are many. Gives for each who it is for."""
    posted: list[tuple[EnvelopeId, Sequence[DeviceId]]] = []
    for first in range(0, len(readers), READERS):
        some = readers[first : first + READERS]
        extra = memory.keyring.items_for(some)
        recipients = [memory.keyring.recipient(device) for device in some]
        posted.append((post_sealed(memory, channel, [*extra, *items], recipients, way, now), some))
    return posted


def post_sealed(
    memory: Memory,
    channel: Channel,
    items: Sequence[Item],
    recipients: Sequence[Recipient],
    way: Way,
    now: datetime,
) -> EnvelopeId:
    """Seals just these items for these recipients, and puts the envelope into the outbox."""
    sealed: Deposit = seal(items, recipients, way.precedence, way.ttl, memory.entropy)
    ends = now + way.ttl
    envelope = Outgoing(
        sealed.id,
        sealed.public,
        sealed.slots,
        way.precedence,
        now,
        ends,
        way.topic,
        channel.id,
        way.everywhere,
    )
    memory.outbox.post(envelope)
    return sealed.id


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
        rows = [memory.outbox.rows.get(device, piece.statement) for device in devices for piece in batch]
        # What did not arrive the first time goes through all relays: one may drop what it signs for.
        again = any(row is not None and row.tries > 0 for row in rows)
        sent = [*_of_authors(memory, channel, batch), *items]
        for envelope, some in post(memory, channel, sent, devices, Way(precedence, everywhere=again), now):
            for row in rows:
                if row is not None and row.device in some:
                    memory.outbox.sent(row, envelope, now)


def _of_authors(memory: Memory, channel: Channel, batch: Sequence[Piece]) -> Iterator[Item]:
    """With others' statements their authors' newest key and have: two ends that only this desk connects know
    of each other by it."""
    room = OTHERS_BYTES
    authors = dict.fromkeys(channel.transcript.header(piece.statement).author for piece in batch)
    for author in (each for each in authors if each != memory.me):
        announced, have = memory.keyring.announcement_of(author), channel.signed_have_of(author)
        items: list[Item] = [KeyItem(announced)] if announced is not None else []
        items += [HaveItem(have)] if have is not None else []
        room -= sum(map(item_size, items))
        if room > 0:
            yield from items


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
