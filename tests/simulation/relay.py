"""The relay's real rules over a memory store: what the web layer does, without a web."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from hotline.crypto.signing import SigningKey
from hotline.errors import Refused
from hotline.ids import DeviceId, EnvelopeId, RelayId
from hotline.wire.envelope import slot_hash
from hotline.wire.frames import Frame, ReceiptFrame
from hotline.wire.receipts import open_receipt
from server.access import Access
from server.rules.effects import (
    Close,
    Effect,
    Fetch,
    GetKey,
    PutKey,
    Send,
    SessionId,
    StoreAck,
    StoreDeposit,
    StoreRevocation,
    Watch,
)
from server.rules.policy import Policy
from server.rules.receipts import Kept
from server.rules.relay import Relay
from server.stores.memory import MemoryKeys, MemoryMailboxes
from server.stores.port import Answer, Delivery
from tests.simulation.death import Died, Fuse
from tests.simulation.lies import Lies

if TYPE_CHECKING:
    from tests.simulation.lines import Line
    from tests.simulation.world import World

Slot = tuple[DeviceId, EnvelopeId, bytes]
"""A mailbox, an envelope, and the hash of its slot."""


class SimulatedRelay:
    """Keeps its mailboxes over a restart; loses them when its disk is wiped."""

    def __init__(self, world: World, name: str) -> None:
        self.name = name
        self.up = True
        self.fuse = Fuse()
        self.lies = Lies(world)
        self._world = world
        self._key = SigningKey.generate(world.entropy)
        self.id = RelayId(self._key.public)
        self._access = Access(exercise=True)
        for root in world.roots():
            self._access.enroll(root)
        self._numbers = count(1)
        self.deposits = 0
        self.wipe()
        self.start()

    def start(self) -> None:
        self.up = True
        self._rules = Relay(self._key, self._access, Policy(name=self.name), self._world.entropy)
        self._lines: dict[SessionId, Line] = {}
        self._check_promises()

    def stop(self) -> None:
        """As a kill would: every session is gone, what was stored stays."""
        self.up = False
        self.fuse.put_out()
        for line in list(self._lines.values()):
            line.cut("the relay died")

    def wipe(self) -> None:
        """Its disk is lost."""
        self._mailboxes = MemoryMailboxes()
        self._keys = MemoryKeys()
        self._owed: set[Slot] = set()  # signed for, and not acknowledged by whom it is for
        self._done: set[Slot] = set()  # acknowledged
        self._withheld: set[Slot] = set()  # only pretended to be kept
        self._handed: dict[tuple[DeviceId, int], Slot] = {}

    def accept(self, line: Line) -> SessionId:
        session = SessionId(next(self._numbers))
        self._lines[session] = line
        self._guarded(lambda: self._carry(self._rules.opened(session, "127.0.0.1", self._world.clock.now)))
        return session

    def lost(self, session: SessionId) -> None:
        self._lines.pop(session, None)
        self._rules.lost(session)

    def frames(self, session: SessionId, frames: Sequence[Frame]) -> None:
        for frame in frames:
            if session in self._lines:
                honest = self.lies.without_own_numbers(frame)
                self._guarded(
                    lambda frame=honest: self._carry(  # type: ignore[misc]
                        self._rules.frame(session, frame, self._world.clock.now)
                    )
                )

    def _guarded(self, work: Callable[[], None]) -> None:
        try:
            work()
        except Died:
            self.stop()

    def _carry(self, effects: Sequence[Effect]) -> None:
        for effect in effects:
            self.fuse.step()
            self._carry(self._carry_one(effect))

    def _carry_one(self, effect: Effect) -> Sequence[Effect]:
        now = self._world.clock.now
        match effect:
            case Send(session, frame, _):
                if isinstance(frame, ReceiptFrame):
                    self._promise(frame)
                if session in self._lines:
                    for sent in self.lies.told(self._lines[session].desk.device, frame):
                        self._lines[session].to_desk(sent)
            case Close(session, code, sentence):
                if session in self._lines:
                    self._lines.pop(session).cut(f"{code}: {sentence}")
            case Watch(session, mailbox):
                self._mailboxes.watch(mailbox, lambda: self._hint(session, mailbox))
            case StoreDeposit(session, _, _):
                self.deposits += 1
                answers = self._store(effect)
                self.fuse.step()
                return self._rules.stored(session, [Kept(effect, answers)], now)
            case StoreAck(_, mailbox, seqs):
                self._mailboxes.acknowledge(mailbox, seqs)
                self._settle(mailbox, seqs)
            case Fetch(session, mailbox, cursor, lowest, number, octets):
                found = self._mailboxes.fetch(
                    mailbox, cursor, now, lowest=lowest, count=number, octets=octets
                )
                self._hand_out(mailbox, found)
                return self._rules.fetched(session, self.lies.order_of(found), now)
            case PutKey(session, ref, announcement):
                try:
                    self._keys.put(announcement, now)
                except Refused as reason:
                    return self._rules.refused(session, ref, reason)
                self.lies.learn(announcement)
                return self._rules.key_found(session, ref, self._keys.get(announcement.device, now))
            case GetKey(session, ref, device):
                found_key = self.lies.key_of(device, self._keys.get(device, now))
                return self._rules.key_found(session, ref, found_key)
            case StoreRevocation(session, ref, revocation):
                self._access.revoke(revocation)
                return [*self._rules.revocation_kept(session, ref), *self._rules.shut_out()]
        return []

    def _hint(self, session: SessionId, mailbox: DeviceId) -> None:
        if self.up and session in self._lines:
            self._world.clock.after(
                0,
                lambda: self._guarded(
                    lambda: self._carry(self._rules.hint(mailbox, self._world.clock.now) if self.up else [])
                ),
            )

    # What it signs for it keeps, and what was acknowledged does not come again

    def _store(self, effect: StoreDeposit) -> list[Answer]:
        deposit = effect.deposit
        withheld = self.lies.withheld(deposit)
        kept = replace(deposit, slots=tuple(each for each in deposit.slots if each.mailbox not in withheld))
        rest = replace(deposit, slots=tuple(each for each in deposit.slots if each.mailbox in withheld))
        now = self._world.clock.now
        self._withheld |= {(each.mailbox, deposit.envelope, slot_hash(each.octets)) for each in rest.slots}
        return [*self._mailboxes.deposit(kept, now), *MemoryMailboxes().deposit(rest, now)]

    def _promise(self, frame: ReceiptFrame) -> None:
        receipt = open_receipt(frame.receipt, self.id)
        slots = {(box, envelope, of_slot) for envelope, rows in receipt.deposits for box, of_slot in rows}
        self._owed |= slots - self._done - self._withheld

    def _hand_out(self, mailbox: DeviceId, found: Sequence[Delivery]) -> None:
        for each in found:
            slot = (mailbox, each.envelope, slot_hash(each.slot))
            self._handed[mailbox, each.seq] = slot
            if slot in self._done:
                self._world.broken.append(f"{self.name} delivered again what was acknowledged")

    def _settle(self, mailbox: DeviceId, seqs: Sequence[int]) -> None:
        slots = {self._handed[mailbox, seq] for seq in seqs if (mailbox, seq) in self._handed}
        self._owed -= slots
        self._done |= slots

    def _check_promises(self) -> None:
        """After a start: what was signed for and not acknowledged is still there."""
        waiting = {
            (mailbox, kept.delivery.envelope, slot_hash(kept.delivery.slot))
            for mailbox, box in self._mailboxes._waiting.items()
            for kept in box.values()
        }
        if not self._owed <= waiting:
            self._world.broken.append(f"{self.name} lost {len(self._owed - waiting)} slots it had signed for")
