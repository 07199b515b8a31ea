"""The line between a desk and a relay, and the weather on it: what is on it may be lost, doubled, late.

Not here: which lines there are (`world`), and when the weather changes (`faults`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from hotline.wire.frames import Deliver, DepositFrame, Frame

if TYPE_CHECKING:
    from tests.simulation.desk import SimulatedDesk
    from tests.simulation.relay import SimulatedRelay
    from tests.simulation.world import World

LATENCY = (0.02, 0.4)  # seconds, each way
NOTICED = (30.0, 45.0)  # seconds after which two missed pings show that a line is only half open
GRID = 0.2  # seconds: what arrives within the same is taken in together, as from a real socket
WAYS = ("up", "down")


@dataclass(frozen=True, slots=True)
class Weather:
    """What becomes of frames. `up` is from the desk to the relay."""

    loss: float = 0.0  # of all frames
    twice: float = 0.0  # of envelopes
    shuffled: bool = False  # envelopes overtake each other
    slow: float = 0.0  # more seconds, each way
    blocked: frozenset[str] = frozenset()  # the ways on which nothing arrives


FAIR = Weather()


class Line:
    """One connection: in order both ways, but for the weather, until it is cut with what is on it."""

    def __init__(self, world: World, desk: SimulatedDesk, relay: SimulatedRelay) -> None:
        self.desk = desk
        self.relay = relay
        self.whole = True
        self._world = world
        self._latest = dict.fromkeys(WAYS, world.clock.now)
        self._waiting: dict[str, list[tuple[datetime, Frame]]] = {way: [] for way in WAYS}
        self._session = relay.accept(self)

    def to_relay(self, frame: Frame) -> None:
        self._carry("up", frame)

    def to_desk(self, frame: Frame) -> None:
        self._carry("down", frame)

    def cut(self, why: str) -> None:
        """Everything under way is lost; both ends notice a little later."""
        if not self.whole:
            return
        self.whole = False
        self._world.lines.pop(self, None)
        self._world.clock.after(self._world.between(*LATENCY), lambda: self.desk.line_lost(self, why))
        self.relay.lost(self._session)

    def _carry(self, way: str, frame: Frame) -> None:
        weather = self._world.weather_between(self.desk, self.relay)
        dice = self._world.random
        if way in weather.blocked or (weather.loss and dice.random() < weather.loss):
            self._world.clock.after(self._world.between(*NOTICED), lambda: self.cut("half open"))
            return
        envelope = isinstance(frame, Deliver | DepositFrame)
        times = 2 if envelope and weather.twice and dice.random() < weather.twice else 1
        for _ in range(times):
            self._plan(way, frame, weather.slow, envelope and weather.shuffled)

    def _plan(self, way: str, frame: Frame, slow: float, overtakes: bool) -> None:
        seconds = self._world.between(*LATENCY) * (20 if overtakes else 1) + slow
        moment = _on_grid(self._world.clock.now + timedelta(seconds=seconds))
        if not overtakes:
            moment = self._latest[way] = max(self._latest[way], moment)
        if not any(at == moment for at, _ in self._waiting[way]):
            self._world.clock.at(moment, lambda: self._arrive(way))
        self._waiting[way].append((moment, frame))

    def _arrive(self, way: str) -> None:
        now = self._world.clock.now
        here = [frame for at, frame in self._waiting[way] if at <= now]
        self._waiting[way] = [(at, frame) for at, frame in self._waiting[way] if at > now]
        if not self.whole or not here:
            return
        if way == "up":
            self.relay.frames(self._session, here)
        else:
            self.desk.frames(self, here)


def _on_grid(moment: datetime) -> datetime:
    """The next moment of the grid."""
    steps = -(-moment.timestamp() // GRID)
    return datetime.fromtimestamp(round(steps * GRID, 3), moment.tzinfo)
