"""What has arrived for a mailbox and is not known to be kept yet.

A session that is caught up is handed what arrives as it comes. A look into the mailbox does not see that
yet, so nobody may be called caught up while something is under way that they were not handed: it would be
passed over. Not here: what a session does with what it is handed (`handout`).
"""

from __future__ import annotations

from hotline.ids import DeviceId, EnvelopeId
from server.rules.order import Cursor
from server.stores.port import Delivery

RECENT = 10_000  # envelopes or more: what is deposited again, its receipt being lost, is deposited soon


class UnderWay:
    """Deliveries from their arrival until the store has said what became of them."""

    def __init__(self) -> None:
        self._deliveries: dict[DeviceId, dict[int, Delivery]] = {}
        self._recent: set[EnvelopeId] = set()
        self._before: set[EnvelopeId] = set()

    def add(self, mailbox: DeviceId, delivery: Delivery) -> None:
        self._deliveries.setdefault(mailbox, {})[delivery.seq] = delivery

    def remove(self, mailbox: DeviceId, seq: int) -> Delivery:
        """The store has said what became of this one."""
        deliveries = self._deliveries[mailbox]
        delivery = deliveries.pop(seq)
        if not deliveries:
            del self._deliveries[mailbox]
        return delivery

    def beyond(self, mailbox: DeviceId, cursor: Cursor) -> bool:
        """Whether something is under way to this mailbox that was not handed out up to this cursor."""
        return not all(cursor.covers(each) for each in self._deliveries.get(mailbox, {}).values())

    def is_new(self, envelope: EnvelopeId) -> bool:
        """False for one that came lately: whether its mailboxes had it, only the store knows."""
        if envelope in self._recent or envelope in self._before:
            return False
        self._recent.add(envelope)
        if len(self._recent) >= RECENT:
            self._recent, self._before = set(), self._recent
        return True
