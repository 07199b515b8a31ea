"""What goes out of the mailboxes to those who are here: straight when it arrives, or out of the store.

Not here: what one session was handed and may be handed (`handout`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from hotline.ids import Precedence
from hotline.wire.frames import Empty
from server.rules.effects import Effect, Fetch, Send, StoreAck
from server.rules.handout import Handed
from server.rules.present import Present
from server.rules.session import LOOK_EVERY, Session
from server.rules.under_way import UnderWay
from server.stores.port import Arrival, Delivery

Effects = list[Effect]


class Delivering:
    """Hands out to the sessions of one relay."""

    def __init__(self, present: Present) -> None:
        self._present = present
        self._under_way = UnderWay()

    def arrived(self, arrival: Arrival) -> Effects:
        """See `Relay.arrived`."""
        new = self._under_way.is_new(arrival.deposit.envelope)
        effects: Effects = []
        for mailbox, delivery in arrival.deliveries():
            self._under_way.add(mailbox, delivery)
            session = self._present.by_device.get(mailbox)
            if session is None:
                continue
            if not new:  # the store has to look first whether it was here before
                session.handout.fall_behind()
            elif (handed := session.handout.take(delivery)) is not None:
                arrival.straight.add(delivery.seq)
                effects += _sent(session, handed)
        return effects

    def settled(self, arrival: Arrival, now: datetime) -> Effects:
        """See `Relay.settled`."""
        effects: Effects = []
        for slot, seq in zip(arrival.deposit.slots, arrival.seqs, strict=True):
            delivery = self._under_way.remove(slot.mailbox, seq)
            session = self._present.by_device.get(slot.mailbox)
            if session and seq in arrival.straight and not session.handout.has(delivery):
                effects += self.fetch(session, now)
        return effects

    def fetched(self, session: Session, found: Sequence[Delivery], now: datetime) -> Effects:
        """See `Relay.fetched`."""
        beyond = self._under_way.beyond(session.who.device, session.handout.cursor)
        effects = _sent(session, session.handout.hand_out(found, beyond))
        return effects + (self.fetch(session, now) if session.handout.again else [])

    def acknowledged(self, session: Session, numbers: Sequence[int], now: datetime) -> Effects:
        """Its desk has these: the store may let them go, and there is room for more."""
        seqs = session.handout.acknowledge(numbers)
        if not seqs:
            return []
        let_go = StoreAck(session.id, session.who.device, seqs)
        if session.handout.caught_up:
            return [let_go, *_sent(session, session.handout.hand_out_line(now))]
        return [let_go, *self.fetch(session, now)]

    def look(self, session: Session, now: datetime) -> Effects:
        """Once in a while, in case a hint was lost."""
        due = session.looked_at is None or now - session.looked_at >= LOOK_EVERY
        return self.fetch(session, now) if due else []

    def fetch(self, session: Session, now: datetime) -> Effects:
        """Look into its mailbox, unless that is under way or the window is full."""
        session.looked_at = now
        wanted = session.handout.want(now)
        if wanted is None:
            return []
        mailbox = session.who.device
        return [Fetch(session.id, mailbox, wanted.cursor, wanted.lowest, wanted.count, wanted.octets)]


def _sent(session: Session, handed: Handed) -> Effects:
    effects: Effects = [Send(session.id, frame, precedence) for frame, precedence in handed.deliveries]
    if handed.empty_at:
        effects.append(Send(session.id, Empty(handed.empty_at), Precedence.ROUTINE))
    return effects
