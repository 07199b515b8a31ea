"""What somebody makes who is not on the channel but can reach a mailbox; and envelopes made by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from client.station.arrivals import EnvelopeCame
from client.station.events import Event
from hotline.crypto.signing import SigningKey
from hotline.envelopes.items import Item, LinkItem
from hotline.envelopes.links import Link, sign_link
from hotline.envelopes.pairs import pair_id
from hotline.envelopes.seal import Recipient, seal
from hotline.identity.sealing_key import open_announcement
from hotline.ids import Counter, Incarnation, Precedence
from tests.simulation.desk import SimulatedDesk
from tests.simulation.world import World


def arrival(world: World, key: SigningKey, reader: SimulatedDesk, items: Sequence[Item]) -> EnvelopeCame:
    """These items, sealed for that desk by whoever holds this device key, with a link that names the pair."""
    announced = open_announcement(reader.station.publication())
    secret = world.entropy(32)
    counter = Counter(Incarnation(2_000_000_000, bytes(16), False), world.random.randrange(1, 10**9))
    link = Link(key.device, reader.device, counter, (pair_id(secret), announced.id), None)
    recipient = Recipient(reader.device, announced.id, secret, announced.public)
    all_items = [LinkItem(sign_link(link, key)), *items]
    made = seal(all_items, [recipient], Precedence.ROUTINE, timedelta(days=1), world.entropy)
    return EnvelopeCame(None, made.public, made.slots[0][1])


def bring(world: World, key: SigningKey, reader: SimulatedDesk, items: Sequence[Item]) -> list[Event]:
    """The same, taken in."""
    return reader.station.receive([arrival(world, key, reader, items)], reader.now)
