"""Telling desks of others whom they may reach only through this one: newest keys, each once, and haves.

Not here: when there is something to tell (`sync`, `parcels`). All of it goes through every relay: which of
them its reader reaches is not known. Source: docs/SPEC.md 7.3.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from datetime import datetime, timedelta

from client.station.channel import Channel
from client.station.dispatch import HAVE_TTL, Way, post
from client.station.memory import Memory
from hotline.envelopes.items import HaveItem, Item, KeyItem
from hotline.ids import DeviceId, Precedence

TELL_EVERY = timedelta(seconds=20)  # each reader of keys: they can be announced without end


def tell_keys(
    memory: Memory, channel: Channel, reader: DeviceId, devices: Set[DeviceId], now: datetime
) -> None:
    """The newest keys of these, which the reader was not told: it may know only erased ones."""
    topic = f"keys for {reader.hex()} on {channel.id.hex()}"
    keys = [key for device in sorted(devices) for key in _untold_key(memory, channel, [reader], device)]
    its_time = channel.told_lately.is_time(reader, TELL_EVERY, now)
    if keys and its_time and _may_tell(memory, channel, reader, now):
        channel.told_lately.done(reader, now)
        if reader in memory.outbox.withdraw(topic):  # nor was it told these: the next parcel asks again
            channel.told_keys = {pair: key for pair, key in channel.told_keys.items() if pair[0] != reader}
        _note(memory, channel, [reader], devices)
        post(memory, channel, keys, [reader], Way(Precedence.PRIORITY, topic, HAVE_TTL, everywhere=True), now)


def tell_have(
    memory: Memory, channel: Channel, readers: Set[DeviceId], device: DeviceId, now: datetime
) -> None:
    """The newest have of that desk, with its key for whom it was not told: these have no other way to it."""
    have, topic = channel.signed_have_of(device), f"news {channel.id.hex()} of {device.hex()}"
    if have is None or not any(_may_tell(memory, channel, each, now) for each in readers):
        return
    before = memory.outbox.withdraw(topic)
    for reader in before:
        channel.told_keys.pop((reader, device), None)
    chosen = [each for each in sorted({*readers, *before}) if _may_tell(memory, channel, each, now)]
    items: list[Item] = [*_untold_key(memory, channel, chosen, device), HaveItem(have)]
    _note(memory, channel, chosen, [device])
    post(memory, channel, items, chosen, Way(Precedence.ROUTINE, topic, HAVE_TTL, everywhere=True), now)


def _may_tell(memory: Memory, channel: Channel, reader: DeviceId, now: datetime) -> bool:
    return memory.keyring.knows(reader) and memory.may_have(channel, reader, now)


def _untold_key(
    memory: Memory, channel: Channel, readers: Sequence[DeviceId], device: DeviceId
) -> list[KeyItem]:
    key = memory.keyring.announcement_of(device)
    untold = any(channel.told_keys.get((reader, device)) != key for reader in readers)
    return [KeyItem(key)] if key is not None and untold else []


def _note(memory: Memory, channel: Channel, readers: Iterable[DeviceId], devices: Iterable[DeviceId]) -> None:
    for device in devices:
        key = memory.keyring.announcement_of(device)
        if key is not None:
            channel.told_keys |= {(reader, device): key for reader in readers}
