"""What officers here said and no relay has taken yet, the most urgent and oldest first.

Not here: what desks say by themselves, and the haves that keep the line; an officer need not wait for those.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from client.engine.authors import number_of
from client.engine.reading.shapes import Queue
from client.engine.reading.watchlist import by_machine
from client.station.channel import Channel
from client.station.ports import Due
from client.station.station import Station
from hotline.codec import to_rfc3339
from hotline.ids import ChannelId, DeviceId, Precedence, StatementId


@dataclass(frozen=True, slots=True)
class Queued:
    """One statement of ours. `readers`: the codes of the parties of which some desk's mailbox lacks it.

    `sealed`: an envelope with it is ready for each of those desks; else some desk's key is not known.
    """

    channel: ChannelId
    statement: StatementId
    number: str
    kind: str
    precedence: Precedence
    said_at: datetime
    readers: tuple[str, ...]
    sealed: bool


def queued(station: Station) -> list[Queued]:
    """All channels'."""
    waiting: dict[tuple[ChannelId, StatementId], list[Due]] = {}
    for row in station.memory.outbox.untaken():
        waiting.setdefault((row.channel, row.statement), []).append(row)
    found = [each for place, rows in waiting.items() for each in _queued(station, *place, rows)]
    return sorted(found, key=lambda each: (-each.precedence, each.said_at, each.number))


def queue_view(found: Sequence[Queued]) -> Queue:
    by = {
        each.name: sum(one.precedence is each for one in found) for each in sorted(Precedence, reverse=True)
    }
    return {
        "count": len(found),
        "by": {name: count for name, count in by.items() if count},
        "oldest_at": to_rfc3339(min(each.said_at for each in found)) if found else None,
    }


def _queued(station: Station, on: ChannelId, statement: StatementId, rows: Sequence[Due]) -> Iterator[Queued]:
    channel = station.memory.channels.get(on)
    if channel is None or statement not in channel.transcript:
        return
    header = channel.transcript.header(statement)
    if header.author != station.me or by_machine(header.kind):
        return
    taken = {device for device, _ in station.memory.vault.record.relayed(statement)}
    lacking = [row for row in rows if row.device not in taken]
    if lacking:
        yield Queued(
            on,
            statement,
            number_of(station, channel, statement),
            header.kind,
            header.precedence,
            header.said_at,
            _codes(station, channel, [row.device for row in lacking]),
            all(row.envelope is not None for row in lacking),
        )


def _codes(station: Station, channel: Channel, devices: Sequence[DeviceId]) -> tuple[str, ...]:
    members = channel.transcript.terms_for_next().members
    parties = {station.memory.party_of(channel, device) for device in devices}
    return tuple(member.code for party, member in members.items() if party in parties)
