"""What waits to go out: which desk lacks which statement, the sealed envelopes, and what relays said of them.

It decides when something is sent again and by which relay. Not here: what is due to whom, and sealing.
Held in memory and on the vault's shelf alike; its changes happen inside the caller's transaction.
Source: docs/SPEC.md 7.3.
"""

from __future__ import annotations

from collections import Counter as Tally
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from client.station.arrivals import DepositRefused, ReceiptCame, ToDeposit
from client.station.ports import Due, Outgoing, Receipted, Vault
from hotline.delivery.have import Have
from hotline.ids import ChannelId, DeviceId, EnvelopeId, Precedence, RelayId, StatementId

RECEIPT_WAIT = timedelta(seconds=10)  # a relay that is silent this long is passed over for the next
PAUSE_MOST = timedelta(hours=1)
PAUSE_FIRST = {  # from a receipt to sending again, when the reader's `have` does not cover
    Precedence.FLASH: timedelta(seconds=5),
    Precedence.IMMEDIATE: timedelta(seconds=10),
    Precedence.PRIORITY: timedelta(seconds=20),
    Precedence.ROUTINE: timedelta(seconds=30),
}
ASKED_AGAIN = timedelta(seconds=2)  # a request by id that crossed the answer is not answered twice

Slot = tuple[EnvelopeId, DeviceId]


