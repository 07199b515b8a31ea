"""One connection's conversation as a table: log-in first, then everything else, then nothing.

    waiting for hello → waiting for proof → open → closed

A frame that is not in the table for the state it comes in ends the session. So does silence: half a minute,
before log-in as after it, or two minutes in which no message became whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from hotline import limits
from hotline.errors import Refused
from hotline.wire.frames import (
    Ack,
    DepositFrame,
    Frame,
    Hello,
    KeyGet,
    KeyPut,
    Ping,
    Pong,
    Proof,
    Revoke,
)
from hotline.wire.parts import Incoming
from server.access import Admitted
from server.rules.effects import SessionId
from server.rules.handout import Handout

LOOK_EVERY = limits.PING_EVERY * 4  # hints may be lost: then a delivery is late by a minute, not for ever
IN_FLIGHT_BYTES = 32 * limits.ENVELOPE_BYTES  # 8 MiB of deposits that wait for the disk


class State(StrEnum):
    WAITING_FOR_HELLO = "waiting for hello"
    WAITING_FOR_PROOF = "waiting for proof"
    OPEN = "open"
    CLOSED = "closed"


NEXT: Mapping[tuple[State, type], State] = MappingProxyType(
    {
        (State.WAITING_FOR_HELLO, Hello): State.WAITING_FOR_PROOF,
        (State.WAITING_FOR_PROOF, Proof): State.OPEN,
        (State.OPEN, DepositFrame): State.OPEN,
        (State.OPEN, Ack): State.OPEN,
        (State.OPEN, KeyPut): State.OPEN,
        (State.OPEN, KeyGet): State.OPEN,
        (State.OPEN, Revoke): State.OPEN,
        (State.OPEN, Ping): State.OPEN,
        (State.OPEN, Pong): State.OPEN,
    }
)


@dataclass(slots=True)
class Session:
    """What the relay remembers of one connection."""

    id: SessionId
    address: str
    opened_at: datetime
    heard_at: datetime  # a whole message
    state: State = State.WAITING_FOR_HELLO
    octets_before_login: int = 0
    incoming: Incoming = field(default_factory=Incoming)
    handout: Handout = field(default_factory=Handout)
    admitted: Admitted | None = None
    login_message: bytes = b""  # what the proof must sign
    token: str = field(default="", repr=False)  # opens the blobs while this session lasts
    requests: int = 0  # under way
    octets_in_flight: int = 0  # of deposits under way
    pinged_at: datetime | None = None
    pings: int = 0
    byte_at: datetime | None = None  # of a message that is under way, as the outside told
    looked_at: datetime | None = None

    @property
    def who(self) -> Admitted:
        """Whom the credential named. Only asked for once there was a hello."""
        assert self.admitted is not None
        return self.admitted

    def next_state(self, frame: Frame) -> State:
        """Where this frame leads. Raises Refused when it has no place here."""
        after = NEXT.get((self.state, type(frame)))
        if after is None:
            what = f"“{frame.NAME}” has no place in a session that is {self.state.value}."
            raise Refused("malformed", what)
        return after

    def count_before_login(self, octets: int) -> None:
        """Raises Refused when more came than a log-in needs."""
        if self.state is State.OPEN:
            return
        self.octets_before_login += octets
        if self.octets_before_login > limits.HANDSHAKE_BYTES:
            raise Refused("too-large", f"More than {limits.HANDSHAKE_BYTES} bytes came before log-in.")

    def begin(self, octets: int = 0) -> None:
        """Count a request in. Raises Refused when too much of this session is under way."""
        if self.requests >= limits.DEPOSITS_IN_FLIGHT or self.octets_in_flight >= IN_FLIGHT_BYTES:
            raise Refused("too-fast", "Too much of this session is under way. Wait for answers first.")
        self.requests += 1
        self.octets_in_flight += octets

    def end(self, octets: int = 0) -> None:
        """Count a request out."""
        self.requests -= 1
        self.octets_in_flight -= octets

    @property
    def dead_at(self) -> datetime:
        """Unless more comes: a message may take its time over a slow line, as long as its bytes come."""
        last = self.heard_at if self.byte_at is None else max(self.heard_at, self.byte_at)
        return min(last + limits.SILENCE, self.heard_at + limits.MESSAGE_WITHIN)

    def overdue(self, now: datetime) -> tuple[str, str] | None:
        """Why the session must end by now: code and sentence."""
        if self.state is not State.OPEN:
            late = now - self.opened_at >= limits.HANDSHAKE
            return ("timed-out", "Log-in took too long.") if late else None
        if now >= self.dead_at:
            return "timed-out", "No whole message came for too long."
        if now >= self.who.not_after:
            return "not-admitted", "The credential has expired. Ask the party's root for a new one."
        return None

    def wakes_at(self) -> datetime:
        """When `Relay.tick` has something to do for this session at the earliest."""
        if self.state is not State.OPEN:
            return self.opened_at + limits.HANDSHAKE
        pinged_at = self.pinged_at or self.opened_at
        return min(self.dead_at, self.who.not_after, pinged_at + limits.PING_EVERY)
