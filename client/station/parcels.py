"""Parcels: an own envelope, sealed, given to desks outside its audience for one that is not reached.

Who is in the audience holds the body and sends it on by itself (`sync`); who is not can only carry it closed.
Source: docs/SPEC.md 6 and 7.3.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from client.station.channel import Channel
from client.station.dispatch import Way, post
from client.station.memory import Memory
from client.station.news import tell_keys
from client.station.ports import Due, Outgoing
from client.station.rows import growing
from hotline import limits
from hotline.delivery.due import body_due
from hotline.envelopes.items import Item, ParcelItem
from hotline.envelopes.seal import item_size
from hotline.identity.sealing_key import SealingKeyAnnouncement
from hotline.ids import DeviceId, EnvelopeId
from hotline.wire.envelope import envelope_id, read_public

CARRIED_MOST = 64  # envelopes of others that wait here: nobody fills this desk's outbox for another


def give_parcels(memory: Memory, rows: Iterable[Due], now: datetime) -> None:
    """What was under way for long enough to desks that were not heard since goes to carriers as well."""
    unreached: dict[EnvelopeId, list[Due]] = defaultdict(list)
    for row in rows:
        if row.envelope is not None and _needs_carrier(memory, row) and not in_vain(memory, row, now):
            unreached[row.envelope].append(row)
    for id, some in unreached.items():
        envelope = memory.outbox.envelope(id)
        if envelope is not None:
            there = [row for row in memory.outbox.rows.carried(id) if _needs_carrier(memory, row)]
            _give(memory, envelope, some[0], {row.device for row in there}, now)


def in_vain(memory: Memory, row: Due, now: datetime) -> bool:
    """Whether it was carried and does not show: it may have come before its reader knew the author.

    Relays hand out nothing twice, so it is to be sealed anew.
    """
    return _needs_carrier(memory, row) and _under_way(row, now) >= 2 * growing(row)


def key_changed(memory: Memory, former: SealingKeyAnnouncement, now: datetime) -> None:
    """A newer one came of a desk that only others reach: what was sealed to one that it may have erased since
    is sealed anew. Once in each agreed period of keys, and ever more seldom while nothing of it arrives: a
    member may announce keys without end.
    """
    device = former.device
    over = former.not_after <= now or memory.keyring.life_of(device) != former.counter.incarnation
    for channel in memory.channels.values():
        terms = channel.transcript.terms_for_next()
        if not channel.sealed_anew.is_time(device, terms.rotate, now):
            continue
        rows = [row for row in memory.outbox.rows.of(device) if row.channel == channel.id]
        waiting = [row for row in rows if _needs_carrier(memory, row)]
        old = [row for row in waiting if over or _under_way(row, now) >= terms.retain]
        for row in old:
            memory.outbox.afresh(row, now)
        if old:
            channel.sealed_anew.done(device, now)


def _under_way(row: Due, now: datetime) -> timedelta:
    return now - row.sent_at if row.sent_at is not None else timedelta(0)


def _needs_carrier(memory: Memory, row: Due) -> bool:
    channel = memory.channels.get(row.channel)
    if channel is None or row.statement not in channel.transcript or row.sent_at is None:
        return False
    header, heard_at = channel.transcript.header(row.statement), channel.heard_at.get(row.device)
    silent = heard_at is None or heard_at <= row.sent_at
    return silent and header.audience != "all"


def _give(memory: Memory, envelope: Outgoing, row: Due, devices: set[DeviceId], now: datetime) -> None:
    channel = memory.channels[row.channel]
    carriers = list(_carriers(memory, channel, row, now))
    parcels: list[Item] = []
    room = limits.BATCH_BYTES
    for device, slot in envelope.slots:
        parcel = ParcelItem(device, envelope.public, slot)
        if device in devices and item_size(parcel) <= room:
            room -= item_size(parcel)
            parcels.append(parcel)
    if carriers and parcels:
        topic = f"parcel {envelope.id.hex()}"
        memory.outbox.withdraw(topic)
        post(memory, channel, parcels, carriers, Way(envelope.precedence, topic), now)


def _carriers(memory: Memory, channel: Channel, row: Due, now: datetime) -> Iterator[DeviceId]:
    for device in memory.peers(channel):
        party = memory.party_of(channel, device)
        outside = party is not None and not body_due(channel.transcript, row.statement, party)
        if outside and memory.keyring.knows(device) and memory.may_have(channel, device, now):
            yield device


def carry(memory: Memory, parcels: Iterable[ParcelItem], sender: DeviceId | None, now: datetime) -> None:
    """Passes on what another desk gave this one to carry, unopened. Raises Malformed."""
    by_envelope: dict[bytes, list[tuple[DeviceId, bytes]]] = defaultdict(list)
    for parcel in parcels:
        by_envelope[parcel.public].append((parcel.recipient, parcel.slot))
    for channel in memory.channels.values():
        if sender is None or not memory.is_peer(channel, sender):
            continue
        readers: set[DeviceId] = set()
        for public, slots in by_envelope.items():
            good = {device: slot for device, slot in slots if memory.may_have(channel, device, now)}
            _post(memory, channel, public, good, now)
            readers |= good.keys()
        channel.carried_for |= {(sender, reader) for reader in readers}
        tell_keys(memory, channel, sender, readers - {sender}, now)


def _post(
    memory: Memory, channel: Channel, public: bytes, slots: dict[DeviceId, bytes], now: datetime
) -> None:
    id, outside = envelope_id(public), read_public(public)
    if not slots or len(slots) > limits.SLOTS or memory.outbox.has(id):
        return
    if len(memory.outbox.topics("carried ")) >= CARRIED_MOST and not memory.outbox.make_room("carried "):
        return  # its author goes on trying by itself
    envelope = Outgoing(
        id,
        public,
        tuple(slots.items()),
        outside.precedence,
        made_at=now,
        expires_at=now + timedelta(seconds=outside.ttl),
        topic=f"carried {id.hex()}",
        channel=channel.id,
        everywhere=True,  # its author's relay has it already
    )
    memory.outbox.post(envelope)
