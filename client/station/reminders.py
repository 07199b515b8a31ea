"""Telling a desk that it lived on since: one restored twice, under a clock that went back, does not know.

What is sealed to the key of its newest life it cannot open, and what it signs in the older one is left. So it
is shown what it signed itself. Source: docs/SPEC.md 7.4.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from client.station.channel import Channel
from client.station.dispatch import HAVE_TTL, Way, post_sealed
from client.station.memory import Memory
from hotline.delivery.have import Have
from hotline.envelopes.items import HaveItem, Item, KeyItem
from hotline.identity.sealing_key import SealingKeyAnnouncement
from hotline.ids import DeviceId, Precedence

REMIND_EVERY = timedelta(minutes=1)  # anyone can replay an old have


def of_older_life(memory: Memory, channel: Channel, have: Have) -> bool:
    """Whether its desk is known to have lived on since: it was restored twice, its clock going back."""
    known, key_life = channel.have_of(have.device), memory.keyring.life_of(have.device)
    lives = [known.counter.incarnation] if known is not None else []
    lives += [key_life] if key_life is not None else []
    return any(life > have.counter.incarnation for life in lives)


def remind(
    memory: Memory, channel: Channel, device: DeviceId, key: SealingKeyAnnouncement | None, now: datetime
) -> None:
    """Shows a desk what it signed in its newest life, so that it begins a newer one.

    Sealed to the key that came with its have, if one did: it has forgotten the newest one that is known here.
    """
    have, announced = channel.signed_have_of(device), memory.keyring.announcement_of(device)
    if announced is None or not memory.may_have(channel, device, now):
        return
    if not channel.reminded.is_time(device, REMIND_EVERY, now):
        return
    channel.reminded.done(device, now)
    topic = f"remind {device.hex()}"
    memory.outbox.withdraw(topic)
    recipient = memory.keyring.recipient(device) if key is None else memory.keyring.stranger(key)
    items: list[Item] = [KeyItem(announced)]
    items += [HaveItem(have)] if have is not None else []
    post_sealed(memory, channel, items, [recipient], Way(Precedence.PRIORITY, topic, HAVE_TTL), now)
