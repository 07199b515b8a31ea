"""What becomes of what is under way, and who can reach whom."""

from __future__ import annotations

from functools import partial
from random import Random
from typing import TYPE_CHECKING

from tests.simulation.desk import SimulatedDesk

if TYPE_CHECKING:
    from tests.simulation.crisis import Crisis


def line_lost(crisis: Crisis, dice: Random) -> None:
    """What is on some lines is lost, both ways: sometimes after it was kept, and only the answer is lost."""
    crisis.message(crisis.upright(dice), dice)
    for line in dice.sample(list(crisis.world.lines), min(3, len(crisis.world.lines))):
        crisis.world.clock.after(dice.uniform(0, 0.8), partial(line.cut, "connection lost"))


def frames_lost(crisis: Crisis, dice: Random) -> None:
    """A lossy line: it looks whole until two pings are missed."""
    _change(crisis, dice, loss=dice.choice([0.1, 0.3]))


def frames_doubled(crisis: Crisis, dice: Random) -> None:
    """Envelopes come twice, both ways."""
    _change(crisis, dice, twice=0.5)


def frames_shuffled(crisis: Crisis, dice: Random) -> None:
    """Envelopes overtake each other."""
    _change(crisis, dice, shuffled=True)


def line_slow(crisis: Crisis, dice: Random) -> None:
    _change(crisis, dice, slow=dice.choice([2.0, 8.0]))


def heard_by_nobody(crisis: Crisis, dice: Random) -> None:
    """A partition one way: a desk hears everyone, and nobody hears it."""
    _change(crisis, dice, blocked=frozenset({"up"}))


def hears_nobody(crisis: Crisis, dice: Random) -> None:
    """A partition the other way."""
    _change(crisis, dice, blocked=frozenset({"down"}))


def desk_cut_off(crisis: Crisis, dice: Random) -> None:
    """A desk has no line to any relay, and speaks on."""
    desk = crisis.upright(dice)
    crisis.world.isolate(desk)
    crisis.message(desk, dice)


def relay_cut_off(crisis: Crisis, dice: Random) -> None:
    """One relay is reached by half of the desks only."""
    relay = crisis.relay(dice)
    desks = list(crisis.world.desks.values())
    for desk in dice.sample(desks, len(desks) // 2):
        crisis.world.cut(desk, relay)


def third_party_only(crisis: Crisis, dice: Random) -> None:
    """Two desks share no relay any more, also when all else is healed: only a third party connects them."""
    while len(fit := [desk for desk in crisis.honest if _is_fit(crisis, desk)]) < 3:
        crisis.newcomer(dice)
    one, other, crisis.third = dice.sample(fit, 3)
    first, *rest = crisis.world.relays.values()
    crisis.apart = {(one.name, relay.name) for relay in rest} | {(other.name, first.name)}
    for desk, relay in sorted(crisis.apart):
        crisis.world.cut(crisis.world.desks[desk], crisis.world.relays[relay])
    crisis.message(one, dice)


def _is_fit(crisis: Crisis, desk: SimulatedDesk) -> bool:
    """Not one that may have forgotten, with the third, everyone who could tell it of its newest life."""
    return desk is not crisis.culprit and desk.name not in crisis.restored


def _change(crisis: Crisis, dice: Random, **changes: object) -> None:
    """The weather of one desk, on all its lines, while it and another speak."""
    desk = crisis.upright(dice)
    for relay in crisis.world.relays.values():
        crisis.world.change_weather(desk, relay, **changes)
    crisis.message(desk, dice)
    crisis.message(crisis.upright(dice), dice)
