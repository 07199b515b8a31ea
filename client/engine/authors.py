"""Who said a statement, and its number, also while its history is incomplete.

The record itself names an author only by what a statement comes after. But a device's credential is for life,
so a card that is known here, from the record or by hand, tells at once who speaks.
"""

from __future__ import annotations

from dataclasses import dataclass

from client.station.channel import Channel
from client.station.station import Station
from hotline.identity.credential import Credential
from hotline.ids import DeviceId, StatementId
from hotline.statements.number import number


@dataclass(frozen=True, slots=True)
class Author:
    """A desk by its credential."""

    code: str
    credential: Credential


def author_of(station: Station, channel: Channel, statement: StatementId) -> Author | None:
    """None when no card of this device is known here."""
    entry = channel.transcript.entry(statement)
    device = entry.header.author
    desk = entry.desk or channel.transcript.desks().get(device)
    if desk is not None:
        return Author(desk.code, desk.credential)
    return _by_card(station, device)


def desks_called(station: Station, channel: Channel, code: str, desk: int) -> list[DeviceId]:
    """The devices whose statements have these numbers: by the record, or by a card while it names none."""
    known = channel.transcript.desks()
    cards = {device: _by_card(station, device) for device in station.memory.contacts.credentials}
    found = [device for device, each in known.items() if (each.code, each.number) == (code, desk)]
    return found + [
        device
        for device, each in cards.items()
        if device not in known and each is not None and (each.code, each.credential.desk) == (code, desk)
    ]


def number_of(station: Station, channel: Channel, statement: StatementId) -> str:
    """BRV-2-17; where no card is known, the device's first four hex digits: 7f3a…-17."""
    author, entry = author_of(station, channel, statement), channel.transcript.entry(statement)
    if author is None:
        return entry.number
    return number(author.code, author.credential.desk, entry.header.life, entry.header.seq)


def _by_card(station: Station, device: DeviceId) -> Author | None:
    contacts = station.memory.contacts
    credential = contacts.credentials.get(device)
    if credential is None or credential.party not in contacts.roots:
        return None
    return Author(contacts.roots[credential.party].document.code, credential)
