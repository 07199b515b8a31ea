"""A relay on memory stores and a few desks that talk to it, for tests of the rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from hotline.crypto.signing import SigningKey
from hotline.wire.frames import Challenge, Closing, Deliver, Frame, Welcome
from server.access import Access
from server.rules.effects import Close, SessionId
from server.rules.policy import Policy
from server.rules.relay import Relay
from tests.server.driven import DrivenRelay, Said
from tests.server.people import NOW, Desk, Party, dice, party

RELAY_KEY = SigningKey(bytes(range(1, 33)))
POLICY = Policy(name="North", certificate_hash=b"\x07" * 32)


@dataclass
class World:
    """One relay. What is said to each session is kept until it is read."""

    policy: Policy = POLICY
    parties: tuple[Party, ...] = field(default_factory=lambda: (party("AVA"), party("BRV")))
    now: datetime = NOW

    def __post_init__(self) -> None:
        access = Access(exercise=True)
        for each in self.parties:
            access.enroll(each.root)
        self.relay = Relay(RELAY_KEY, access, self.policy, dice("relay"))
        self.driven = DrivenRelay(self.relay)
        self.heard: dict[SessionId, list[Frame]] = {}
        self.last = 0

    def connect(self, address: str = "192.0.2.1") -> SessionId:
        self.last += 1
        session = SessionId(self.last)
        self.heard[session] = []
        self.hear(self.driven.opened(session, address, self.now))
        return session

    def say(self, session: SessionId, frame: Frame) -> list[Any]:
        """What this session hears because of it, and before it what it had not read yet."""
        self.hear(self.driven.frame(session, frame, self.now))
        return self.read(session)

    def read(self, session: SessionId) -> list[Any]:
        heard, self.heard[session] = self.heard[session], []
        return heard

    def challenge(self, desk: Desk) -> tuple[SessionId, Challenge]:
        session = self.connect()
        [challenge] = self.say(session, desk.hello)
        assert isinstance(challenge, Challenge), challenge
        return session, challenge

    def log_in(self, desk: Desk) -> SessionId:
        """A session that is welcome; what it heard after that is left unread."""
        session, challenge = self.challenge(desk)
        self.hear(self.driven.frame(session, desk.proof(challenge), self.now))
        assert isinstance(self.heard[session].pop(0), Welcome)
        return session

    def pass_time(self, time: timedelta) -> None:
        self.now += time
        self.hear(self.driven.tick(self.now))

    def hear(self, said: list[Said]) -> None:
        for each in said:
            closing = isinstance(each, Close)
            frame = Closing(each.code, each.sentence) if isinstance(each, Close) else each.frame
            self.heard[each.session].append(frame)
            assert not closing or each.session not in self.relay._present.sessions


def closed_with(frames: list[Frame]) -> str:
    """The code that the last frame closes with."""
    assert isinstance(frames[-1], Closing), frames
    return frames[-1].code


def deliveries(frames: list[Frame]) -> list[Deliver]:
    return [each for each in frames if isinstance(each, Deliver)]
