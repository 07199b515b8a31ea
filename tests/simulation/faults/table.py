"""All faults by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random
from typing import TYPE_CHECKING

from tests.simulation.faults import liars, lines, machines, people

if TYPE_CHECKING:
    from tests.simulation.crisis import Crisis

Fault = Callable[["Crisis", Random], None]

_NAMED: tuple[Fault, ...] = (
    lines.line_lost,
    lines.frames_lost,
    lines.frames_doubled,
    lines.frames_shuffled,
    lines.line_slow,
    lines.heard_by_nobody,
    lines.hears_nobody,
    lines.desk_cut_off,
    lines.relay_cut_off,
    lines.third_party_only,
    machines.desk_killed,
    machines.write_torn,
    machines.desk_switched_off,
    machines.relay_killed,
    machines.relay_restarted,
    machines.relay_disk_lost,
    machines.backup_restored,
    machines.backup_restored_twice,
    machines.clock_wrong,
    machines.keys_erased,
    people.officer_added,
    people.officer_revoked,
    people.agreement_amended,
    people.amendments_side_by_side,
    people.estimates_held,
    liars.member_equivocates,
    liars.member_dates_back,
    liars.member_skips_numbers,
    liars.member_withholds_haves,
    liars.member_floods,
    liars.member_forges,
)

FAULTS: Mapping[str, Fault] = {**{each.__name__: each for each in _NAMED}, **liars.RELAY_LIES}
