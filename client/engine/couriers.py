"""Courier files through a running engine: what some desk may still lack goes out, what came is taken in."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from client.engine.engine import Engine
from client.engine.views import View
from client.links.courier import Carried, export_courier, import_courier
from client.station.station import Station
from client.vault.encrypted import refuse_to_overwrite
from hotline.codec import to_rfc3339
from hotline.ids import DeviceId
from hotline.kinds.fields import date_time_group
from hotline.wire.envelope import Deposit


async def courier_export(engine: Engine, path: Path, now: datetime) -> View:
    """Every envelope that some desk may still lack. Raises Misuse, StoreFailed."""

    def work(station: Station) -> int:
        refuse_to_overwrite(path)
        envelopes = [Deposit(each.public, each.slots) for each in station.memory.outbox.waiting()]
        export_courier(path, envelopes, station.memory.signing, now)
        return len(envelopes)

    return {"path": str(path), "envelopes": await engine.call(work)}


async def courier_import(engine: Engine, path: Path) -> View:
    """Takes in what is for this desk. Raises Malformed, BadSignature, StoreFailed: then nothing was."""
    carried = await engine.call(lambda station: import_courier(path, station.me))
    await engine.do(lambda station, now: station.receive(carried.arrivals, now))
    who = await engine.call(lambda station: desk_name(station, carried.writer))
    return {
        "what": "courier file",
        "envelopes": len(carried.arrivals),
        "for_others": carried.for_others,
        "written_by": who,
        "written_at": to_rfc3339(carried.at),
        "sentence": _sentence(carried, who),
    }


def desk_name(station: Station, device: DeviceId) -> str | None:
    """BRV-2, by the cards that are known here."""
    known = dict(station.memory.contacts.credentials)
    known[station.me] = station.memory.card.credential
    for channel in station.channels():
        known.update({each: desk.credential for each, desk in channel.transcript.desks().items()})
    roots = {**station.memory.contacts.roots, station.party: station.memory.card.root}
    credential = known.get(device)
    if credential is None or credential.party not in roots:
        return None
    return f"{roots[credential.party].document.code}-{credential.desk}"


def _sentence(carried: Carried, who: str | None) -> str:
    writer = who or f"a desk that is not known here ({carried.writer.hex()[:8]})"
    return (
        f"Courier file of {writer}, {date_time_group(carried.at)}: {len(carried.arrivals)} envelopes for this"
        f" desk, {carried.for_others} for others only."
    )
