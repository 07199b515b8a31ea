"""Desks, relays and the lines between them, in virtual time. Everything random comes from the seed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from random import Random

from client.station.arrivals import Arrival, EnvelopeCame
from client.station.events import BodyArrived, EnvelopeSetAside, Event, StatementArrived
from client.vault.memory import from_snapshot, snapshot
from hotline.identity.root import Root
from hotline.ids import StatementId
from hotline.statements.header import Header
from tests.simulation.clock import Clock
from tests.simulation.desk import SimulatedDesk
from tests.simulation.lines import FAIR, Line, Weather
from tests.simulation.parties import PLAIN, Person, Wishes, agreement_of, desk_vault, make_people
from tests.simulation.relay import SimulatedRelay

LOOK_EVERY = 10.0  # seconds, whether all is calm


class World:
    """`people` names a party each, as `Person` has it; every desk is on the channel from the start."""

    def __init__(
        self, seed: int, people: Sequence[tuple[str, str]], relays: int = 2, wishes: Wishes = PLAIN
    ) -> None:
        self.seed = seed
        self.random = Random(seed)
        self.clock = Clock()
        self.lines: dict[Line, None] = {}
        self.cut_pairs: set[tuple[str, str]] = set()
        self.weather: dict[tuple[str, str], Weather] = {}
        self.broken: list[str] = []  # promises that somebody broke, as sentences
        self.altered: set[tuple[bytes, bytes]] = set()  # envelopes that a relay altered on their way
        self.seen: dict[str, set[StatementId]] = {}  # what a desk ever held, by its name
        self._people = make_people(people, self.entropy, self.clock.now)
        self.relays = {name: SimulatedRelay(self, name) for name in [f"relay-{n}" for n in range(relays)]}
        self.agreement, self.channel = agreement_of(
            self._people, list(self.relays.values()), self.clock.now, wishes
        )
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

    # What is watched all the time

    def look_at(self, desk: SimulatedDesk, events: Sequence[Event]) -> None:
        """After each verb of a desk."""
        seen = self.seen.setdefault(desk.name, set())
        for event in events:
            if isinstance(event, StatementArrived):
                seen.add(event.statement)
            elif isinstance(event, BodyArrived):
                self._check_not_too_early(desk, event)

    def _check_not_too_early(self, desk: SimulatedDesk, event: BodyArrived) -> None:
        """A held body is with nobody before its author's desk closed. Any record may tell: the
        author's own may be restored and have forgotten it."""
        header = desk.transcript.header(event.statement)
        if not header.held or header.author == desk.device or header.refers_to is None:
            return
        for author in self.desks.values():
            record = author.transcript
            if author.device != header.author or event.statement not in record:
                continue
            if not self._closed(header) and record.entry(event.statement).complete:
                self.broken.append(f"{desk.name} holds a body that {author.name} has not released")

    def _closed(self, filing: Header) -> bool:
        assert filing.refers_to is not None, "a filing answers a question"
        return any(
            desk.transcript.header(each).kind == "risk-close"
            and desk.transcript.header(each).author == filing.author
            for desk in self.desks.values()
            for each in desk.transcript.replies(filing.refers_to)
        )

    def look_for_altered(
        self, desk: SimulatedDesk, arrivals: Sequence[Arrival], events: Sequence[Event]
    ) -> None:
        """What a relay altered is never taken in without a word."""
        altered = [
            each
            for each in arrivals
            if isinstance(each, EnvelopeCame) and (each.public, each.slot) in self.altered
        ]
        told = sum(isinstance(event, EnvelopeSetAside) for event in events)
        if desk.up and told < len(altered):
            self.broken.append(f"{desk.name} took in an altered envelope without a word")

    # Lines

    def weather_between(self, desk: SimulatedDesk, relay: SimulatedRelay) -> Weather:
        return self.weather.get((desk.name, relay.name), FAIR)

    def change_weather(self, desk: SimulatedDesk, relay: SimulatedRelay, **changes: object) -> None:
        pair = (desk.name, relay.name)
        self.weather[pair] = replace(self.weather.get(pair, FAIR), **changes)  # type: ignore[arg-type]

    def connect(self, desk: SimulatedDesk, relay: SimulatedRelay) -> Line | None:
        if not relay.up or (desk.name, relay.name) in self.cut_pairs:
            return None
        line = Line(self, desk, relay)
        self.lines[line] = None
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
        """Every relay and desk is up, every line may be made, and no relay lies any more."""
        self.cut_pairs.clear()
        for line in list(self.lines):
            if self.weather_between(line.desk, line.relay) != FAIR:
                line.cut("the weather is better")
        self.weather.clear()
        for relay in self.relays.values():
            relay.fuse.put_out()
            relay.lies.stop()
            if not relay.up:
                relay.start()
        for desk in self.desks.values():
            desk.fuse.put_out()
            if not desk.up:
                desk.start()

    # Time

    def run(self, seconds: float) -> None:
        self.clock.run(seconds)

    def settle(self, most_seconds: float = 4 * 3600, calm: Callable[[], bool] | None = None) -> None:
        """Runs until nothing said is on its way any more. Raises when that does not come about."""
        passed = 0.0
        while passed < most_seconds:
            self.run(LOOK_EVERY)
            passed += LOOK_EVERY
            if calm() if calm is not None else self._calm():
                return
        raise AssertionError(f"seed {self.seed}: not settled after {passed:.0f} s: {self.state()}")

    def _calm(self) -> bool:
        desks = list(self.desks.values())
        return all(desk.up and desk.station.quiet() for desk in desks) and self.agree(desks)

    def agree(self, desks: Sequence[SimulatedDesk]) -> bool:
        """Whether these desks hold the same statements."""
        return len({frozenset(desk.transcript.order()) for desk in desks}) == 1

    def state(self) -> str:
        return "; ".join(
            f"{desk.name}: {len(desk.transcript)} held, {len(desk.transcript.missing())} missing,"
            f" quiet={desk.station.quiet()}"
            for desk in self.desks.values()
        )

    def pairs(self) -> Iterator[tuple[SimulatedDesk, SimulatedDesk]]:
        desks = list(self.desks.values())
        return ((one, other) for one in desks for other in desks if one is not other)
