"""A desk: the real station on an in-memory vault, its sessions with the relays, and how it can be hurt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from client.links.session import ClientSession
from client.station.arrivals import Arrival, LinkDown, LinkUp
from client.station.events import Event, StatementArrived
from client.station.say import Saying
from client.station.station import Station
from client.vault.memory import backup_snapshot, from_snapshot, snapshot
from client.vault.vault import DeskVault
from hotline.errors import Rejected
from hotline.ids import ChannelId, DeviceId, Precedence, RelayId, StatementId
from hotline.signed import Signed
from hotline.transcript.transcript import Transcript
from hotline.wire.frames import Frame
from tests.simulation.parties import Person

if TYPE_CHECKING:
    from tests.simulation.relay import SimulatedRelay
    from tests.simulation.world import Line, World

RECONNECT = (1.0, 5.0)  # seconds


class SimulatedDesk:
    """Runs a station as the engine does: arrivals in, commit, acknowledge, deposit, tick."""

    def __init__(self, world: World, person: Person, vault: DeskVault) -> None:
        self.world = world
        self.person = person
        self.vault = vault
        self.skew = timedelta(0)
        self.up = False
        self.events: list[Event] = []
        self._sessions: dict[RelayId, tuple[ClientSession, Line]] = {}
        self._published: dict[Line, Signed] = {}
        self._start_number = 0
        self._plan_number = 0
        self.start()

    @property
    def name(self) -> str:
        return self.person.name

    @property
    def now(self) -> datetime:
        """This desk's own clock, which may be wrong."""
        return self.world.clock.now + self.skew

    @property
    def device(self) -> DeviceId:
        return self.station.me

    # Life

    def start(self) -> None:
        """Opens the vault and connects, as after a start of the program."""
        self.up = True
        self._start_number += 1
        self.station = Station(self.vault, self.world.entropy, self.now)
        for relay in self.world.relays.values():
            self._connect_later(relay, 0.0)
        self._do(lambda: self.station.tick(self.now))

    def crash(self) -> None:
        """As a kill would: what was not committed is gone."""
        self.up = False
        self.vault = from_snapshot(snapshot(self.vault))
        for _, line in list(self._sessions.values()):
            line.cut("the desk died")
        self._sessions.clear()

    def backup(self) -> bytes:
        return backup_snapshot(self.vault)

    def restore(self, backup: bytes) -> None:
        """The vault is lost, and the backup takes its place; what it forgot will arrive again."""
        if self.up:
            self.crash()
        self.vault = from_snapshot(backup)
        self.events = []
        self.start()

    # Officers

    def say(
        self,
        kind: str,
        content: Mapping[str, Any],
        precedence: Precedence = Precedence.ROUTINE,
        refers_to: StatementId | None = None,
        held: bool = False,
    ) -> StatementId:
        saying = Saying(self.world.channel, kind, content, precedence, refers_to, held=held)
        statement, events = self.station.say(saying, self.now)
        self._after(events)
        return statement

    def message(self, text: str, precedence: Precedence = Precedence.ROUTINE) -> StatementId:
        content = {"subject": text, "text": text, "language": "en"}
        return self.say("message", content, precedence)

    @property
    def transcript(self) -> Transcript:
        return self.station.transcript(self.world.channel)

    @property
    def arrived(self) -> list[StatementId]:
        """What others said, in the order in which it was shown here."""
        return [event.statement for event in self.events if isinstance(event, StatementArrived)]

    def join(self, channel: ChannelId) -> None:
        self._do(lambda: self.station.join(self.world.agreement, self.now))

    # Lines

    def _connect_later(self, relay: SimulatedRelay, seconds: float) -> None:
        start = self._start_number
        self.world.clock.after(seconds, lambda: self._connect(relay, start))

    def _connect(self, relay: SimulatedRelay, start: int) -> None:
        if start != self._start_number or not self.up or relay.id in self._sessions:
            return
        line = self.world.connect(self, relay)
        if line is None:
            self._connect_later(relay, self.world.between(*RECONNECT))
            return
        memory = self.station.memory
        session = ClientSession(
            relay.id, memory.signing, memory.card.signed_credential, None, self.world.entropy
        )
        self._sessions[relay.id] = (session, line)
        line.to_relay(session.hello())

    def line_lost(self, line: Line, why: str) -> None:
        relay = line.relay
        known = self._sessions.get(relay.id)
        if known is not None and known[1] is line and self.up:
            del self._sessions[relay.id]
            if known[0].open:
                self._receive([LinkDown(relay.id, why)])
            self._connect_later(relay, self.world.between(*RECONNECT))

    def frame(self, line: Line, frame: Frame) -> None:
        relay = line.relay
        if not self.up or relay.id not in self._sessions or self._sessions[relay.id][1] is not line:
            return
        session, _ = self._sessions[relay.id]
        try:
            outcome = session.frame(frame, self.now)
        except Rejected as error:
            line.cut(str(error))
            return
        for answer, _ in outcome.send:
            line.to_relay(answer)
        arrivals: list[Arrival] = [*outcome.arrivals, *(each.arrival for each in outcome.deliveries)]
        if outcome.opened:
            arrivals.insert(0, LinkUp(relay.id))
        if arrivals:
            self._receive(arrivals)
        if outcome.deliveries and self.up:
            line.to_relay(session.acknowledge([each.n for each in outcome.deliveries]))

    # The station's verbs

    def _receive(self, arrivals: list[Arrival]) -> None:
        self._do(lambda: self.station.receive(arrivals, self.now))

    def _do(self, verb: Callable[[], list[Event]]) -> None:
        self._after(verb())

    def _after(self, events: list[Event]) -> None:
        self.events += events
        self._pump()
        self._plan_tick()

    def _pump(self) -> None:
        for session, line in list(self._sessions.values()):
            if session.open:
                if self._published.get(line) != self.station.publication():
                    self._published[line] = self.station.publication()
                    line.to_relay(session.publish(self.station.publication()))
                for deposit in self.station.deposits(line.relay.id, self.now, session.room):
                    line.to_relay(session.deposit(deposit))
                for frame in session.ask_keys(self.station.wanted_keys(self.now)):
                    line.to_relay(frame)

    def _plan_tick(self) -> None:
        wake = self.station.wake_at(self.now)
        if wake is not None:
            self._plan_number += 1
            plan = self._plan_number
            self.world.clock.at(wake - self.skew, lambda: self._tick(plan))

    def _tick(self, plan: int) -> None:
        """Ticks, unless a later verb planned anew."""
        if self.up and plan == self._plan_number:
            self._do(lambda: self.station.tick(self.now))
