"""Relays that lie, in virtual time: until what they keep back is there all the same, and its author knows.

The safeguards are timers of minutes and hours, so they are measured in the simulated world: real stations,
real relay rules, cheap cryptography; three desks, a comm-check every hour. In each seed the lie begins at
another moment of that hour. Not here: real processes (`schedule`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

from hotline.delivery.states import State
from hotline.ids import Precedence, StatementId
from hotline.obligations.owed import State as Owed
from hotline.obligations.owed import obligations
from tests.simulation.desk import SimulatedDesk
from tests.simulation.parties import PLAIN, Wishes
from tests.simulation.standin import standing_in
from tests.simulation.world import World

SEEDS = 30
PEOPLE = (("BRV", "principal"), ("KLO", "principal"), ("OBS", "observer"))
MOST = 6 * 3600.0  # seconds that are waited for anything
HOUR = 3600.0
SHORT = Wishes(rotate="2m", retain="3m")  # keys that are erased while a desk is away for ten minutes
AWAY = 600.0


@dataclass(frozen=True, slots=True)
class Lie:
    """`begins`: makes the relay lie; `relays`: how many there are, of which one lies."""

    relays: int
    precedence: Precedence
    begins: Callable[[World], None]
    wishes: Wishes = PLAIN


def nothing(_world: World) -> None:
    """All are honest: what the others are to be compared with."""


def drops(world: World) -> None:
    """Signs for everything and keeps nothing."""
    next(iter(world.relays.values())).lies.keep_nothing()


def hides(world: World) -> None:
    """Keeps nothing for KLO, and everything for the others: two histories."""
    lies = next(iter(world.relays.values())).lies
    lies.victim = world.desks["KLO-1"].device
    lies.chosen.add("hides")


def old_keys(world: World) -> None:
    """Gives the first sealing key that it ever had of a desk. KLO is away until its own is erased."""
    south = world.desks["KLO-1"]
    next(iter(world.relays.values())).lies.chosen.add("old_keys")
    south.crash()
    world.run(AWAY)
    south.start()


LIES = {
    "none": Lie(2, Precedence.ROUTINE, nothing),
    "drops": Lie(2, Precedence.ROUTINE, drops),
    "hides": Lie(2, Precedence.ROUTINE, hides),
    "drops_flash": Lie(2, Precedence.FLASH, drops),
    "hides_flash": Lie(2, Precedence.FLASH, hides),
    "old_keys": Lie(2, Precedence.ROUTINE, old_keys, SHORT),
}


def liars(seeds: int = SEEDS) -> dict[str, float]:
    """All figures of this file."""
    figures: dict[str, float] = {}
    with standing_in():
        for name, lie in LIES.items():
            both = [_through(seed, lie) for seed in range(seeds)]
            figures |= _spread(f"lie.{name}_there", [there for there, _ in both])
            figures |= _spread(f"lie.{name}_known", [known for _, known in both])
        figures |= _spread("lie.only_relay_drops_told", [_told(seed) for seed in range(seeds)])
    return figures


def _spread(name: str, seconds: Sequence[float]) -> dict[str, float]:
    return {f"{name}_median_s": median(seconds), f"{name}_most_s": max(seconds)}


def _through(seed: int, lie: Lie) -> tuple[float, float]:
    """Seconds from the statement until KLO has it, and until BRV's desk says so."""
    world = _world(seed, lie.relays, lie.wishes)
    north, south = world.desks["BRV-1"], world.desks["KLO-1"]
    lie.begins(world)
    said = north.message("Do you read me?", lie.precedence)
    there = _seconds(world, lambda: _has(south, said))
    known = _seconds(world, lambda: _knows(north, south, said))
    return there, there + known


def _told(seed: int) -> float:
    """With one relay, which drops all: until the officer who said a FLASH is told that it is not there."""
    world = _world(seed, 1, PLAIN)
    north, south = world.desks["BRV-1"], world.desks["KLO-1"]
    drops(world)
    said = north.message("Do you read me?", Precedence.FLASH)
    seconds = _seconds(world, lambda: _is_unreached(north, said, world))
    assert not _has(south, said), "there was no other way"
    return seconds


def _world(seed: int, relays: int, wishes: Wishes) -> World:
    world = World(seed, PEOPLE, relays, wishes)
    world.settle()
    world.run(world.between(0, HOUR))
    return world


def _seconds(world: World, true: Callable[[], bool]) -> float:
    began = world.clock.now
    while not true():
        passed = (world.clock.now - began).total_seconds()
        assert passed < MOST, f"not after {MOST:.0f} seconds"
        world.run(0.2 if passed < 60 else 1.0)
    return (world.clock.now - began).total_seconds()


def _has(desk: SimulatedDesk, said: StatementId) -> bool:
    return said in desk.transcript and desk.transcript.entry(said).content is not None


def _knows(author: SimulatedDesk, reader: SimulatedDesk, said: StatementId) -> bool:
    state = author.station.state(author.world.channel, said)
    return state.parties[reader.station.party].word >= State.DELIVERED


def _is_unreached(author: SimulatedDesk, said: StatementId, world: World) -> bool:
    owed = obligations(author.transcript, world.clock.now)
    return any(each.because == said and each.state in (Owed.UNREACHED, Owed.UNCONFIRMED) for each in owed)
