"""What goes wrong in a world, chosen by its seed: each fault is one function, and counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import timedelta

from hotline.ids import Precedence, StatementId
from tests.simulation.desk import SimulatedDesk
from tests.simulation.relay import SimulatedRelay
from tests.simulation.world import World

Fault = Callable[["Trouble"], None]


class Trouble:
    """Makes trouble for a while. `said` is what was said and must not be lost."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.counted: Counter[str] = Counter()
        self.said = 0
        self.kept: list[tuple[str, StatementId]] = []  # by the name of the desk that said it
        self.restored: set[str] = set()
        self.moved_down: list[StatementId] = []
        self._reached: dict[StatementId, int] = {}

    def go_on(self, steps: int) -> None:
        """A crisis of that many steps: mostly talk, and something breaks now and then."""
        for _ in range(steps):
            self._talk()
            if self.world.random.random() < 0.5:
                fault = self.world.random.choice(FAULTS)
                self.counted[fault.__name__] += 1
                fault(self)
            self.world.run(self.world.random.choice([0.05, 0.5, 3.0, 20.0]))
            self._look_at_states()

    def _talk(self) -> None:
        desk = self.world.random.choice(list(self.world.desks.values()))
        if not desk.up:
            return
        for _ in range(self.world.random.choice([1, 1, 2, 5])):
            self.said += 1
            urgency = self.world.random.choice(list(Precedence))
            self.kept.append((desk.name, desk.message(f"message {self.said}", urgency)))

    def _look_at_states(self) -> None:
        """Notes every statement whose state is lower than it was on its author's desk."""
        for name, statement in self.kept:
            desk = self.world.desks[name]
            if name not in self.restored and desk.up:
                state = desk.station.state(self.world.channel, statement).word
                if state < self._reached.get(statement, 0):
                    self.moved_down.append(statement)
                self._reached[statement] = state

    def desk(self) -> SimulatedDesk:
        return self.world.random.choice(list(self.world.desks.values()))

    def relay(self) -> SimulatedRelay:
        return self.world.random.choice(list(self.world.relays.values()))


def connection_lost(trouble: Trouble) -> None:
    """What is on the line is lost, both ways: sometimes after it was kept, and only the answer is lost."""
    lines = sorted(trouble.world.lines, key=lambda line: (line.desk.name, line.relay.name))
    if lines:
        trouble.world.random.choice(lines).cut("connection lost")


def partition(trouble: Trouble) -> None:
    trouble.world.cut(trouble.desk(), trouble.relay())


def desk_isolated(trouble: Trouble) -> None:
    trouble.world.isolate(trouble.desk())


def lines_mended(trouble: Trouble) -> None:
    trouble.world.cut_pairs.clear()


def desk_crashed(trouble: Trouble) -> None:
    desk = trouble.desk()
    if desk.up:
        desk.crash()
    trouble.world.clock.after(trouble.world.between(0, 30), lambda: None if desk.up else desk.start())


def relay_crashed(trouble: Trouble) -> None:
    relay = trouble.relay()
    if relay.up:
        relay.stop()
    trouble.world.clock.after(trouble.world.between(0, 60), lambda: None if relay.up else relay.start())


def relay_disk_lost(trouble: Trouble) -> None:
    relay = trouble.relay()
    if relay.up:
        relay.stop()
    relay.wipe()
    trouble.world.clock.after(trouble.world.between(0, 60), lambda: None if relay.up else relay.start())


def redelivered(trouble: Trouble) -> None:
    """A relay that forgot every acknowledgement it had not yet written delivers again."""
    relay = trouble.relay()
    if relay.up:
        relay.stop()
        relay.start()


def backup_restored(trouble: Trouble) -> None:
    """A desk's vault is lost; what it said since the backup is with the others, or with nobody."""
    desk = trouble.desk()
    backup = desk.backup()
    trouble.restored.add(desk.name)
    trouble.world.clock.after(trouble.world.between(1, 40), lambda: desk.restore(backup))


def clock_wrong(trouble: Trouble) -> None:
    trouble.desk().skew = timedelta(seconds=trouble.world.random.choice([-172_800, -600, 0, 600, 25_200]))


FAULTS: tuple[Fault, ...] = (
    connection_lost,
    connection_lost,
    partition,
    desk_isolated,
    lines_mended,
    desk_crashed,
    relay_crashed,
    relay_disk_lost,
    redelivered,
    backup_restored,
    clock_wrong,
)
