"""All that stands around a transcript, in one visit to the station: the desk, the line, channels, needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from client.engine.reading.board import risk_count
from client.engine.reading.current import unproven
from client.engine.reading.needs import channel_needs, in_order, need
from client.engine.reading.queue import Queued, queue_view, queued
from client.engine.reading.shapes import ChannelRow, Need, Overview
from client.engine.reading.watchlist import Watched, Watchlist
from client.engine.status import EngineStatus, RelayStatus
from client.engine.views import channel_view, relay_view
from client.station.channel import Channel
from client.station.station import Station
from client.vault.notes import NotesShelf
from hotline.codec import to_rfc3339

OFFLINE_TOLD = timedelta(minutes=5)
QUEUE_TOLD = timedelta(minutes=1)  # a relay that is up takes what is urgent within seconds


def overview(
    station: Station, notes: NotesShelf, watchlist: Watchlist, lines: EngineStatus, now: datetime
) -> Overview:
    """Everything but the statements themselves."""
    credential, root = station.memory.card.credential, station.memory.card.root
    offline_since = offline(lines.relays)
    queue = queued(station)
    watched = [(each, watchlist.of(station, each)) for each in station.channels()]
    needs = _all_needs(station, watched, lines, offline_since, queue, now)
    relays: Any = [relay_view(each, now) for each in lines.relays]
    return {
        "desk": f"{root.document.code}-{credential.desk}",
        "party": root.document.code,
        "party_name": root.document.name,
        "officer": credential.officer,
        "role": str(credential.role),
        "exercise": credential.exercise,
        "now": to_rfc3339(now),
        "credential_until": to_rfc3339(credential.not_after),
        "relays": relays,
        "offline_since": to_rfc3339(offline_since) if offline_since else None,
        "queue": queue_view(queue),
        "store_trouble": lines.store_trouble or None,
        "channels": [_channel(station, notes, each, found, now) for each, found in watched],
        "needs": in_order(needs, now),
    }


def offline(relays: Sequence[RelayStatus]) -> datetime | None:
    """Since when no relay in use is up; None while one is, or while there is none."""
    used = [each for each in relays if not each.retired]
    if not used or any(each.up for each in used):
        return None
    return max(each.proof_at or each.since for each in used)


def _channel(
    station: Station, notes: NotesShelf, channel: Channel, watched: Watched, now: datetime
) -> ChannelRow:
    looked = notes.looked(channel.id)
    newest = watched.unread[-1] if watched.unread else None
    silent, proven_at = unproven(station, channel, now)
    more = {
        "unproven": silent,
        "proven_at": to_rfc3339(proven_at) if proven_at else None,
        "unread": len(watched.unseen(looked.number if looked else 0)),
        "looked_at": to_rfc3339(looked.at) if looked else None,
        "dates_clause": channel.transcript.terms_for_next().text.dates.clause,
        "scale": channel.transcript.terms_for_next().text.scale,
        "newest_at": to_rfc3339(channel.transcript.header(newest).said_at) if newest else None,
        "risk": risk_count(station, channel, watched.questions, now),
    }
    row: Any = channel_view(station, channel) | more
    found: ChannelRow = row
    return found


def _all_needs(
    station: Station,
    watched: Sequence[tuple[Channel, Watched]],
    lines: EngineStatus,
    offline_since: datetime | None,
    queue: Sequence[Queued],
    now: datetime,
) -> Iterator[Need]:
    for channel, found in watched:
        yield from channel_needs(station, channel, found, now)
    if lines.store_trouble:
        yield need("store", why=lines.store_trouble)
    if offline_since is not None and now - offline_since >= OFFLINE_TOLD:
        yield need("offline", since=to_rfc3339(offline_since))
    yield from _queued(queue, now)


def _queued(queue: Sequence[Queued], now: datetime) -> Iterator[Need]:
    """Urgent statements of ours that no relay has taken for a while."""
    for each in queue:
        if each.precedence.urgent and now - each.said_at >= QUEUE_TOLD:
            yield need(
                "queue",
                channel=each.channel.hex(),
                statement=each.statement.hex(),
                number=each.number,
                party=", ".join(each.readers),
                kind=each.kind,
                precedence=each.precedence.name,
                since=to_rfc3339(each.said_at),
            )
