"""What is to happen in a world, as values: made from a seed at once, so that parts of it can be left out.

Every step has dice of its own, named by seed and number: leaving one out changes no choice in another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations
from random import Random

from tests.simulation.faults.table import FAULTS
from tests.simulation.parties import Wishes

Seats = tuple[tuple[str, str], ...]

FIVE = (
    ("BRV", "principal"),
    ("KLO", "principal"),
    ("OBS", "observer"),
    ("MED", "mediator"),
    ("TNG", "principal"),
)
TWENTY_EVERY = 50  # seeds
REAL_EVERY = 10  # seeds
FAULTS_EACH = 5  # of different kinds in one seed
FAULTS_OF_TWENTY = 2  # among twenty desks each is dear
EVEN = 300  # seeds, among which every pair of faults meets about as often as every other
PAUSES = (0.05, 0.5, 3.0, 3.0, 8.0)  # seconds


@dataclass(frozen=True, slots=True)
class Step:
    """Somebody says something, something breaks, and some time passes."""

    number: int
    fault: str | None
    said: int
    pause: float


@dataclass(frozen=True, slots=True)
class Script:
    seed: int
    seats: Seats
    relays: int
    real: bool  # with the real cryptography
    settling: bool  # all desks settle their records again and again, as they do with long ones
    wishes: Wishes
    steps: tuple[Step, ...]

    @property
    def faults(self) -> list[str]:
        return [step.fault for step in self.steps if step.fault is not None]

    def dice(self, step: Step) -> Random:
        return Random(f"{self.seed} {step.number}")

    def smaller(self) -> Iterator[Script]:
        """The same with less in it: without some steps, without a fault, with less said."""
        half = len(self.steps) // 2
        for kept in (self.steps[:half], self.steps[half:]) if half else ():
            yield replace(self, steps=kept)
        for n, step in enumerate(self.steps):
            yield replace(self, steps=self.steps[:n] + self.steps[n + 1 :])
            if step.fault is not None:
                yield self._with(n, replace(step, fault=None))
            if step.said:
                yield self._with(n, replace(step, said=0))

    def _with(self, n: int, step: Step) -> Script:
        return replace(self, steps=(*self.steps[:n], step, *self.steps[n + 1 :]))


def script_of(seed: int) -> Script:
    """The same for the same seed, always."""
    dice = Random(seed)
    many = is_large(seed)
    faults = list(_evenly()[seed]) if seed < EVEN else dice.sample(sorted(FAULTS), FAULTS_EACH)
    dice.shuffle(faults)
    seats = _twenty() if many else _few(dice)
    steps = tuple(_step(n, fault, dice) for n, fault in enumerate(faults))
    short = Wishes(rotate="2m", retain="3m") if "keys_erased" in faults else Wishes()
    wishes = replace(short, comm_check="10m", message_audience="parties-named")
    relays = dice.choice([2, 3]) if "third_party_only" in faults else dice.choice([1, 2, 2, 3])
    if many:  # all speak through all relays: two for twenty only where one would not do
        relays = 2 if "third_party_only" in faults else 1
    return Script(seed, seats, relays, seed % REAL_EVERY == 0, seed // 2 % 2 == 1, wishes, steps)


@cache
def _evenly() -> list[tuple[str, ...]]:
    """For each of the first seeds the faults that have met each other least in those before it."""
    dice, met = Random(EVEN), Counter[tuple[str, str]]()
    chosen: list[tuple[str, ...]] = []
    for seed in range(EVEN):
        together: list[str] = []
        size = FAULTS_OF_TWENTY if is_large(seed) else FAULTS_EACH
        rarest = min(combinations(sorted(FAULTS), 2), key=lambda pair: (met[pair], dice.random()))
        together += rarest
        while len(together) < size:
            left = [fault for fault in sorted(FAULTS) if fault not in together]
            together.append(min(left, key=lambda fault: (_meetings(met, fault, together), dice.random())))
        met.update(combinations(sorted(together), 2))
        chosen.append(tuple(together))
    return chosen


def _meetings(met: Counter[tuple[str, str]], fault: str, others: list[str]) -> int:
    """Rare pairs weigh more than many."""
    times = [met[min(fault, other), max(fault, other)] for other in others]
    return sum(4**count for count in times)


def is_large(seed: int) -> bool:
    return seed % TWENTY_EVERY == TWENTY_EVERY - 1


def _step(number: int, fault: str, dice: Random) -> Step:
    return Step(number, fault, dice.choice([0, 0, 1, 1, 2]), dice.choice(PAUSES))


def _few(dice: Random) -> Seats:
    """Mostly three desks: what goes wrong between twenty goes wrong between three, and those are quick."""
    parties = FIVE[: dice.choice([2, 3, 3, 3, 3, 3, 3, 3, 4, 5])]
    others = (dice.choice(parties) for _ in range(dice.choice([0, 0, 0, 0, 1])))
    seats = (*parties, *others)
    return seats if len(seats) > 2 else (*seats, dice.choice(parties))


def _twenty() -> Seats:
    return tuple(FIVE[n % 5] for n in range(20))
