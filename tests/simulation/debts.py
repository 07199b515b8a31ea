"""What a relay has signed for and owes: it must be there after every death; and nothing comes again.

A slot is owed from the receipt on until its recipient has acknowledged it. It is done once the store knows
of that: before, a death may lose the acknowledgement, and then it may come again (SPEC 8). So may what is
deposited again after a restart: who acknowledges that number has not acknowledged the one under which it is
kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hotline.ids import DeviceId, EnvelopeId
from hotline.wire.envelope import slot_hash
from hotline.wire.receipts import Receipt
from server.stores.port import Arrival, Delivery
from server.stores.port import Slot as PortSlot

Slot = tuple[DeviceId, EnvelopeId, bytes]
"""A mailbox, an envelope, and the hash of its slot."""


class Debts:
    """Of one disk. `broken`: where promises go that were not kept, as sentences."""

    def __init__(self, name: str, broken: list[str]) -> None:
        self._name = name
        self._broken = broken
        self._owed: set[Slot] = set()
        self._done: set[Slot] = set()
        self._withheld: set[Slot] = set()  # a liar only pretends to keep these
        self._numbers: dict[tuple[DeviceId, int], Slot] = {}  # of this life, as is what follows
        self._kept: set[tuple[DeviceId, int]] = set()  # the numbers under which something is in the store
        self._acknowledged: set[Slot] = set()
        self._came: set[Slot] = set()

    def begin(self, waiting: set[Slot]) -> None:
        """A process starts: what was signed for and not acknowledged is still there."""
        lost = self._owed - waiting
        if lost:
            self._broken.append(f"{self._name} lost {len(lost)} slots it had signed for")
        self._numbers.clear()
        self._kept.clear()
        self._acknowledged.clear()
        self._came.clear()

    def promised(self, receipt: Receipt) -> None:
        slots = {(box, envelope, of_slot) for envelope, rows in receipt.deposits for box, of_slot in rows}
        self._owed |= slots - self._done - self._acknowledged - self._withheld

    def withheld(self, envelope: EnvelopeId, slots: Iterable[PortSlot]) -> None:
        self._withheld |= {(each.mailbox, envelope, slot_hash(each.octets)) for each in slots}

    def numbered(self, mailbox: DeviceId, delivery: Delivery) -> None:
        self._numbers[mailbox, delivery.seq] = (mailbox, delivery.envelope, slot_hash(delivery.slot))

    def handed_over(self, arrival: Arrival) -> None:
        """Straight: not what has come to this process before, whatever became of it."""
        slots = {each.seq: self._numbers[mailbox, each.seq] for mailbox, each in arrival.deliveries()}
        if any(slots[seq] in self._came for seq in arrival.straight):
            self._broken.append(f"{self._name} handed over again what it had")
        self._came.update(slots.values())

    def found(self, mailbox: DeviceId, found: Sequence[Delivery]) -> None:
        """Out of the store: what it has heard to be there does not come again."""
        for each in found:
            self.numbered(mailbox, each)
            self._kept.add((mailbox, each.seq))
        if any(self._numbers[mailbox, each.seq] in self._done for each in found):
            self._broken.append(f"{self._name} delivered again what was acknowledged")

    def acknowledged(self, mailbox: DeviceId, seqs: Iterable[int]) -> None:
        slots = {self._numbers[mailbox, seq] for seq in seqs}
        self._owed -= slots
        self._acknowledged |= slots

    def remembered(self, arrival: Arrival) -> None:
        """Committed: what was acknowledged before is known to be there."""
        self._kept |= {(box, each.seq) for box, each in arrival.deliveries() if each.seq in arrival.kept}
        by_then = arrival.acknowledged - arrival.kept
        self._done |= {
            self._numbers[mailbox, each.seq] for mailbox, each in arrival.deliveries() if each.seq in by_then
        }

    def let_go(self, mailbox: DeviceId, seqs: Iterable[int]) -> None:
        self._done |= {self._numbers[mailbox, seq] for seq in seqs if (mailbox, seq) in self._kept}