class Outbox:
    """The rows of the shelf by the keys under which they are looked for."""

    def __init__(self, vault: Vault) -> None:
        self._shelf = vault.outbox
        self._due = {(row.device, row.statement): row for row in self._shelf.due()}
        self._carried: dict[EnvelopeId, set[tuple[DeviceId, StatementId]]] = defaultdict(set)
        for key, row in self._due.items():
            self._index(key, row)
        self._outgoing = {envelope.id: envelope for envelope in self._shelf.outgoing()}
        self._receipts: dict[Slot, dict[RelayId, datetime]] = defaultdict(dict)
        for receipt in self._shelf.receipts():
            self._receipts[receipt.envelope, receipt.device][receipt.relay] = receipt.at
        self._offered: dict[tuple[EnvelopeId, RelayId], datetime] = {}
        self._refused: dict[tuple[EnvelopeId, DeviceId, RelayId], datetime | None] = {}

    # Who lacks what

    def rows(self) -> Iterable[Due]:
        return self._due.values()

    def row(self, device: DeviceId, statement: StatementId) -> Due | None:
        return self._due.get((device, statement))

    def want(self, row: Due) -> None:
        """That desk lacks that statement. A row that is there already stays as it is."""
        if (row.device, row.statement) not in self._due:
            self._put(row)

    def settle(self, device: DeviceId, statement: StatementId) -> None:
        """That desk has it, or is no longer to have it."""
        row = self._due.pop((device, statement), None)
        if row is not None:
            self._shelf.drop_due(device, statement)
            self._release(row)

    def sent(self, row: Due, envelope: EnvelopeId, now: datetime) -> None:
        self._put(replace(row, envelope=envelope, sent_at=now, tries=row.tries + 1))

    def again(self, row: Due, now: datetime) -> None:
        """What carried this is given up; it is to be sealed anew."""
        self._put(replace(row, envelope=None, not_before=now))
        self._release(row)

    def ready(self, now: datetime) -> list[Due]:
        """What no envelope carries and whose time has come, most urgent first."""
        rows = [row for row in self._due.values() if row.envelope is None and row.not_before <= now]
        return sorted(rows, key=lambda row: -row.precedence)

    def may_send_again(self, row: Due, have: Have | None, heard_at: datetime | None, now: datetime) -> bool:
        """Whether what is under way to that desk should be given up for a new envelope.

        Not while a relay's receipt shows it to wait there; unless the mailbox was empty after that receipt,
        the envelope expired, the desk asked for it by id, or a growing pause passed since and the desk,
        heard again, still lacks it.
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
        fetched = any(relay in emptied and emptied[relay] > at for relay, at in receipts.items())
        asked = row.statement in have.asked and now - row.sent_at >= ASKED_AGAIN
        return fetched or asked or now >= row.sent_at + pause(row)

    def _put(self, row: Due) -> None:
        key = (row.device, row.statement)
        self._due[key] = row
        self._index(key, row)
        self._shelf.keep_due(row)

    def _index(self, key: tuple[DeviceId, StatementId], row: Due) -> None:
        if row.envelope is not None:
            self._carried[row.envelope].add(key)

    def _release(self, row: Due) -> None:
        if row.envelope is None:
            return
        carried = self._carried[row.envelope]
        carried.discard((row.device, row.statement))
        if not carried:
            self._drop(row.envelope)

    # Sealed envelopes

    def post(self, envelope: Outgoing) -> None:
        """Keeps a sealed envelope until relays have taken it."""
        self._outgoing[envelope.id] = envelope
        self._shelf.keep_outgoing(envelope)

    def withdraw(self, topic: str) -> set[DeviceId]:
        """Drops an envelope that a newer one replaces; gives the desks for which no relay had taken it."""
        unsent: set[DeviceId] = set()
        for envelope in [each for each in self._outgoing.values() if each.topic == topic]:
            unsent |= {
                device for device, _ in envelope.slots if not self._receipts.get((envelope.id, device))
            }
            self._drop(envelope.id)
        return unsent

    def expire(self, now: datetime) -> None:
        """Drops what nobody will take any more; what it carried is sealed anew."""
        for envelope in [each for each in self._outgoing.values() if each.expires_at <= now]:
            for key in list(self._carried.get(envelope.id, ())):
                self.again(self._due[key], now)
            self._drop(envelope.id)

    def _drop(self, envelope: EnvelopeId) -> None:
        gone = self._outgoing.pop(envelope, None)
        self._carried.pop(envelope, None)
        if gone is None:
            return
        for device, _ in gone.slots:
            self._receipts.pop((envelope, device), None)
        self._offered = {at: when for at, when in self._offered.items() if at[0] != envelope}
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
        for envelope in sorted(self._outgoing.values(), key=lambda each: -each.precedence):
            if len(chosen) >= room or envelope.precedence < least:
                break
            if envelope.channel in channels and self._its_turn(envelope, relay, up, now):
                slots = tuple(self._open_slots(envelope, relay, now))
                if slots:
                    self._offered[envelope.id, relay] = now
                    chosen.append(ToDeposit(envelope.id, envelope.public, slots, envelope.precedence))
        return chosen

    def _its_turn(self, envelope: Outgoing, relay: RelayId, up: Sequence[RelayId], now: datetime) -> bool:
        """FLASH goes through all relays at once; the rest through one, and the next when that is silent."""
        if (envelope.id, relay) in self._offered:
            return False
        if envelope.precedence is Precedence.FLASH:
            return True
        offered = [self._offered[envelope.id, other] for other in up if (envelope.id, other) in self._offered]
        if offered and now - max(offered) < RECEIPT_WAIT:
            return False
        return relay == next((other for other in up if self._would_take(envelope, other, now)), None)

    def _would_take(self, envelope: Outgoing, relay: RelayId, now: datetime) -> bool:
        untried = (envelope.id, relay) not in self._offered
        return untried and any(True for _ in self._open_slots(envelope, relay, now))

    def _open_slots(
        self, envelope: Outgoing, relay: RelayId, now: datetime
    ) -> Iterator[tuple[DeviceId, bytes]]:
        for device, slot in envelope.slots:
            receipts = self._receipts.get((envelope.id, device), {})
            done = relay in receipts if envelope.precedence is Precedence.FLASH else bool(receipts)
            if not done and self._may_offer(envelope.id, device, relay, now):
                yield device, slot

    def _may_offer(self, envelope: EnvelopeId, device: DeviceId, relay: RelayId, now: datetime) -> bool:
        if (envelope, device, relay) not in self._refused:
            return True
        retry_at = self._refused[envelope, device, relay]
        return retry_at is not None and retry_at <= now

    def line_lost(self, relay: RelayId) -> None:
        """What this relay has not signed for is offered again, there or elsewhere."""
        self._offered = {at: when for at, when in self._offered.items() if at[1] != relay}

    def receipt(self, came: ReceiptCame) -> list[tuple[DeviceId, StatementId]]:
        """Keeps a receipt; gives the statements that are now known to lie in those mailboxes."""
        moved: list[tuple[DeviceId, StatementId]] = []
        for envelope, device in came.slots:
            if envelope in self._outgoing and came.relay not in self._receipts[envelope, device]:
                self._receipts[envelope, device][came.relay] = came.at
                self._shelf.keep_receipt(Receipted(envelope, device, came.relay, came.at))
                moved += [key for key in self._carried.get(envelope, ()) if key[0] == device]
        for envelope, _ in came.slots:
            self._drop_if_only_topic(envelope)
        return moved

    def _drop_if_only_topic(self, envelope: EnvelopeId) -> None:
        """An envelope that carries nothing to be covered is done when every mailbox has it."""
        kept = self._outgoing.get(envelope)
        if kept is None or self._carried.get(envelope):
            return
        if all(self._receipts.get((envelope, device)) for device, _ in kept.slots):
            self._drop(envelope)

    def refused(self, refusal: DepositRefused) -> None:
        """That relay does not take that slot before its time, or ever; others may."""
        self._refused[refusal.envelope, refusal.device, refusal.relay] = refusal.retry_at
        self._offered.pop((refusal.envelope, refusal.relay), None)

    # What is still to come

    @property
    def empty(self) -> bool:
        """Nothing waits for a receipt and nothing for a key."""
        unsent = any(row.envelope is None for row in self._due.values())
        return not unsent and all(
            self._receipts.get((envelope.id, device))
            for envelope in self._outgoing.values()
            for device, _ in envelope.slots
        )

    def waiting(self) -> Iterable[Outgoing]:
        return self._outgoing.values()

    def unreceipted(self) -> Tally[Precedence]:
        """How much no relay has taken yet: statements that wait for a key, and slots without a receipt."""
        unsealed = Tally(row.precedence for row in self._due.values() if row.envelope is None)
        return unsealed + Tally(
            envelope.precedence
            for envelope in self._outgoing.values()
            for device, _ in envelope.slots
            if not self._receipts.get((envelope.id, device))
        )

    def offer_again_at(self, now: datetime) -> datetime | None:
        """When another relay, or one that refused, should be offered what has no receipt."""
        times = [at + RECEIPT_WAIT for at in self._offered.values()]
        times += [at for at in self._refused.values() if at is not None]
        return min((at for at in times if at > now), default=None)

    def wake_at(self, now: datetime) -> datetime | None:
        """When the outbox next has something to do by itself."""
        times = [row.not_before for row in self._due.values() if row.envelope is None]
        times += [row.sent_at + pause(row) for row in self._due.values() if row.envelope and row.sent_at]
        times += [envelope.expires_at for envelope in self._outgoing.values()]
        return min((at for at in times if at > now), default=None)


def pause(row: Due) -> timedelta:
    """How long a receipt is trusted before the same is sent again: doubles with each try."""
    return min(PAUSE_FIRST[row.precedence] * (1 << min(max(row.tries - 1, 0), 12)), PAUSE_MOST)
