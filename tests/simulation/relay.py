"""The relay's real rules over a memory store: what the web layer does, without a web."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import TYPE_CHECKING

from hotline.crypto.signing import SigningKey
from hotline.ids import DeviceId, RelayId
from hotline.wire.frames import Frame
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

if TYPE_CHECKING:
    from tests.simulation.world import Line, World


class SimulatedRelay:
    """Keeps its mailboxes over a restart; loses them when its disk is wiped."""

    def __init__(self, world: World, name: str) -> None:
        self.name = name
        self.up = True
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

    def stop(self) -> None:
        """As a kill would: every session is gone, what was stored stays."""
        self.up = False
        for line in list(self._lines.values()):
            line.cut("the relay died")

    def wipe(self) -> None:
        """Its disk is lost."""
        self._mailboxes = MemoryMailboxes()
        self._keys = MemoryKeys()

    def accept(self, line: Line) -> SessionId:
        session = SessionId(next(self._numbers))
        self._lines[session] = line
        self._carry(self._rules.opened(session, "127.0.0.1", self._world.clock.now))
        return session

    def lost(self, session: SessionId) -> None:
        self._lines.pop(session, None)
        self._rules.lost(session)

    def frame(self, session: SessionId, frame: Frame) -> None:
        if session in self._lines:
            self._carry(self._rules.frame(session, frame, self._world.clock.now))

    def _carry(self, effects: Sequence[Effect]) -> None:
        for effect in effects:
            self._carry(self._carry_one(effect))

    def _carry_one(self, effect: Effect) -> Sequence[Effect]:
        now = self._world.clock.now
        match effect:
            case Send(session, frame, _):
                if session in self._lines:
                    self._lines[session].to_desk(frame)
            case Close(session, code, sentence):
                if session in self._lines:
                    self._lines.pop(session).cut(f"{code}: {sentence}")
            case Watch(session, mailbox):
                self._mailboxes.watch(mailbox, lambda: self._hint(session, mailbox))
            case StoreDeposit(session, _, deposit):
                self.deposits += 1
                answers = self._mailboxes.deposit(deposit, now)
                return self._rules.stored(session, [Kept(effect, answers)], now)
            case StoreAck(_, mailbox, seqs):
                self._mailboxes.acknowledge(mailbox, seqs)
            case Fetch(session, mailbox, cursor, lowest, number, octets):
                found = self._mailboxes.fetch(
                    mailbox, cursor, now, lowest=lowest, count=number, octets=octets
                )
                return self._rules.fetched(session, found, now)
            case PutKey(session, ref, announcement):
                self._keys.put(announcement, now)
                return self._rules.key_found(session, ref, self._keys.get(announcement.device, now))
            case GetKey(session, ref, device):
                return self._rules.key_found(session, ref, self._keys.get(device, now))
            case StoreRevocation(session, ref, revocation):
                self._access.revoke(revocation)
                return [*self._rules.revocation_kept(session, ref), *self._rules.shut_out()]
        return []

    def _hint(self, session: SessionId, mailbox: DeviceId) -> None:
        if self.up and session in self._lines:
            self._world.clock.after(0, lambda: self._carry(self._rules.hint(mailbox, self._world.clock.now)))
