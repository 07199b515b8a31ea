"""A crisis as its script has it: people talk, things break, and what must stay true is noted on the way.

Not here: what breaks (`faults`) and what must be true when all is healed (`promises`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from random import Random

from client.station.channel import Channel
from client.station.events import AlarmRaised
from client.station.sync import missing_bodies
from client.vault.memory import from_snapshot, snapshot
from hotline.agreement.chain import open_first
from hotline.errors import Misuse, Rejected
from hotline.identity.sealing_key import SealingKeyAnnouncement
from hotline.ids import DeviceId, PartyId, Precedence, StatementId
from tests.simulation.death import Died
from tests.simulation.desk import SimulatedDesk
from tests.simulation.faults.table import FAULTS
from tests.simulation.parties import seat
from tests.simulation.relay import SimulatedRelay
from tests.simulation.script import Script, Step
from tests.simulation.world import World

SETTLED_IN = 2 * 3600.0  # seconds after healing, by when everything is where it is due
HAPPENINGS_MOST = 2_500  # for each pair of desks: ten times what the busiest of thousands of seeds needs
URGENCIES = [Precedence.ROUTINE] * 4 + list(Precedence)


class Crisis:
    """`said` is what officers said, and saw queued, by the name of the desk."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.world = World(script.seed, script.seats, script.relays, script.wishes)
        self.world.clock.left = HAPPENINGS_MOST * len(script.seats) ** 2
        self.counted: Counter[str] = Counter()
        self.said: dict[StatementId, str] = {}
        self.restored: set[str] = set()
        self.revoked: set[str] = set()
        self.equivocated: list[tuple[StatementId, StatementId]] = []
        self.forged: set[StatementId] = set()
        self.backups: dict[str, bytes] = {}
        self.papers = 0  # acceptances are numbered
        self.third: SimulatedDesk | None = None  # connects two that share no relay
        self.apart: set[tuple[str, str]] = set()  # pairs that stay apart also when all is healed
        self.culprit = script.dice(Step(-1, None, 0, 0)).choice(list(self.world.desks.values()))
        self._looks = 0
        self._reached: dict[StatementId, int] = {}
        self._keys: dict[tuple[str, int, DeviceId], SealingKeyAnnouncement] = {}

    # People and machines

    @property
    def honest(self) -> list[SimulatedDesk]:
        """Those that keep to the protocol, and that nobody took back: the promises are made to them."""
        return [
            desk for desk in self.world.desks.values() if desk.name not in self.revoked and not desk.silent
        ]

    def desk(self, dice: Random) -> SimulatedDesk:
        return dice.choice(list(self.world.desks.values()))

    def upright(self, dice: Random) -> SimulatedDesk:
        """One of the honest, running."""
        desk = dice.choice(self.honest)
        if not desk.up:
            desk.start()
        return desk

    def relay(self, dice: Random) -> SimulatedRelay:
        return dice.choice(list(self.world.relays.values()))

    def newcomer(self, dice: Random) -> SimulatedDesk:
        """A new officer of one of the parties gets a desk."""
        party = self.desk(dice).person.party
        number = 1 + max(
            desk.person.desk for desk in self.world.desks.values() if desk.person.party.code == party.code
        )
        return self.world.add(seat(party, number, self.world.entropy, self.world.clock.now))

    # Talk

    def say(
        self, desk: SimulatedDesk, kind: str, content: Mapping[str, object], **how: object
    ) -> StatementId | None:
        """Says and notes it, unless the desk dies meanwhile or the agreement does not let it."""
        if not desk.up:
            desk.start()
        before = desk.transcript.heads()
        try:
            statement = desk.say(kind, content, **how)  # type: ignore[arg-type]
        except (Died, Rejected, Misuse):
            return None
        self.said[statement] = desk.name
        if desk.up and not all(desk.transcript.is_ancestor(head, statement) for head in before):
            self.world.broken.append(f"{desk.name} said something that does not come after what it had seen")
        return statement

    def message(
        self, desk: SimulatedDesk, dice: Random, urgency: Precedence | None = None
    ) -> StatementId | None:
        text = f"message {len(self.said)}"
        content = {"subject": text, "text": text, "language": "en"}
        precedence = dice.choice(URGENCIES) if urgency is None else urgency
        return self.say(desk, "message", content, precedence=precedence, audience=self._audience(desk, dice))

    def _audience(self, desk: SimulatedDesk, dice: Random) -> object:
        parties = sorted({each.person.party.root.id for each in self.world.desks.values()})
        if dice.random() < 0.7:
            return "all"
        named: set[PartyId] = {desk.person.party.root.id, dice.choice(parties)}
        return sorted(named)

    def _talk(self, count: int, dice: Random) -> None:
        for _ in range(count):
            desk = self.desk(dice)
            if not desk.up:
                continue
            asked = [each for each in desk.arrived if desk.transcript.header(each).kind == "message"]
            if asked and dice.random() < 0.25:
                content = {"officer": f"Officer of {desk.name}"}
                self.say(desk, "acknowledgement", content, refers_to=dice.choice(asked))
            else:
                self.message(desk, dice)

    # The course of things

    def run(self) -> None:
        """All of the script, then healing, until all is where it is due."""
        self.world.run(2)
        for step in self.script.steps:
            dice = self.script.dice(step)
            self._talk(step.said, dice)
            self._back_up(dice)
            if step.fault is not None:
                FAULTS[step.fault](self, dice)
                self.counted[step.fault] += 1
            self.world.run(step.pause)
            self.look()
        self._look_at_outboxes()
        self.heal()
        self.world.settle(SETTLED_IN, self._calm)
        self.look()

    def heal(self) -> None:
        """All lines, but those of two that only a third connects; all desks and relays; no lies any more."""
        self.world.heal()
        for desk, relay in sorted(self.apart):
            self.world.cut(self.world.desks[desk], self.world.relays[relay])

    def _calm(self) -> bool:
        """Nothing waits for a relay, all hold the same, and what anybody lacks none of the honest has."""
        honest = self.honest
        waiting = any(not desk.station.memory.outbox.empty for desk in honest)
        return not waiting and self.world.agree(honest) and not any(map(self._could_be_told, honest))

    def _could_be_told(self, desk: SimulatedDesk) -> bool:
        lacks = missing_bodies(desk.station.memory, desk.station.memory.channel(self.world.channel))
        others = [each.transcript for each in self.honest if each is not desk]
        links = any(id in other for id in desk.transcript.missing() for other in others)
        return links or any(other.entry(id).body is not None for id in lacks for other in others)

    def _back_up(self, dice: Random) -> None:
        desk = self.desk(dice)
        if desk.up:
            self.backups[desk.name] = desk.backup()

    # What is looked at on the way

    def look(self) -> None:
        """States never move down; what is called delivered is there; no desk goes back to an older key, and
        none would open another record than it has."""
        devices = {desk.device: desk for desk in self.world.desks.values()}
        for statement, name in self.said.items():
            desk = self.world.desks[name]
            if name in self.restored or not desk.up:
                continue
            state = desk.station.state(self.world.channel, statement).word
            if state < self._reached.get(statement, 0):
                self.world.broken.append(f"a state moved down on {name}")
            self._reached[statement] = state
            for device, _ in desk.vault.record.delivered(statement):
                if statement not in self.world.seen.get(devices[device].name, ()):
                    self.world.broken.append(f"{name} calls delivered what {devices[device].name} never had")
        desks = list(self.world.desks.values())
        for desk in desks:
            self._look_at_keys(desk)
        self._looks += 1
        if self.script.settling:
            self._look_at_disk(desks[self._looks % len(desks)])

    def _look_at_outboxes(self) -> None:
        """What an officer said is waiting to go out to everyone, until a have of theirs covers it."""
        for statement, name in self.said.items():
            desk = self.world.desks[name]
            if name in self.restored or not desk.up:
                continue
            memory = desk.station.memory
            channel = memory.channel(self.world.channel)
            for device in memory.peers(channel):
                coverage = channel.coverage_of(device)
                covered = coverage is not None and coverage.covers(statement)
                row = memory.outbox.rows.get(device, statement)
                if not covered and row is None and memory.may_have(channel, device, desk.now):
                    self.world.broken.append(f"{name} gave up sending what nobody says they have")

    def _look_at_keys(self, desk: SimulatedDesk) -> None:
        """It never goes back to an older key of a peer."""
        for device, known in desk.station.memory.keyring._peers.items():
            key = (desk.name, desk.restores, device)
            before = self._keys.get(key)
            if before is not None and known.counter < before.counter:
                self.world.broken.append(f"{desk.name} went back to an older sealing key")
            self._keys[key] = known

    def _look_at_disk(self, desk: SimulatedDesk) -> None:
        """Settled in the middle of a gap, it is read again as it was. One desk at each look: it is dear."""
        if not desk.up:
            return
        copy = from_snapshot(snapshot(desk.vault))
        anew = Channel(open_first(self.world.agreement), copy).transcript
        if anew.order() != desk.transcript.order():
            self.world.broken.append(f"{desk.name} would open another record")

    def alarms(self, desk: SimulatedDesk) -> list[AlarmRaised]:
        return [event for event in desk.events if isinstance(event, AlarmRaised)]
