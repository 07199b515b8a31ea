"""What the station wants of the lines now, gathered in one visit to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from client.links.relay import Room
from client.station.arrivals import ToDeposit
from client.station.station import Station
from hotline import limits
from hotline.agreement.text import RelayLine
from hotline.ids import DeviceId, Precedence, RelayId
from hotline.signed import Signed


@dataclass(frozen=True, slots=True)
class Outlook:
    relays: tuple[RelayLine, ...]
    deposits: Mapping[RelayId, list[ToDeposit]]
    wanted_keys: tuple[DeviceId, ...]
    publication: Signed
    revocations: tuple[Signed, ...]
    wake_at: datetime | None
    waiting: Mapping[Precedence, int]
    quiet: bool


def look(station: Station, rooms: Mapping[RelayId, Room], now: datetime) -> Outlook:
    """Asks the station; what it hands over for a relay is marked there as offered."""
    wanted = station.wanted_keys(now)  # reads the memory anew after a verb that was undone: first of all
    deposits = {relay: _deposits(station, relay, room, now) for relay, room in rooms.items()}
    return Outlook(
        relays=tuple(station.relays()),
        deposits=deposits,
        wanted_keys=tuple(wanted),
        publication=station.publication(),
        revocations=tuple(station.revocations()),
        wake_at=station.wake_at(now),
        waiting=station.waiting(),
        quiet=station.quiet(),
    )


def retired_relays(station: Station, now: datetime) -> list[tuple[RelayLine, datetime]]:
    """The relays that only earlier terms name and that are still read, and when they were last in use."""
    last_use: dict[RelayId, tuple[RelayLine, datetime]] = {}
    for channel in station.channels():
        transcript = channel.transcript
        for terms, said_at in sorted(transcript.last_use(), key=lambda use: use[1]):
            if terms.id != transcript.terms_for_next().id:
                last_use |= {line.key: (line, said_at) for line in terms.text.relays}
    named = {line.key for line in station.relays()}
    return [
        (line, at)
        for key, (line, at) in last_use.items()
        if key not in named and now - at < limits.RETIRED_RELAY
    ]


def _deposits(station: Station, relay: RelayId, room: Room, now: datetime) -> list[ToDeposit]:
    urgent = station.deposits(relay, now, room.urgent, Precedence.IMMEDIATE)
    others = min(room.other, room.urgent - len(urgent))
    return urgent + station.deposits(relay, now, others)
