"""Desks and relays that die at any step, lose their disks, come back from backups, have wrong clocks."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

from tests.simulation.desk import SimulatedDesk
from tests.simulation.relay import SimulatedRelay

if TYPE_CHECKING:
    from tests.simulation.crisis import Crisis

BURNS_MOST = 6.0  # seconds: then death comes at whatever step there is
ERASED_AFTER = 6 * 60.0  # seconds: longer than a short-lived sealing key is useful
WRONG = (-172_800, -600, 600, 7200, 25_200)  # seconds: two days behind to seven hours ahead


def desk_killed(crisis: Crisis, dice: Random) -> None:
    """At any step of a transaction, between it and the acknowledgement, or after."""
    desk = crisis.upright(dice)
    desk.fuse.light(dice.choice([1, 2, 5, 12, 30, 80]))
    crisis.message(desk, dice)
    crisis.message(crisis.upright(dice), dice)
    _end(crisis, desk, dice)


def write_torn(crisis: Crisis, dice: Random) -> None:
    """The power goes while the last transaction is written: nothing of it is there afterwards."""
    desk = crisis.upright(dice)
    desk.fuse.light(dice.randrange(2, 12))
    crisis.message(desk, dice)
    _end(crisis, desk, dice)


def desk_switched_off(crisis: Crisis, dice: Random) -> None:
    """For minutes, while the others go on."""
    desk = crisis.upright(dice)
    desk.crash()
    _start_later(crisis, desk, dice.uniform(5, 200))


def relay_killed(crisis: Crisis, dice: Random) -> None:
    """At any step: before it was stored, after it and before the receipt, or later."""
    relay = crisis.relay(dice)
    relay.fuse.light(dice.choice([1, 2, 3, 5, 8, 20]))
    crisis.message(crisis.upright(dice), dice)
    crisis.world.clock.after(BURNS_MOST, lambda: relay.stop() if relay.up and relay.fuse.lit else None)
    _start_relay_later(crisis, relay, BURNS_MOST + dice.uniform(0, 40))


def relay_restarted(crisis: Crisis, dice: Random) -> None:
    """What it did not see acknowledged it delivers again."""
    relay = crisis.relay(dice)
    relay.stop()
    relay.start()


def relay_disk_lost(crisis: Crisis, dice: Random) -> None:
    """With all that waited there, and all keys."""
    crisis.message(crisis.upright(dice), dice)
    crisis.world.run(0.8)
    relay = crisis.relay(dice)
    relay.stop()
    relay.wipe()
    _start_relay_later(crisis, relay, dice.uniform(0, 40))


def backup_restored(crisis: Crisis, dice: Random) -> None:
    """A desk's vault is lost; what it said since the backup is with the others, or with nobody."""
    desk = _restorable(crisis, dice)
    backup = crisis.backups.get(desk.name) or desk.backup()
    crisis.message(desk, dice)
    crisis.world.run(dice.choice([0.0, 0.3, 5.0]))
    _restore(crisis, desk, backup)
    crisis.message(desk, dice)


def backup_restored_twice(crisis: Crisis, dice: Random) -> None:
    """Twice the same backup, with things said between, and a clock that goes back for the second life."""
    desk = _restorable(crisis, dice)
    backup = crisis.backups.get(desk.name) or desk.backup()
    _restore(crisis, desk, backup)
    crisis.message(desk, dice)
    crisis.world.run(dice.choice([0.3, 5.0]))
    desk.skew -= timedelta(seconds=dice.choice([0, 600, 172_800]))
    _restore(crisis, desk, backup)
    crisis.message(desk, dice)


def clock_wrong(crisis: Crisis, dice: Random) -> None:
    desk = crisis.upright(dice)
    desk.skew = timedelta(seconds=dice.choice(WRONG))
    crisis.message(desk, dice)


def keys_erased(crisis: Crisis, dice: Random) -> None:
    """A desk is away for longer than its sealing key is useful: what waits for it does not open any more."""
    desk = crisis.upright(dice)
    desk.crash()
    crisis.message(crisis.upright(dice) if len(crisis.honest) > 1 else desk, dice)
    crisis.world.run(ERASED_AFTER)
    if not desk.up:
        desk.start()


def _restorable(crisis: Crisis, dice: Random) -> SimulatedDesk:
    """Any but the two that only a third connects: they may have forgotten it."""
    apart = {desk for desk, _ in crisis.apart}
    fit = [desk for desk in crisis.honest if desk.name not in apart]
    desk = dice.choice(fit) if fit else crisis.newcomer(dice)
    if not desk.up:
        desk.start()
    return desk


def _restore(crisis: Crisis, desk: SimulatedDesk, backup: bytes) -> None:
    crisis.restored.add(desk.name)
    desk.restore(backup)


def _end(crisis: Crisis, desk: SimulatedDesk, dice: Random) -> None:
    """A fuse that nothing burnt ends all the same; and the desk is started again."""
    crisis.world.clock.after(BURNS_MOST, lambda: desk.crash() if desk.up and desk.fuse.lit else None)
    _start_later(crisis, desk, BURNS_MOST + dice.uniform(0.1, 20))


def _start_later(crisis: Crisis, desk: SimulatedDesk, seconds: float) -> None:
    crisis.world.clock.after(seconds, lambda: None if desk.up else desk.start())


def _start_relay_later(crisis: Crisis, relay: SimulatedRelay, seconds: float) -> None:
    crisis.world.clock.after(seconds, lambda: None if relay.up else relay.start())
