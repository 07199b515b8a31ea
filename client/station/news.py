"""Telling desks the newest keys and haves of those whom they may reach only through this one.

Whose statements were carried to a desk hears of it once; who gives parcels for one, for an hour, and for whom
they are, once. A restart forgets it: the next parcel asks again.
Not here: when there is something to tell (`sync`, `parcels`). Source: docs/SPEC.md 7.3.
"""

from __future__ import annotations

from datetime import datetime

from client.station.channel import Channel
from client.station.dispatch import HAVE_TTL, OTHERS_BYTES, Way, news_of, post
from client.station.memory import Memory
from client.station.plans import Known
from hotline.envelopes.items import Item
from hotline.envelopes.seal import item_size
from hotline.ids import DeviceId, Precedence


def send_news(memory: Memory, channel: Channel, now: datetime) -> None:
    """Tells each reader whose time has come what is new, in one envelope through every relay."""
    for reader in channel.news.due(now):
        topic = f"news for {reader.hex()} on {channel.id.hex()}"
        if memory.keyring.knows(reader) and memory.may_have(channel, reader, now):
            if reader in memory.outbox.withdraw(topic):
                channel.news.did_not_leave(reader)
            items = _tell(memory, channel, reader, now)
            if items:
                post(memory, channel, items, [reader], Way(Precedence.PRIORITY, topic, HAVE_TTL, True), now)
        else:
            channel.news.drop(reader)


def _tell(memory: Memory, channel: Channel, reader: DeviceId, now: datetime) -> list[Item]:
    """What is new to that reader, as much as one envelope should hold: the rest later."""
    items: list[Item] = []
    told: dict[DeviceId, Known] = {}
    left: set[DeviceId] = set()
    room = OTHERS_BYTES
    for about in channel.news.about(reader):
        known = memory.keyring.announcement_of(about), channel.signed_have_of(about)
        if not channel.news.is_new(reader, about, known):
            continue
        fresh = list(news_of(memory, channel, [about]))
        room -= sum(map(item_size, fresh))
        if room < 0:
            left.add(about)
        elif fresh:
            items += fresh
            told[about] = known
    channel.news.told(reader, told, left, now)
    return items
