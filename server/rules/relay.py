"""The relay's decisions: frames come in, what is to be done comes out. No I/O, no clock.

Whoever runs it calls `opened`, `received` (or `frame`, where frames need no bytes), `hint`, `tick` and
`lost`, and before each `tick` asks who is `silent` and tells of which of them `bytes_came`; carries the
effects out in their order, and reports back through `arrived`, `settled`, `stored`, `fetched`,
`fetch_failed`, `key_found`, `refused` and `revocation_kept`. Reports for a session that has ended change
nothing.

What one session does wrong ends that session and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from hotline import limits
from hotline.crypto.signing import SigningKey
from hotline.errors import Refused, Rejected
from hotline.ids import DeviceId, Entropy, PartyId, Precedence
from hotline.wire.frames import (
    Ack,
    DepositFrame,
    Done,
    Frame,
    Hello,
    KeyFrame,
    KeyGet,
    KeyPut,
    Ping,
    Pong,
    Proof,
    RefusedFrame,
    Revoke,
)
from server.access import Access, Admitted
from server.rules.delivering import Delivering
from server.rules.door import Door
from server.rules.effects import (
    Close,
    Effect,
    GetKey,
    Send,
    SessionId,
    StoreDeposit,
    StoreRevocation,
    Watch,
)
from server.rules.pace import Bucket, full
from server.rules.policy import Policy
from server.rules.present import Present
from server.rules.receipts import Kept, receipts
from server.rules.requests import (
    read_announcement,
    read_deposit,
    read_document,
    refused_request,
    refused_slots,
    refused_whole,
)
from server.rules.session import Session, State
from server.stores.port import Arrival, Delivery

T = TypeVar("T")
Effects = list[Effect]
SHORT = Precedence.FLASH  # answers of a few bytes hold nobody up, and everybody waits for them


class Relay:
    """All sessions of one relay."""

    def __init__(self, key: SigningKey, access: Access, policy: Policy, entropy: Entropy) -> None:
        self.access = access
        self.policy = policy
        self._key = key
        self._door = Door(key, access, policy, entropy)
        self._present = Present()
        self._buckets: dict[PartyId, Bucket] = {}
        self._delivering = Delivering(self._present)

    # Sessions come and go

    def opened(self, session: SessionId, address: str, now: datetime) -> Effects:
        """A connection is there; nobody has said anything yet."""
        try:
            self._present.check_handshakes(address, self.policy)
        except Refused as reason:
            return [Close(session, reason.code, str(reason))]
        self._present.come(Session(session, address, opened_at=now, heard_at=now))
        return []

    def lost(self, session: SessionId) -> None:
        """The connection is gone."""
        if known := self._present.sessions.get(session):
            self._present.go(known)

    def received(self, session: SessionId, message: bytes, now: datetime) -> Effects:
        """One message as it came over the wire: a frame, or a part of one."""
        known = self._present.sessions.get(session)
        return [] if known is None else self._guarded(known, self._message, message, now)

    def frame(self, session: SessionId, frame: Frame, now: datetime) -> Effects:
        """One whole frame."""
        known = self._present.sessions.get(session)
        return [] if known is None else self._guarded(known, self._frame, frame, now)

    def silent(self, now: datetime) -> list[SessionId]:
        """Those that end with the next tick, unless the outside knows that bytes have come."""
        return [each.id for each in self._present if each.state is State.OPEN and now >= each.dead_at]

    def bytes_came(self, session: SessionId, at: datetime) -> None:
        """Bytes came of a message that is not all here."""
        if known := self._present.sessions.get(session):
            known.byte_at = at

    def tick(self, now: datetime) -> Effects:
        """What is due by the clock: ends what is silent or expired, pings, looks for what hints missed."""
        return [effect for session in self._present for effect in self._tick(session, now)]

    def wakes_at(self) -> datetime | None:
        """When `tick` has something to do; None while nobody is connected."""
        return min((session.wakes_at() for session in self._present), default=None)

    def close_all(self, sentence: str) -> Effects:
        """The relay stops: every session ends, with all its answers."""
        closed = [self._close(session, "closing", sentence) for session in self._present]
        return [replace(each, finish=True) for each in closed]

    def end(self, session: SessionId, code: str, sentence: str) -> Effects:
        """Close a session for a reason of the outside's."""
        known = self._present.sessions.get(session)
        return [] if known is None else [self._close(known, code, sentence)]

    def shut_out(self) -> Effects:
        """End the sessions of devices that `access` knows as revoked by now."""
        return [
            self._close(session, "revoked", "Your party's root has revoked this device.")
            for session in self._present
            if session.admitted and self.access.is_revoked(session.who.party, session.who.device)
        ]

    def holder(self, token: str) -> Admitted | None:
        """Who may use the blobs with this token: it is good while its session lasts."""
        session = self._present.by_token.get(token)
        return session.admitted if session else None

    @property
    def devices(self) -> int:
        """How many are logged in."""
        return len(self._present.by_device)

    # Reports of what was carried out

    def arrived(self, arrival: Arrival, now: datetime) -> Effects:
        """A deposit goes to the store: whoever is caught up is handed it at once."""
        return self._delivering.arrived(arrival)

    def settled(self, arrival: Arrival, now: datetime) -> Effects:
        """The store has said what became of it, or could not keep it.

        Who was to be handed it straight, and came back or looked into the mailbox since, gets no other hint.
        """
        return self._delivering.settled(arrival, now)

    def stored(self, session: SessionId, kept: Sequence[Kept], now: datetime) -> Effects:
        """Deposits of one session that were committed together, or could not be: receipt and refusals."""
        known = self._present.sessions.get(session)
        if known is None:
            return []
        for each in kept:
            known.end(each.request.deposit.octets)
        effects: Effects = [Send(session, *receipt) for receipt in receipts(self._key, kept, now)]
        refused = [refused_slots(each.request, each.answers) for each in kept if each.refused]
        return effects + [Send(session, frame, SHORT) for frame in refused if frame]

    def fetched(self, session: SessionId, found: Sequence[Delivery], now: datetime) -> Effects:
        """What a Fetch found."""
        known = self._present.sessions.get(session)
        return [] if known is None else self._delivering.fetched(known, found, now)

    def fetch_failed(self, session: SessionId) -> None:
        """The store could not read; it is asked again at the next hint or look."""
        if known := self._present.sessions.get(session):
            known.handout.failed()

    def key_found(self, session: SessionId, ref: int, document: bytes | None) -> Effects:
        """The newest announcement of the device that was asked for."""
        announcement = None if document is None else read_document(document)
        return self._answer(session, KeyFrame(ref, announcement))

    def revocation_kept(self, session: SessionId, ref: int) -> Effects:
        """The revocation is durable."""
        return self._answer(session, Done(ref))

    def refused(self, session: SessionId, ref: int, reason: Rejected) -> Effects:
        """A PutKey, GetKey or StoreRevocation could not be done."""
        return self._answer(session, refused_request(ref, reason))

    def hint(self, mailbox: DeviceId, now: datetime) -> Effects:
        """Something may have come for this mailbox."""
        session = self._present.by_device.get(mailbox)
        return self._delivering.fetch(session, now) if session else []

    # One frame

    def _message(self, session: Session, message: bytes, now: datetime) -> Effects:
        session.count_before_login(len(message))
        session.heard_at = now
        frame = session.incoming.feed(message)
        return [] if frame is None else self._frame(session, frame, now)

    def _frame(self, session: Session, frame: Frame, now: datetime) -> Effects:
        after = session.next_state(frame)
        effects = self._handle(session, frame, now)
        if session.state is not State.CLOSED:
            session.state, session.heard_at = after, now
        return effects

    def _handle(self, session: Session, frame: Frame, now: datetime) -> Effects:
        match frame:
            case Hello():
                return [Send(session.id, self._door.challenge(session, frame, now), SHORT)]
            case Proof():
                return self._let_in(session, frame, now)
            case DepositFrame():
                return self._deposit(session, frame, now)
            case Ack():
                return self._delivering.acknowledged(session, frame.numbers, now)
            case KeyPut(ref=ref):
                return self._request(session, ref, lambda: [read_announcement(session, frame)])
            case KeyGet(ref=ref):
                return self._request(session, ref, lambda: [GetKey(session.id, ref, frame.device)])
            case Revoke(ref=ref):
                return self._request(session, ref, lambda: self._revoke(session, frame))
            case Ping(n=n):
                return [Send(session.id, Pong(n), SHORT)]
            case _:  # a pong; the table lets no other through
                return []

    def _let_in(self, session: Session, proof: Proof, now: datetime) -> Effects:
        welcome = self._door.welcome(session, proof, now)
        self._present.check_devices(session, self.policy)
        device = session.who.device
        effects: Effects = []
        if other := self._present.by_device.get(device):
            if other.id > session.id:  # what a desk said before it hung up may be read after it came again
                raise Refused("replaced", "This device has logged in over a newer connection.")
            effects.append(self._close(other, "replaced", "This device has logged in again."))
        self._present.let_in(session)
        session.pinged_at = now
        effects += [Send(session.id, welcome, SHORT), Watch(session.id, device)]
        return effects + self._delivering.fetch(session, now)

    def _deposit(self, session: Session, frame: DepositFrame, now: datetime) -> Effects:
        try:
            deposit = read_deposit(frame, session.who.party, self.policy)
            self._pay(session.who.party, deposit.precedence, now)
            session.begin(deposit.octets)
        except Rejected as reason:
            return [Send(session.id, refused_whole(frame, reason), SHORT)]
        return [StoreDeposit(session.id, frame.ref, deposit)]

    def _request(self, session: Session, ref: int, work: Callable[[], Effects]) -> Effects:
        try:
            session.begin()
            try:
                return work()
            except Rejected:
                session.end()
                raise
        except Rejected as reason:
            return [Send(session.id, refused_request(ref, reason), SHORT)]

    def _revoke(self, session: Session, frame: Revoke) -> Effects:
        self.access.revoke(frame.revocation)
        return [StoreRevocation(session.id, frame.ref, frame.revocation), *self.shut_out()]

    def _pay(self, party: PartyId, precedence: Precedence, now: datetime) -> None:
        """Take one token of the party's. Raises TooFast."""
        bucket = self._buckets.get(party)
        if bucket is None:
            bucket = self._buckets[party] = full(self.policy.pace, now)
        bucket.take_one(precedence, now)

    # The clock

    def _tick(self, session: Session, now: datetime) -> Effects:
        if reason := session.overdue(now):
            return [self._close(session, *reason)]
        if session.state is not State.OPEN:
            return []
        return self._ping(session, now) + self._delivering.look(session, now)

    def _ping(self, session: Session, now: datetime) -> Effects:
        if session.pinged_at and now - session.pinged_at < limits.PING_EVERY:
            return []
        session.pinged_at = now
        session.pings += 1
        return [Send(session.id, Ping(session.pings), SHORT)]

    # Small steps

    def _answer(self, session: SessionId, frame: KeyFrame | Done | RefusedFrame) -> Effects:
        known = self._present.sessions.get(session)
        if known is None:
            return []
        known.end()
        return [Send(session, frame, SHORT)]

    def _guarded(
        self, session: Session, work: Callable[[Session, T, datetime], Effects], what: T, now: datetime
    ) -> Effects:
        """What the work asks for; or the session's end, when what came was not acceptable."""
        try:
            return work(session, what, now)
        except Refused as reason:
            return [self._close(session, reason.code, str(reason))]
        except Rejected as reason:
            return [self._close(session, "malformed", str(reason))]

    def _close(self, session: Session, code: str, sentence: str) -> Close:
        self._present.go(session)
        return Close(session.id, code, sentence)
