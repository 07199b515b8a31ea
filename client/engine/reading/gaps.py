"""What is known to exist and has not come: since when, and who was asked for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import islice

from client.engine.reading.shapes_record import Gaps, Hole
from client.station.channel import Channel
from client.station.station import Station
from client.station.sync import missing_bodies
from client.vault.notes import NotesShelf
from hotline.codec import to_rfc3339
from hotline.delivery.lost import declared_lost, sought
from hotline.ids import DeviceId, StatementId
from hotline.transcript.places import Gap

LOOKED_AT = 2_000  # incomplete statements among which the first to show the gap is looked for


def gaps_view(station: Station, channel: Channel, notes: NotesShelf) -> Gaps:
    """Nothing in it while nothing is missing."""
    transcript, memory = channel.transcript, station.memory
    missing, lost = sought(transcript), declared_lost(transcript)
    bodies = len(missing_bodies(memory, channel))
    linked_by = {device: len(ids & missing) for device, ids in transcript.missing_by_author().items()}
    since = _since(channel, notes, missing) if missing else None
    open_here = bool(missing or bodies)
    return {
        "links": len(missing),
        "linked_by": [(desk_name(station, channel, device), n) for device, n in linked_by.items() if n],
        "holes": [_hole(station, channel, each) for each in transcript.gaps() if each not in lost],
        "lost": [_hole(station, channel, each) for each in lost],
        "bodies": bodies,
        "since": to_rfc3339(since) if since else None,
        "asked": _peers(station, channel) if open_here else [],
        "times": channel.plan.asked if open_here else 0,
        "again_at": to_rfc3339(channel.gap_at) if open_here and channel.gap_at else None,
    }


def desk_name(station: Station, channel: Channel, device: DeviceId) -> str:
    """BRE-1; a stranger by its device's first digits."""
    desk, contacts = channel.transcript.desks().get(device), station.memory.contacts
    if desk is not None:
        return f"{desk.code}-{desk.number}"
    credential = contacts.credentials.get(device)
    root = contacts.roots.get(credential.party) if credential else None
    return f"{root.document.code}-{credential.desk}" if credential and root else f"{device[:2].hex()}…"


def _hole(station: Station, channel: Channel, gap: Gap) -> Hole:
    """The numbers between what is held."""
    return {"desk": _life_name(station, channel, gap), "first": gap.first, "last": gap.last}


def _life_name(station: Station, channel: Channel, gap: Gap) -> str:
    """BRV-2; in a later incarnation BRV-2/7f3a."""
    name = desk_name(station, channel, gap.author)
    return f"{name}/{gap.life.tag}" if gap.life.restored else name


def _since(channel: Channel, notes: NotesShelf, missing: set[StatementId]) -> datetime | None:
    """When the first of those came that link to something missing."""
    waiting = islice(channel.transcript.incomplete(), LOOKED_AT)
    direct = [each for each in waiting if missing & set(channel.transcript.header(each).links())]
    return min((arrived.at for arrived, _ in notes.carriers(direct).values()), default=None)


def _peers(station: Station, channel: Channel) -> Sequence[str]:
    return sorted(desk_name(station, channel, each) for each in station.memory.peers(channel))
