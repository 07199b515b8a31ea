"""What waits to go out: the rows of what each desk lacks, the sealed envelopes, and what relays said of them.

It decides when something is sent again and by which relay. Not here: what is due to whom, and sealing.
Held in memory and on the vault's shelf alike; its changes happen inside the caller's transaction. No verb
looks at all of it: envelopes are kept by precedence, and what time brings in order of time.
Source: docs/SPEC.md 7.3.
"""

from __future__ import annotations

import heapq
from collections import Counter as Tally
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from client.station.arrivals import DepositRefused, ReceiptCame, ToDeposit
from client.station.offers import Offers
from client.station.ports import Due, Outgoing, Receipted, Vault
from client.station.rows import RowId, Rows, due_by, pause
from hotline.delivery.have import Have
from hotline.ids import ChannelId, DeviceId, EnvelopeId, Precedence, RelayId, StatementId

ASKED_AGAIN = timedelta(seconds=2)  # a request by id that crossed the answer is not answered twice

Slot = tuple[EnvelopeId, DeviceId]
Ways = Callable[[ChannelId], Iterable[RelayId]]
"""The relays that a channel uses and that are up."""


class Outbox:
    """Envelopes by precedence. Others read and want `rows`; here they are sent, settled and sealed again."""

    def __init__(self, vault: Vault) -> None:
        self._shelf = vault.outbox
        self.rows = Rows(vault)
        self._outgoing: dict[EnvelopeId, Outgoing] = {}
        self._open: dict[Precedence, dict[EnvelopeId, Outgoing]] = {each: {} for each in Precedence}
        self._topics: dict[str, set[EnvelopeId]] = defaultdict(set)
        self._expiries: list[tuple[datetime, EnvelopeId]] = []
        self._receipts: dict[Slot, dict[RelayId, datetime]] = defaultdict(dict)
        self._offers = Offers()
        for receipt in self._shelf.receipts():
            self._receipts[receipt.envelope, receipt.device][receipt.relay] = receipt.at
        for envelope in self._shelf.outgoing():
            self._take_envelope(envelope)

    # What carries the rows

    def settle(self, device: DeviceId, statement: StatementId) -> None:
        """That desk has it, or is no longer to have it."""
        row = self.rows.drop(device, statement)
        if row is not None:
            self._release(row)

    def sent(self, row: Due, envelope: EnvelopeId, now: datetime) -> None:
        self.rows.put(replace(row, envelope=envelope, sent_at=now, tries=row.tries + 1))

    def again(self, row: Due, now: datetime) -> None:
        """What carried this is given up; it is to be sealed anew."""
        self.rows.put(replace(row, envelope=None, not_before=now))
        self._release(row)

    def afresh(self, row: Due, now: datetime) -> None:
        """The same, as if it had been sent once: what it was sealed to is held no more."""
        self.again(replace(row, tries=min(row.tries, 1)), now)

    def may_send_again(self, row: Due, have: Have | None, heard_at: datetime | None, now: datetime) -> bool:
        """Whether what is under way to that desk should be given up for a new envelope.

        Not while a relay's receipt shows it to wait there; unless the mailbox was empty after that receipt,
        the envelope expired, the desk asked for it by id, or a growing pause passed since and the desk,
        heard again, still lacks it. An empty mailbox counts once: that it was fetched and is not covered may
        also mean that this desk lacks what the have names.
        """
        if row.envelope is None or row.sent_at is None:
            return False
        envelope = self._outgoing.get(row.envelope)
        if envelope is None or envelope.expires_at <= now:
            return True
        receipts = self._receipts.get((row.envelope, row.device))
        if not receipts or have is None or heard_at is None or heard_at <= row.sent_at:
            return False
        emptied = dict(have.emptied)
        fetched = row.tries <= 1 and any(
            relay in emptied and emptied[relay] > at for relay, at in receipts.items()
        )
        asked = row.statement in have.asked and now - row.sent_at >= ASKED_AGAIN
        return fetched or asked or now >= row.sent_at + pause(row)

    def clock_went_back(self, now: datetime) -> None:
        """Nothing waits for a moment that only the wrong clock knew."""
        self.rows.clock_went_back(now)
        self._offers.forget_all()

    def _release(self, row: Due) -> None:
        if row.envelope is not None and not self.rows.carries(row.envelope):
            self._drop(row.envelope)

    # Sealed envelopes

    def post(self, envelope: Outgoing) -> None:
        """Keeps a sealed envelope until relays have taken it: one, or all that answer."""
        self._take_envelope(envelope)
        self._shelf.keep_outgoing(envelope)

    def _take_envelope(self, envelope: Outgoing) -> None:
        self._outgoing[envelope.id] = envelope
        heapq.heappush(self._expiries, (envelope.expires_at, envelope.id))
        if envelope.topic is not None:
            self._topics[envelope.topic].add(envelope.id)
        if _through_all(envelope) or self._lacks_receipt(envelope):
            self._open[envelope.precedence][envelope.id] = envelope

    def has(self, envelope: EnvelopeId) -> bool:
        return envelope in self._outgoing

    def envelope(self, id: EnvelopeId) -> Outgoing | None:
        return self._outgoing.get(id)

    def topics(self, prefix: str) -> list[str]:
        return [topic for topic in self._topics if topic.startswith(prefix)]

    def unoffered(self, topic: str) -> set[DeviceId]:
        """The desks for which an envelope of this topic waits that no relay was given."""
        ids = (id for id in self._topics.get(topic, ()) if not self._offers.is_offered_anywhere(id))
        return {device for id in ids for device, _ in self._outgoing[id].slots}

    def withdraw(self, topic: str) -> set[DeviceId]:
        """Drops an envelope that a newer one replaces; gives the desks for which no relay had taken it."""
        unsent: set[DeviceId] = set()
        for id in list(self._topics.get(topic, ())):
            slots = self._outgoing[id].slots
            unsent |= {device for device, _ in slots if not self._receipts.get((id, device))}
            self._drop(id)
        return unsent

    def make_room(self, prefix: str) -> bool:
        """Drops the oldest envelope of these topics that every mailbox has, if there is one."""
        ids = (id for topic in self.topics(prefix) for id in self._topics[topic])
        taken = next((id for id in ids if not self._lacks_receipt(self._outgoing[id])), None)
        if taken is not None:
            self._drop(taken)
        return taken is not None

    def expire(self, now: datetime) -> None:
        """Drops what nobody will take any more; what it carried is sealed anew."""
        for id in due_by(self._expiries, now):
            for row in self.rows.carried(id):
                self.again(row, now)
            self._drop(id)

    def _drop(self, envelope: EnvelopeId) -> None:
        gone = self._outgoing.pop(envelope, None)
        if gone is None:
            return
        for device, _ in gone.slots:
            self._receipts.pop((envelope, device), None)
        if gone.topic is not None:
            self._topics[gone.topic].discard(envelope)
            if not self._topics[gone.topic]:
                del self._topics[gone.topic]
        self._open[gone.precedence].pop(envelope, None)
        self._offers.forget(envelope)
        self._shelf.drop_outgoing(envelope)

    # Relays

    def to_deposit(
        self,
        relay: RelayId,
        up: Sequence[RelayId],
        channels: set[ChannelId],
        now: datetime,
        room: int,
        least: Precedence = Precedence.ROUTINE,
    ) -> list[ToDeposit]:
        """What this relay should be given now, most urgent and then oldest first, and marks it as offered."""
        chosen: list[ToDeposit] = []
        for envelope in self._most_urgent(least):
            if len(chosen) >= room:
                break
            if envelope.channel in channels and self._its_turn(envelope, relay, up, now):
                slots = tuple(self._open_slots(envelope, relay, now))
                if slots:
                    self._offers.offer(envelope.id, relay, now)
                    chosen.append(ToDeposit(envelope.id, envelope.public, slots, envelope.precedence))
        return chosen

    def _most_urgent(self, least: Precedence) -> Iterator[Outgoing]:
        for precedence in sorted(Precedence, reverse=True):
            if precedence >= least:
                yield from self._open[precedence].values()

    def _its_turn(self, envelope: Outgoing, relay: RelayId, up: Sequence[RelayId], now: datetime) -> bool:
        """FLASH, and what did not arrive the first time, goes through all relays at once; the rest through
        one, and the next when that is silent."""
        if self._offers.is_offered(envelope.id, relay, now):
            return False
        if _through_all(envelope):
            return True
        if self._offers.is_awaited(envelope.id, up, now):
            return False
        return relay == next((other for other in up if self._would_take(envelope, other, now)), None)

    def _would_take(self, envelope: Outgoing, relay: RelayId, now: datetime) -> bool:
        untried = not self._offers.is_offered(envelope.id, relay, now)
        return untried and any(True for _ in self._open_slots(envelope, relay, now))

    def _open_slots(
        self, envelope: Outgoing, relay: RelayId, now: datetime
    ) -> Iterator[tuple[DeviceId, bytes]]:
        for device, slot in envelope.slots:
            receipts = self._receipts.get((envelope.id, device), {})
            done = relay in receipts if _through_all(envelope) else bool(receipts)
            if not done and not self._offers.is_refused(envelope.id, device, relay, now):
                yield device, slot

    def line_lost(self, relay: RelayId, ways: Ways) -> None:
        """What this relay has not signed for is offered again, there or elsewhere; what only waited for it is
        done."""
        self._offers.line_lost(relay)
        for envelope in list(self._all_open()):
            self._close(envelope.id, ways)

    def receipt(self, came: ReceiptCame, ways: Ways) -> list[RowId]:
        """Keeps a receipt; gives the statements that are now known to lie in those mailboxes."""
        moved: list[RowId] = []
        slots: dict[EnvelopeId, set[DeviceId]] = defaultdict(set)
        for id, device in came.slots:
            if id in self._outgoing and came.relay not in self._receipts[id, device]:
                self._receipts[id, device][came.relay] = came.at
                self._shelf.keep_receipt(Receipted(id, device, came.relay, came.at))
                slots[id].add(device)
        for id, devices in slots.items():
            carried = self.rows.carried(id)
            moved += [(row.device, row.statement) for row in carried if row.device in devices]
        for id in {id: None for id, _ in came.slots}:
            self._close(id, ways)
        return moved

    def _close(self, id: EnvelopeId, ways: Ways) -> None:
        """When every mailbox has it, no relay needs it, unless it goes through all: the quickest one may drop
        what it signs for. What carries nothing to be covered is then done."""
        envelope = self._outgoing.get(id)
        if envelope is None or self._lacks_receipt(envelope):
            return
        if _through_all(envelope):
            relays = ways(envelope.channel) if envelope.channel is not None else ()
            later = envelope.expires_at  # a refusal for now only is still to be tried again
            done = not any(True for relay in relays for _ in self._open_slots(envelope, relay, later))
        else:
            done = True
            self._open[envelope.precedence].pop(id, None)
            self._offers.forget(id)
        if done and not self.rows.carries(id):
            self._drop(id)

    def _lacks_receipt(self, envelope: Outgoing) -> bool:
        return not all(self._receipts.get((envelope.id, device)) for device, _ in envelope.slots)

    def refused(self, refusal: DepositRefused, ways: Ways) -> None:
        """That relay does not take that slot before its time, or ever; others may."""
        if refusal.envelope in self._outgoing:
            self._offers.refuse(refusal.envelope, refusal.device, refusal.relay, refusal.retry_at)
            self._close(refusal.envelope, ways)

    # What is still to come

    @property
    def empty(self) -> bool:
        """Nothing waits for a receipt and nothing for a key."""
        return self.rows.all_sealed and not any(map(self._lacks_receipt, self._all_open()))

    def _all_open(self) -> Iterator[Outgoing]:
        return self._most_urgent(Precedence.ROUTINE)

    def waiting(self) -> Iterable[Outgoing]:
        return self._outgoing.values()

    def unreceipted(self) -> Tally[Precedence]:
        """How much no relay has taken yet: statements that wait for a key, and slots without a receipt."""
        return self.rows.unsealed() + Tally(
            envelope.precedence
            for envelope in self._all_open()
            for device, _ in envelope.slots
            if not self._receipts.get((envelope.id, device))
        )

    def untaken(self) -> list[Due]:
        """The rows for which no relay has signed, as far as what carries them now goes."""
        return [
            row
            for row in self.rows.all()
            if row.envelope is None or not self._receipts.get((row.envelope, row.device))
        ]

    def offer_again_at(self, now: datetime) -> datetime | None:
        """When another relay, or one that refused, should be offered what has no receipt."""
        return self._offers.again_at(now)

    def wake_at(self, now: datetime) -> datetime | None:
        """When the outbox next has something to do by itself. Asked after all that was due now is done."""
        times = [self.rows.wake_at(now), self._expiries[0][0] if self._expiries else None]
        return min((at for at in times if at is not None and at > now), default=None)


def _through_all(envelope: Outgoing) -> bool:
    return envelope.everywhere or envelope.precedence is Precedence.FLASH
