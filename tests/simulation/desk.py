"""A desk: the real station on an in-memory vault, its sessions with the relays, and how it can be hurt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal

from client.links.ports import Timing
from client.links.session import ClientSession
from client.station.arrivals import Arrival, LinkDown, LinkUp, ToDeposit
from client.station.events import AlarmRaised, Event, StatementArrived
from client.station.say import Saying
from client.station.station import Station
from client.vault.memory import backup_snapshot, from_snapshot, snapshot
from client.vault.vault import DeskVault
from hotline.errors import Rejected
from hotline.ids import ChannelId, DeviceId, PartyId, Precedence, RelayId, StatementId
from hotline.signed import Signed
from hotline.transcript.transcript import Transcript
from hotline.wire.frames import Frame
from tests.simulation.death import Died, Fuse
from tests.simulation.lines import Line
from tests.simulation.parties import Person

if TYPE_CHECKING:
    from tests.simulation.relay import SimulatedRelay
    from tests.simulation.world import World

TIMING = Timing()
RECONNECT = (1.0, 5.0)  # seconds
LOGIN_MOST = 30.0  # seconds until a relay that says nothing is given up


class SimulatedDesk:
    """Runs a station as the engine does: arrivals in, commit, acknowledge, deposit, tick."""

    def __init__(self, world: World, person: Person, vault: DeskVault) -> None:
        self.world = world
        self.person = person
        self.vault = vault
        self.skew = timedelta(0)
        self.up = False
        self.restores = 0
        self.silent = False  # a member that lets no have out
        self.fuse = Fuse()
        self.events: list[Event] = []
        self.promised: set[StatementId] = set()  # what somebody was told is durable here
        self._sessions: dict[RelayId, tuple[ClientSession, Line]] = {}
        self._inbox: list[tuple[ClientSession, Line, list[Arrival], list[int]]] = []
        self._published: dict[Line, Signed] = {}
        self._revoked: dict[Line, list[Signed]] = {}
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
        self._inbox = []
        self._start_number += 1
        self.station = Station(self.vault, self.world.entropy, self.now)
        self.fuse.watch(self.vault.connection)
        for channel in self.station.channels():
            self.world.seen.setdefault(self.name, set()).update(channel.transcript.order())
            lost = {each for each in self.promised if each not in channel.transcript}
            if lost:
                self.world.broken.append(f"{self.name} lost {len(lost)} statements that it had acknowledged")
                self.promised -= lost
        for relay in self.world.relays.values():
            self._connect_later(relay, 0.0)
        self._do(lambda: self.station.tick(self.now))

    def crash(self) -> None:
        """As a kill would: what was not committed is gone."""
        self.up = False
        self.fuse.put_out()
        self._inbox = []
        self.vault = from_snapshot(self._disk())
        for _, line in list(self._sessions.values()):
            line.cut("the desk died")
        self._sessions.clear()

    def _disk(self) -> bytes:
        """What a power cut leaves."""
        return snapshot(self.vault)

    def backup(self) -> bytes:
        return backup_snapshot(self.vault)

    def restore(self, backup: bytes) -> None:
        """The vault is lost, and the backup takes its place; what it forgot will arrive again."""
        if self.up:
            self.crash()
        self.vault = from_snapshot(backup)
        self.restores += 1
        told = [each for each in self.events if isinstance(each, AlarmRaised)]
        self.events = []
        self.promised = set()
        self.start()
        # Of what the backup holds its officer was told, and is not told again.
        self.events += [
            each
            for each in told
            if self.up and each.evidence and all(id in self.transcript for id in each.evidence)
        ]

    # Officers

    def say(
        self,
        kind: str,
        content: Mapping[str, Any],
        precedence: Precedence | None = Precedence.ROUTINE,
        refers_to: StatementId | None = None,
        held: bool = False,
        audience: Literal["all"] | Sequence[PartyId] | None = None,
    ) -> StatementId:
        """Raises Died when the desk is killed before the officer sees that it is queued."""
        saying = Saying(self.world.channel, kind, content, precedence, refers_to, audience, held)
        try:
            statement, events = self.station.say(saying, self.now)
            self.fuse.step()
        except Died:
            self.crash()
            raise
        self.promised.add(statement)
        self._guarded(lambda: self._after(events))
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
        self.world.clock.after(LOGIN_MOST, lambda: None if session.open else line.cut("no welcome"))
        line.to_relay(session.hello())

    def line_lost(self, line: Line, why: str) -> None:
        relay = line.relay
        known = self._sessions.get(relay.id)
        if known is not None and known[1] is line and self.up:
            del self._sessions[relay.id]
            if known[0].open:
                self._receive([LinkDown(relay.id, why)])
            self._connect_later(relay, self.world.between(*RECONNECT))

    def frames(self, line: Line, frames: Sequence[Frame]) -> None:
        """What came in on one line; it is taken in together with what comes at this moment on the others."""
        relay = line.relay
        if not self.up or relay.id not in self._sessions or self._sessions[relay.id][1] is not line:
            return
        session, _ = self._sessions[relay.id]
        arrivals: list[Arrival] = []
        numbers: list[int] = []
        for frame in frames:
            try:
                outcome = session.frame(frame, self.now)
            except Rejected as error:
                line.cut(str(error))
                break
            for answer, _ in outcome.send:
                line.to_relay(answer)
            arrivals += [LinkUp(relay.id)] if outcome.opened else []
            arrivals += [*outcome.arrivals, *(each.arrival for each in outcome.deliveries)]
            numbers += [each.n for each in outcome.deliveries]
        if arrivals and not self._inbox:
            start = self._start_number
            self.world.clock.after(
                0, lambda: self._take_in() if self.up and start == self._start_number else None
            )
        if arrivals:
            self._inbox.append((session, line, arrivals, numbers))

    def _take_in(self) -> None:
        """All that waits, in one transaction; only then it is acknowledged, where it came from."""
        waiting, self._inbox = self._inbox, []
        arrivals = [arrival for _, _, some, _ in waiting for arrival in some]
        before = len(self.events)
        self._receive(arrivals)
        self.world.look_for_altered(self, arrivals, self.events[before:])
        for session, line, _, numbers in waiting:
            if numbers and self.up:
                self._guarded(lambda s=session, li=line, n=numbers: self._acknowledge(s, li, n))  # type: ignore[misc]

    def _acknowledge(self, session: ClientSession, line: Line, numbers: Sequence[int]) -> None:
        self.fuse.step()
        for channel in self.station.channels():
            self.promised.update(channel.transcript.order())
        line.to_relay(session.acknowledge(numbers))

    # The station's verbs

    def _receive(self, arrivals: Sequence[Arrival]) -> None:
        self._do(lambda: self.station.receive(arrivals, self.now))

    def _do(self, verb: Callable[[], list[Event]]) -> None:
        self._guarded(lambda: self._after(verb()))

    def _guarded(self, work: Callable[[], None]) -> None:
        try:
            work()
        except Died:
            self.crash()

    def _after(self, events: list[Event]) -> None:
        self.fuse.step()
        self.events += events
        self.world.look_at(self, events)
        self._pump()
        self._plan_tick()

    def _pump(self) -> None:
        for session, line in list(self._sessions.values()):
            if session.open:
                self._tell_directory(session, line)
                for deposit in self.station.deposits(line.relay.id, self.now, session.room):
                    if not (self.silent and self._is_have(deposit)):
                        line.to_relay(session.deposit(deposit))
                wanted, at = self.station.wanted_keys(self.now), self.world.clock.now.timestamp()
                for frame in session.ask_keys(wanted, at, TIMING.ask_key_again):
                    line.to_relay(frame)

    def _is_have(self, deposit: ToDeposit) -> bool:
        envelope = self.station.memory.outbox.envelope(deposit.envelope)
        return envelope is not None and envelope.topic == f"have {self.world.channel.hex()}"

    def _tell_directory(self, session: ClientSession, line: Line) -> None:
        if self._published.get(line) != self.station.publication():
            self._published[line] = self.station.publication()
            line.to_relay(session.publish(self.station.publication()))
        told = self._revoked.setdefault(line, [])
        for revocation in self.station.revocations():
            if revocation not in told:
                told.append(revocation)
                line.to_relay(session.revoke(revocation))

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
