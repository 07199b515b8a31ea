"""What the check of a record shows at once: what is held of whom, how current that is, gaps, conflicts.

Not here: looking at every statement again (`judging`), which takes long for a long record.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from client.engine.authors import number_of
from client.engine.reading.current import proofs_view
from client.engine.reading.gaps import desk_name, gaps_view
from client.engine.reading.pages import Pages
from client.engine.reading.shapes_record import Aside, Chain, Check, Conflict, DeskName, Voice
from client.station.channel import Channel
from client.station.station import Station
from client.vault.notes import NotesShelf
from hotline.codec import to_rfc3339
from hotline.ids import DeviceId, Incarnation, Place, StatementId
from hotline.transcript.equivocation import Alarm
from hotline.transcript.places import Life

HEADS_SHOWN = 20
ASIDE_SHOWN = 100


def check(station: Station, channel: Channel, pages: Pages, notes: NotesShelf, now: datetime) -> Check:
    """One channel, by what is held now."""
    transcript = channel.transcript
    return {
        "channel": channel.id.hex(),
        "title": transcript.terms_for_next().text.title,
        "statements": len(transcript),
        "bodies": len(transcript) - len(transcript.bodies_missing()),
        "incomplete": len(transcript.incomplete()),
        "heads": sorted(number_of(station, channel, each) for each in transcript.heads()[:HEADS_SHOWN]),
        "interval_seconds": round(transcript.terms_for_next().text.comm_check.interval.total_seconds()),
        "chains": list(_chains(station, channel)),
        "proofs": list(proofs_view(station, channel, now)),
        "gaps": gaps_view(station, channel, notes),
        "conflicts": [conflict(station, channel, pages, each, now) for each in transcript.alarms()],
        "aside": _aside(station),
    }


# What is held of whom


def _chains(station: Station, channel: Channel) -> Iterator[Chain]:
    """By party and desk as they are called, an older incarnation first."""
    transcript, vector = channel.transcript, channel.transcript.vector()
    runs: dict[Life, list[tuple[int, int]]] = {life: [] for life in vector}
    for run in transcript.above():
        _join(runs.setdefault((run.author, run.life), []), (run.first, run.last))
    found = [
        _chain(station, channel, life, vector[life][0] if life in vector else 0, runs[life]) for life in runs
    ]
    yield from sorted(found, key=lambda each: (each["party"] is None, each["desk"], each["restored"] or ""))


def _join(runs: list[tuple[int, int]], run: tuple[int, int]) -> None:
    """Runs come in ascending order; urgent statements stand alone there, and need not here."""
    if runs and run[0] <= runs[-1][1] + 1:
        runs[-1] = (runs[-1][0], max(runs[-1][1], run[1]))
    else:
        runs.append(run)


def _chain(station: Station, channel: Channel, life: Life, held: int, above: list[tuple[int, int]]) -> Chain:
    author, incarnation = life
    return {
        **desk_view(station, channel, author),
        "restored": incarnation.tag if incarnation.restored else None,
        "held": held,
        "above": above,
        "last_at": _last_at(channel, author, incarnation, max((held, *(last for _, last in above)))),
    }


def _last_at(channel: Channel, author: DeviceId, life: Incarnation, seq: int) -> str | None:
    dates = [
        channel.transcript.header(each).said_at for each in channel.transcript.at(Place(author, life, seq))
    ]
    return to_rfc3339(max(dates)) if dates else None


def desk_view(station: Station, channel: Channel, device: DeviceId) -> DeskName:
    """A desk by what is known of it: party, BRE-1, officer."""
    desk, contacts = channel.transcript.desks().get(device), station.memory.contacts
    credential = desk.credential if desk else contacts.credentials.get(device)
    root = desk.root if desk else contacts.roots.get(credential.party) if credential else None
    return {
        "party": root.document.code if root else None,
        "desk": desk_name(station, channel, device),
        "officer": credential.officer if credential else None,
        "own": device == station.me,
    }


# Conflicts


def conflict(station: Station, channel: Channel, pages: Pages, alarm: Alarm, now: datetime) -> Conflict:
    """One alarm with both statements and what to call."""
    desk = desk_view(station, channel, alarm.author)
    members = channel.transcript.terms_for_next().members
    name = next((each.name for each in members.values() if each.code == desk["party"]), None)
    return {
        "code": "outlived" if alarm.code == "outlived" else "two-histories",
        "why": alarm.why,
        **desk,
        "name": name,
        "device": alarm.author.hex(),
        "number": number_of(station, channel, alarm.statements[0]),
        "copies": pages.rows(station, channel, in_order(channel, alarm), now),
        "voice": _voice(channel, desk["party"]),
    }


def in_order(channel: Channel, alarm: Alarm) -> list[StatementId]:
    """Both statements, the one that is dated first before the other: the same on every desk."""
    header = channel.transcript.header
    return sorted(alarm.statements, key=lambda each: (header(each).said_at, each))


def _voice(channel: Channel, code: str | None) -> list[Voice]:
    voice = channel.transcript.terms_for_next().text.voice
    return [
        {"number": each.number, "purpose": each.purpose, "clause": voice.clause}
        for each in voice.numbers
        if each.party == code
    ]


def _aside(station: Station) -> list[Aside]:
    """The newest first."""
    found = station.memory.vault.outbox.put_aside()
    rows: list[Aside] = [
        {
            "envelope": id.hex(),
            "at": to_rfc3339(each.at),
            "why": each.why,
            "bytes": len(each.public) + len(each.slot),
        }
        for id, each in reversed(found)
    ]
    return rows[:ASIDE_SHOWN]
