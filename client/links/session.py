"""A device's side of a relay session, without the wire: frames in, frames and arrivals out.

Not here: connections, pings and time-outs (`relay`), and what the arrivals mean (`client.station`).
Source: docs/SPEC.md 8.

    START --hello--> GREETED --challenge/proof--> PROVEN --welcome--> OPEN
Anything else that comes ends the session: the relay is not what the agreement names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import Enum
from typing import Any

from client.links.refusals import understood
from client.station.arrivals import (
    Arrival,
    DepositRefused,
    EnvelopeCame,
    KeyCame,
    MailboxEmpty,
    ReceiptCame,
    ToDeposit,
)
from hotline import limits
from hotline.crypto.signing import SigningKey
from hotline.errors import BadSignature, NotTrusted, Refused
from hotline.ids import DeviceId, Entropy, EnvelopeId, Precedence, RelayId
from hotline.sentence import sentence
from hotline.signed import Signed
from hotline.wire.envelope import slot_hash
from hotline.wire.frames import (
    Ack,
    Challenge,
    Closing,
    Deliver,
    DepositFrame,
    Done,
    Empty,
    Frame,
    Hello,
    KeyFrame,
    KeyGet,
    KeyPut,
    Ping,
    Pong,
    Proof,
    ReceiptFrame,
    RefusedFrame,
    Revoke,
    SessionTerms,
    Welcome,
)
from hotline.wire.login import check_certificate, login_message, prove, verify_challenge
from hotline.wire.receipts import open_receipt

RETRY_MOST = timedelta(hours=1)


class State(Enum):
    GREETED = "waiting for the relay's challenge"
    PROVEN = "waiting for the relay's welcome"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Delivery:
    """An arrival, with the number under which its delivery is acknowledged once it is durable."""

    n: int
    arrival: EnvelopeCame


@dataclass(slots=True)
class Outcome:
    """What one frame led to."""

    send: list[tuple[Frame, Precedence]] = field(default_factory=list)
    arrivals: list[Arrival] = field(default_factory=list)
    deliveries: list[Delivery] = field(default_factory=list)
    opened: bool = False


def _pause(milliseconds: int) -> timedelta:
    """What a relay asks for, but no more than is good for the line: it may lie, or its word overflow."""
    return min(timedelta(milliseconds=min(milliseconds, 10**9)), RETRY_MOST)


class ClientSession:
    """One connection's log-in and traffic with the relay whose key the agreement pins.

    `certificate` is the live connection's, in DER; None only on loopback without TLS.
    """

    def __init__(
        self,
        relay: RelayId,
        signing: SigningKey,
        credential: Signed,
        certificate: bytes | None,
        entropy: Entropy,
    ) -> None:
        self._relay = relay
        self._signing = signing
        self._credential = credential
        self._certificate = certificate
        self._nonce = entropy(32)
        self._state = State.GREETED
        self._next_ref = 0
        self._deposits: dict[int, ToDeposit] = {}
        self._rests: dict[int, ToDeposit] = {}  # what a receipt left out: a refusal of it may follow
        self._asked: dict[int, DeviceId] = {}  # whose key, under way
        self._asked_at: dict[DeviceId, float] = {}
        self.terms: SessionTerms | None = None
        self.welcomed_at: datetime | None = None  # by the relay's clock
        self.token = ""

    @property
    def open(self) -> bool:
        return self._state is State.OPEN

    @property
    def room(self) -> int:
        """How many more deposits may be under way."""
        allowed = min(self.terms.in_flight, limits.DEPOSITS_IN_FLIGHT) if self.terms else 0
        return allowed - len(self._deposits)

    # What goes out

    def hello(self) -> Frame:
        return Hello(1, self._credential, self._nonce)

    def deposit(self, envelope: ToDeposit) -> Frame:
        ref = self._ref()
        self._deposits[ref] = envelope
        return DepositFrame(ref, envelope.public, envelope.slots)

    def acknowledge(self, numbers: Sequence[int]) -> Frame:
        """Only for what is durable here."""
        return Ack(tuple(numbers))

    def publish(self, announcement: Signed) -> Frame:
        """The relay answers with the newest it knows, which shows a restored desk that it lived on since."""
        ref = self._ref()
        self._asked[ref] = self._signing.device
        return KeyPut(ref, announcement)

    def ask_keys(self, devices: Iterable[DeviceId], at: float, again: float) -> list[Frame]:
        """`at` in seconds; each is asked for at most once in `again` of them: where the directory has
        nothing newer, or this desk's clock takes every key for an old one, it would be asked without end."""
        frames: list[Frame] = []
        for device in devices:
            under_way = device in self._asked.values()
            if not under_way and at - self._asked_at.get(device, -again) >= again:
                ref = self._ref()
                self._asked[ref], self._asked_at[device] = device, at
                frames.append(KeyGet(ref, device))
        return frames

    def revoke(self, revocation: Signed) -> Frame:
        return Revoke(self._ref(), revocation)

    def _ref(self) -> int:
        self._next_ref += 1
        return self._next_ref

    # What comes in

    def frame(self, frame: Frame, now: datetime) -> Outcome:
        """Takes one frame. Raises Rejected: then the connection must end."""
        handler = HANDLERS.get((self._state, type(frame)))
        if isinstance(frame, Closing):
            raise Refused(
                frame.code,
                sentence("The relay ended the session: {why}", why=understood(frame.code, frame.sentence)),
            )
        if handler is None:
            raise Refused(
                "unexpected",
                sentence(
                    "The relay sent a {frame} while {state}.", frame=frame.NAME, state=self._state.value
                ),
            )
        outcome = Outcome()
        handler(self, frame, now, outcome)
        return outcome

    def _challenge(self, frame: Challenge, _now: datetime, outcome: Outcome) -> None:
        check_certificate(frame.certificate, self._certificate)
        message = login_message(self._signing.device, self._nonce, frame.nonce, frame.name, frame.certificate)
        try:
            verify_challenge(message, frame.signature, self._relay)
        except BadSignature as error:
            raise NotTrusted("This relay does not hold the key that the agreement names.") from error
        self._state = State.PROVEN
        outcome.send.append((Proof(prove(message, self._signing)), Precedence.FLASH))

    def _welcome(self, frame: Welcome, _now: datetime, outcome: Outcome) -> None:
        self._state = State.OPEN
        self.terms = frame.terms
        self.welcomed_at = frame.time
        self.token = frame.token
        outcome.opened = True

    def _receipt(self, frame: ReceiptFrame, _now: datetime, outcome: Outcome) -> None:
        receipt = open_receipt(frame.receipt, self._relay)
        kept = {(envelope, *row) for envelope, rows in receipt.deposits for row in rows}
        slots: list[tuple[EnvelopeId, DeviceId]] = []
        for ref in frame.refs:
            sent = self._deposits.pop(ref, None)
            if sent is not None:
                mine = {at for at, slot in sent.slots if (sent.envelope, at, slot_hash(slot)) in kept}
                slots += [(sent.envelope, device) for device, _ in sent.slots if device in mine]
                self._rest(
                    ref, replace(sent, slots=tuple(each for each in sent.slots if each[0] not in mine))
                )
        outcome.arrivals.append(ReceiptCame(self._relay, receipt.at, tuple(dict.fromkeys(slots))))

    def _refused(self, frame: RefusedFrame, now: datetime, outcome: Outcome) -> None:
        sent = self._deposits.get(frame.ref) or self._rests.pop(frame.ref, None)
        self._asked.pop(frame.ref, None)
        if sent is None:
            return
        for refusal in frame.refusals:
            devices = [device for device, _ in sent.slots if refusal.mailbox in (None, device)]
            retry_at = None if refusal.retry is None else now + _pause(refusal.retry)
            outcome.arrivals += [
                DepositRefused(
                    self._relay,
                    sent.envelope,
                    device,
                    refusal.code,
                    understood(refusal.code, refusal.sentence),
                    retry_at,
                )
                for device in devices
            ]
        refused = {refusal.mailbox for refusal in frame.refusals}
        if None in refused or refused >= {device for device, _ in sent.slots}:
            self._deposits.pop(frame.ref, None)

    def _rest(self, ref: int, rest: ToDeposit) -> None:
        """Of one deposit some mailboxes may be receipted, and the others refused a moment later."""
        if rest.slots:
            self._rests[ref] = rest
        while len(self._rests) > limits.DEPOSITS_IN_FLIGHT:
            del self._rests[next(iter(self._rests))]

    def _deliver(self, frame: Deliver, _now: datetime, outcome: Outcome) -> None:
        outcome.deliveries.append(Delivery(frame.n, EnvelopeCame(self._relay, frame.public, frame.slot)))

    def _empty(self, frame: Empty, _now: datetime, outcome: Outcome) -> None:
        outcome.arrivals.append(MailboxEmpty(self._relay, frame.time))

    def _key(self, frame: KeyFrame, _now: datetime, outcome: Outcome) -> None:
        asked = self._asked.pop(frame.ref, None)
        if asked is not None and frame.announcement is not None:
            outcome.arrivals.append(KeyCame(self._relay, frame.announcement))

    def _ping(self, frame: Ping, _now: datetime, outcome: Outcome) -> None:
        outcome.send.append((Pong(frame.n), Precedence.FLASH))

    def _nothing(self, _frame: Frame, _now: datetime, _outcome: Outcome) -> None:
        """Taken note of by being received."""


Handler = Callable[[ClientSession, Any, datetime, Outcome], None]

HANDLERS: dict[tuple[State, type[Any]], Handler] = {
    (State.GREETED, Challenge): ClientSession._challenge,
    (State.PROVEN, Welcome): ClientSession._welcome,
    (State.OPEN, ReceiptFrame): ClientSession._receipt,
    (State.OPEN, RefusedFrame): ClientSession._refused,
    (State.OPEN, Deliver): ClientSession._deliver,
    (State.OPEN, Empty): ClientSession._empty,
    (State.OPEN, KeyFrame): ClientSession._key,
    (State.OPEN, Done): ClientSession._nothing,
    (State.OPEN, Ping): ClientSession._ping,
    (State.OPEN, Pong): ClientSession._nothing,
}
