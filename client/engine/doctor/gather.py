"""The facts, from the station, the lines and the disk. To be called on the station's thread."""

from __future__ import annotations

import shutil
import stat
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from client.engine.doctor.facts import ChannelFact, DeskFact, Facts, RelayFact
from client.engine.status import EngineStatus, RelayStatus
from client.station.channel import Channel
from client.station.station import ROTATE_DEFAULT, Station
from client.station.sync import missing_bodies
from client.vault.check import DAMAGE, Damaged, check_sound
from client.vault.vault import DeskVault
from hotline.delivery.lost import sought
from hotline.identity.credential import Credential
from hotline.ids import DeviceId
from hotline.transcript.equivocation import Alarm


def gather(station: Station, vault: DeskVault, folder: Path, lines: EngineStatus, now: datetime) -> Facts:
    """Reads the whole vault through: seconds for a large one."""
    memory = station.memory
    own, code = memory.card.credential, memory.card.root.document.code
    return Facts(
        now=now,
        vault_trouble=_vault_trouble(vault) or lines.store_trouble,
        free_bytes=shutil.disk_usage(folder).free,
        open_to_others=tuple(_open_to_others(folder)),
        own=_desk(code, own),
        peers=tuple(_peers(station)),
        sealing_key_made_at=memory.keyring.current.made_at,
        rotate=min((_rotate(each) for each in station.channels()), default=ROTATE_DEFAULT),
        relays=tuple(_relay(each) for each in lines.relays if not each.retired),
        channels=tuple(_channel(station, each) for each in station.channels()),
        aside=tuple(what.at for _, what in vault.outbox.put_aside()),
    )


def _vault_trouble(vault: DeskVault) -> str:
    try:
        check_sound(vault.connection, "The vault")
    except Damaged as damage:
        return damage.what
    except DAMAGE:
        return "The vault is damaged."
    return ""


def _open_to_others(folder: Path) -> Iterator[str]:
    for path in (folder, *sorted(folder.rglob("*"))):
        if path.lstat().st_mode & (stat.S_IRWXG | stat.S_IRWXO) and not path.is_symlink():
            yield str(path)


def _desk(code: str, credential: Credential) -> DeskFact:
    return DeskFact(f"{code}-{credential.desk}", credential.not_before, credential.not_after)


def _peers(station: Station) -> Iterator[DeskFact]:
    """Every desk on a channel of this one, each once, with the newest credential that is known of it."""
    found: dict[DeviceId, tuple[str, Credential]] = {}
    for channel in station.channels():
        for device in station.memory.peers(channel):
            found[device] = _known(station, channel, device)
    yield from sorted((_desk(*each) for each in found.values()), key=lambda desk: desk.name)


def _known(station: Station, channel: Channel, device: DeviceId) -> tuple[str, Credential]:
    """A desk's party's code and its credential: from its card, or from what it said of itself."""
    by_card = station.memory.contacts.credentials.get(device)
    spoken = channel.transcript.desks().get(device)
    both = [each for each in (by_card, spoken.credential if spoken else None) if each is not None]
    newest = max(both, key=lambda each: each.serial)
    return channel.transcript.terms_for_next().members[newest.party].code, newest


def _rotate(channel: Channel) -> timedelta:
    return channel.transcript.terms_for_next().rotate


def _relay(status: RelayStatus) -> RelayFact:
    return RelayFact(status.name, status.up, status.why, status.refused, status.ahead)


def _channel(station: Station, channel: Channel) -> ChannelFact:
    terms = channel.transcript.terms_for_next()
    dates = terms.text.dates
    verified = {station.party, *station.memory.contacts.verified}
    return ChannelFact(
        title=terms.text.title,
        exercise=terms.exercise,
        effective_at=dates.effective_at,
        review_at=dates.review_at,
        sunset_at=dates.sunset_at,
        missing=len(sought(channel.transcript)),
        bodies=len(missing_bodies(station.memory, channel)),
        alarms=tuple(_alarm(channel, alarm) for alarm in channel.transcript.alarms()),
        unverified=tuple(each.code for party, each in terms.members.items() if party not in verified),
        keyless=tuple(_keyless(station, channel)),
    )


def _keyless(station: Station, channel: Channel) -> Iterator[str]:
    for device in station.memory.peers(channel):
        if not station.memory.keyring.knows(device):
            yield _desk(*_known(station, channel, device)).name


def _alarm(channel: Channel, alarm: Alarm) -> str:
    desk = channel.transcript.desks().get(alarm.author)
    return f"{desk.code}-{desk.number}: {alarm.why}" if desk else alarm.why
