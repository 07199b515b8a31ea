"""A whole relay without asyncio: the rules on memory stores, each effect done before the call returns."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from hotline.errors import Refused
from hotline.wire.frames import Frame
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
from server.rules.receipts import Kept
from server.rules.relay import Relay
from server.stores.memory import MemoryKeys, MemoryMailboxes
from server.stores.port import Verdict

Said = Send | Close


class DrivenRelay:
    """Every method gives what the relay says because of it, in order: frames to send and sessions to close.

    `full`: the disk is full, nothing can be written.
    """

    def __init__(
        self,
        relay: Relay,
        mailboxes: MemoryMailboxes | None = None,
        keys: MemoryKeys | None = None,
    ) -> None:
        self.relay = relay
        self.mailboxes = mailboxes or MemoryMailboxes()
        self.keys = keys or MemoryKeys()
        self.full = False

    def opened(self, session: SessionId, address: str, now: datetime) -> list[Said]:
        return self._carry_out(self.relay.opened(session, address, now), now)

    def lost(self, session: SessionId) -> None:
        self.relay.lost(session)

    def frame(self, session: SessionId, frame: Frame, now: datetime) -> list[Said]:
        return self._carry_out(self.relay.frame(session, frame, now), now)

    def received(self, session: SessionId, message: bytes, now: datetime) -> list[Said]:
        return self._carry_out(self.relay.received(session, message, now), now)

    def tick(self, now: datetime) -> list[Said]:
        """Call it once a second, or at `relay.wakes_at()`."""
        self.mailboxes.expire(now)
        return self._carry_out(self.relay.tick(now), now)

    def _carry_out(self, effects: Iterable[Effect], now: datetime) -> list[Said]:
        said: list[Said] = []
        waiting = list(effects)
        while waiting:
            effect = waiting.pop(0)
            if isinstance(effect, Send | Close):
                said.append(effect)
            else:
                waiting += self._do(effect, now)
        return said

    def _do(self, effect: Effect, now: datetime) -> list[Effect]:
        match effect:
            case StoreDeposit():
                return self._deposit(effect, now)
            case StoreAck():
                self.mailboxes.acknowledge(effect.mailbox, effect.seqs)
            case Fetch():
                found = self.mailboxes.fetch(
                    effect.mailbox,
                    effect.cursor,
                    now,
                    lowest=effect.lowest,
                    count=effect.count,
                    octets=effect.octets,
                )
                return self.relay.fetched(effect.session, found, now)
            case PutKey():
                return self._put(effect, now)
            case GetKey():
                document = self.keys.get(effect.device, now)
                return self.relay.key_found(effect.session, effect.ref, document)
            case StoreRevocation():
                return self.relay.revocation_kept(effect.session, effect.ref)
            case Watch() | Send() | Close():  # hints follow from deposits here
                pass
        return []

    def _deposit(self, effect: StoreDeposit, now: datetime) -> list[Effect]:
        arrival = self.mailboxes.arrive(effect.deposit, now)
        effects = self.relay.arrived(arrival, now)
        answers = None if self.full else self.mailboxes.keep(arrival)
        effects += self.relay.stored(effect.session, [Kept(effect, answers)], now)
        for seq, answer in zip(arrival.seqs, answers or (), strict=bool(answers)):
            if answer.verdict is Verdict.STORED and seq not in arrival.straight:
                effects += self.relay.hint(answer.mailbox, now)
        return effects + self.relay.settled(arrival, now)

    def _put(self, effect: PutKey, now: datetime) -> list[Effect]:
        try:
            self.keys.put(effect.announcement, now)
        except Refused as reason:
            return self.relay.refused(effect.session, effect.ref, reason)
        document = self.keys.get(effect.announcement.device, now)
        return self.relay.key_found(effect.session, effect.ref, document)
