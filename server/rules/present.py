"""Who is connected: sessions by their number, their device and their token, and how many of whom.

Not here: who may come in (`door`), and what is said (`relay`).
"""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Iterator

from hotline.errors import Refused
from hotline.ids import DeviceId, PartyId
from server.rules.effects import SessionId
from server.rules.policy import Policy
from server.rules.session import Session, State


class Present:
    """All sessions of one relay, from their connection to their end."""

    def __init__(self) -> None:
        self.sessions: dict[SessionId, Session] = {}
        self.by_device: dict[DeviceId, Session] = {}
        self.by_token: dict[str, Session] = {}
        self.handshakes: Tally[str] = Tally()  # by address
        self._logged_in: Tally[PartyId] = Tally()  # devices

    def __iter__(self) -> Iterator[Session]:
        """All of them, whatever becomes of them meanwhile."""
        return iter(list(self.sessions.values()))

    def check_handshakes(self, address: str, policy: Policy) -> None:
        """Raises Refused when as many are logging in as may: from there, or from everywhere."""
        if (
            self.handshakes[address] >= policy.handshakes_per_address
            or self.handshakes.total() >= policy.handshakes
        ):
            raise Refused("too-fast", "Too many connections are logging in. Try again in a while.")

    def check_devices(self, session: Session, policy: Policy) -> None:
        """Raises Refused when the party has as many devices here as one may have."""
        who = session.who
        if self._logged_in[who.party] >= policy.devices_per_party and who.device not in self.by_device:
            raise Refused("busy", "Your party has as many devices logged in as this relay takes of one.")

    def come(self, session: Session) -> None:
        """A connection is there; its log-in begins."""
        self.sessions[session.id] = session
        self.handshakes[session.address] += 1

    def let_in(self, session: Session) -> None:
        """Its log-in is over, and nobody else is here for its device."""
        self._shook_hands(session.address)
        self.by_device[session.who.device] = self.by_token[session.token] = session
        self._logged_in[session.who.party] += 1
        session.state = State.OPEN

    def go(self, session: Session) -> None:
        """It is over."""
        del self.sessions[session.id]
        if session.state is not State.OPEN:
            self._shook_hands(session.address)
        elif self.by_device.get(session.who.device) is session:
            del self.by_device[session.who.device]
            self._logged_in[session.who.party] -= 1
        self.by_token.pop(session.token, None)
        session.state = State.CLOSED

    def _shook_hands(self, address: str) -> None:
        """One log-in less is under way there."""
        self.handshakes[address] -= 1
        if not self.handshakes[address]:
            del self.handshakes[address]
