"""Desks, relays and the lines between them, in virtual time. Everything random comes from the seed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from random import Random

from client.vault.memory import from_snapshot, snapshot
from hotline.identity.root import Root
from hotline.wire.frames import Frame
from tests.simulation.clock import Clock
from tests.simulation.desk import SimulatedDesk
from tests.simulation.parties import Person, agreement_of, desk_vault, make_people
from tests.simulation.relay import SimulatedRelay

LATENCY = (0.02, 0.4)  # seconds, each way


class Line:
    """One connection between a desk and a relay: in order both ways, until it is cut with what is on it."""

    def __init__(self, world: World, desk: SimulatedDesk, relay: SimulatedRelay) -> None:
        self.desk = desk
        self.relay = relay
        self.whole = True
        self._world = world
        self._latest = {"up": world.clock.now, "down": world.clock.now}
        self._session = relay.accept(self)

    def to_relay(self, frame: Frame) -> None:
        self._carry("up", lambda: self.relay.frame(self._session, frame))

    def to_desk(self, frame: Frame) -> None:
        self._carry("down", lambda: self.desk.frame(self, frame))

    def cut(self, why: str) -> None:
        """Everything under way is lost; both ends notice a little later."""
        if not self.whole:
            return
        self.whole = False
        self._world.lines.discard(self)
        self._world.clock.after(self._world.between(*LATENCY), lambda: self.desk.line_lost(self, why))
        self.relay.lost(self._session)

    def _carry(self, way: str, arrive: Callable[[], None]) -> None:
        moment = self._world.clock.now + timedelta(seconds=self._world.between(*LATENCY))
        self._latest[way] = max(self._latest[way], moment)
        self._world.clock.at(self._latest[way], lambda: arrive() if self.whole else None)


class World:
    """`desks` names a party each, as `Person` has it; every desk is on the channel from the start."""

    def __init__(self, seed: int, people: Sequence[tuple[str, str]], relays: int = 2) -> None:
        self.seed = seed
        self.random = Random(seed)
        self.clock = Clock()
        self.lines: set[Line] = set()
        self.cut_pairs: set[tuple[str, str]] = set()
        self._people = make_people(people, self.entropy, self.clock.now)
        self.relays = {name: SimulatedRelay(self, name) for name in [f"relay-{n}" for n in range(relays)]}
        self.agreement, self.channel = agreement_of(self._people, list(self.relays.values()), self.clock.now)
        self.desks: dict[str, SimulatedDesk] = {}
        for person in self._people:
            self.add(person)

    def add(self, person: Person) -> SimulatedDesk:
        vault = desk_vault(person, self._people)
        desk = SimulatedDesk(self, person, vault)
        self.desks[person.name] = desk
        desk.join(self.channel)
        return desk

    def copy(self, desk: SimulatedDesk) -> SimulatedDesk:
        """A second desk on a copy of the same vault."""
        copied = SimulatedDesk(self, desk.person, from_snapshot(snapshot(desk.vault)))
        self.desks[f"copy of {desk.name}"] = copied
        return copied

    def roots(self) -> list[Root]:
        return list({person.party.root.id: person.party.root for person in self._people}.values())

    def entropy(self, count: int) -> bytes:
        return self.random.randbytes(count)

    def between(self, least: float, most: float) -> float:
        return self.random.uniform(least, most)

    # Lines

    def connect(self, desk: SimulatedDesk, relay: SimulatedRelay) -> Line | None:
        if not relay.up or (desk.name, relay.name) in self.cut_pairs:
            return None
        line = Line(self, desk, relay)
        self.lines.add(line)
        return line

    def cut(self, desk: SimulatedDesk, relay: SimulatedRelay) -> None:
        """No line between these two until `heal`."""
        self.cut_pairs.add((desk.name, relay.name))
        for line in [each for each in self.lines if (each.desk, each.relay) == (desk, relay)]:
            line.cut("partition")

    def isolate(self, desk: SimulatedDesk) -> None:
        for relay in self.relays.values():
            self.cut(desk, relay)

    def heal(self) -> None:
        """Every relay and desk is up and every line may be made."""
        self.cut_pairs.clear()
        for relay in self.relays.values():
            if not relay.up:
                relay.start()
        for desk in self.desks.values():
            if not desk.up:
                desk.start()

    # Time

    def run(self, seconds: float) -> None:
        self.clock.run(seconds)

    def settle(self, most_seconds: float = 4 * 3600) -> None:
        """Runs until nothing said is on its way any more. Raises when that does not come about."""
        passed = 0.0
        while passed < most_seconds:
            self.run(30)
            passed += 30
            if all(desk.up and desk.station.quiet() for desk in self.desks.values()) and self.agree():
                return
        raise AssertionError(f"seed {self.seed}: not settled after {passed:.0f} s: {self.state()}")

    def agree(self) -> bool:
        """Whether all desks hold the same statements."""
        return len({frozenset(desk.transcript.order()) for desk in self.desks.values()}) == 1

    def state(self) -> str:
        return "; ".join(
            f"{desk.name}: {len(desk.transcript)} held, {len(desk.transcript.missing())} missing,"
            f" quiet={desk.station.quiet()}"
            for desk in self.desks.values()
        )

    def pairs(self) -> Iterator[tuple[SimulatedDesk, SimulatedDesk]]:
        desks = list(self.desks.values())
        return ((one, other) for one in desks for other in desks if one is not other)
