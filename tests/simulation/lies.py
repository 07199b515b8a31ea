"""What a relay does against its word. It signs for everything as an honest one would.

drops     keeps nothing of half of what it signs for, and hands it to nobody
hides     keeps nothing for one desk, and everything for the others: they are shown two histories
replays   delivers again what was acknowledged
shuffles  hands out in any order
alters    flips a bit of what it delivers
old_keys  gives the oldest sealing key that it ever had of a desk
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from hotline.ids import DeviceId
from hotline.wire.frames import Ack, Deliver, Frame
from server.stores.port import Announcement, Delivery, Deposit

if TYPE_CHECKING:
    from tests.simulation.world import World

LIES = ("drops", "hides", "replays", "shuffles", "alters", "old_keys")
OWN_NUMBERS = 10**9  # of deliveries that the honest rules know nothing of
KEPT_MOST = 40  # envelopes that it replays from


class Lies:
    """Of one relay. An honest one tells none."""

    def __init__(self, world: World) -> None:
        self.chosen: set[str] = set()
        self.victim: DeviceId | None = None
        self.counted: Counter[str] = Counter()
        self._world = world
        self._dropped = 0.5  # how much of everything, if it drops
        self._number = OWN_NUMBERS
        self._delivered: dict[DeviceId, list[Deliver]] = {}
        self._first_keys: dict[DeviceId, bytes] = {}

    def keep_nothing(self) -> None:
        """It drops, and not only half."""
        self.chosen.add("drops")
        self._dropped = 1.0

    def stop(self) -> None:
        self.chosen.clear()

    # What it keeps

    def withheld(self, deposit: Deposit) -> set[DeviceId]:
        """The mailboxes for which it only pretends to keep this."""
        boxes = {slot.mailbox for slot in deposit.slots}
        if "drops" in self.chosen and self._chance(self._dropped):
            self.counted["drops"] += 1
            return boxes
        hidden = {box for box in boxes if box == self.victim and "hides" in self.chosen}
        self.counted["hides"] += len(hidden)
        return hidden

    # What it hands out

    def told(self, device: DeviceId, frame: Frame) -> list[Frame]:
        """What goes out in place of this frame."""
        if not self.chosen or not isinstance(frame, Deliver):
            return [frame]
        sent: list[Frame] = [self._altered(frame) if "alters" in self.chosen and self._chance(0.5) else frame]
        known = self._delivered.setdefault(device, [])
        if "replays" in self.chosen and known and self._chance(0.5):
            self.counted["replays"] += 1
            self._number += 1
            sent.append(replace(self._world.random.choice(known), n=self._number))
        known.append(frame)
        del known[:-KEPT_MOST]
        return sent

    def _altered(self, frame: Deliver) -> Deliver:
        self.counted["alters"] += 1
        if self._chance(0.5):
            altered = replace(frame, public=self._flipped(frame.public))
        else:
            altered = replace(frame, slot=self._flipped(frame.slot))
        self._world.altered.add((altered.public, altered.slot))
        return altered

    def _flipped(self, octets: bytes) -> bytes:
        raw = bytearray(octets)
        raw[self._world.random.randrange(len(raw))] ^= 1 << self._world.random.randrange(8)
        return bytes(raw)

    def without_own_numbers(self, frame: Frame) -> Frame:
        """An acknowledgement of what it replayed is not for its honest half."""
        if isinstance(frame, Ack):
            return Ack(tuple(number for number in frame.numbers if number < OWN_NUMBERS))
        return frame

    def order_of(self, found: Sequence[Delivery]) -> Sequence[Delivery]:
        if "shuffles" not in self.chosen or len(found) < 2:
            return found
        self.counted["shuffles"] += 1
        return self._world.random.sample(found, len(found))

    # Its directory

    def learn(self, announcement: Announcement) -> None:
        self._first_keys.setdefault(announcement.device, announcement.document)

    def key_of(self, device: DeviceId, newest: bytes | None) -> bytes | None:
        if "old_keys" not in self.chosen or device not in self._first_keys:
            return newest
        self.counted["old_keys"] += self._first_keys[device] != newest
        return self._first_keys[device]

    def _chance(self, least: float) -> bool:
        return self._world.random.random() < least
