"""What people call things, found in the record: channels by title, statements by number, parties by code.

An id may always be given whole, or as the first digits that only one thing begins with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TypeVar

from client.engine.authors import desks_called
from client.station.channel import Channel
from client.station.station import Station
from hotline.errors import Misuse
from hotline.ids import DeviceId, Incarnation, PartyId, Place, StatementId
from hotline.sentence import sentence
from hotline.transcript.transcript import Transcript

LEAST_DIGITS = 4  # of an id: fewer are typed by mistake
_NUMBER = re.compile(r"(?P<code>[A-Z]{2,5})-(?P<desk>\d{1,4})(?:/(?P<tag>[0-9a-f]{4}))?-(?P<seq>\d{1,13})")
_HEX = re.compile(r"[0-9a-f]{4,64}")

T = TypeVar("T")


def find_channel(station: Station, word: str) -> Channel:
    """By title (or a part of it that only one has), or by id. Raises Misuse."""
    channels = list(station.channels())
    title = word.casefold().strip()
    exact = [each for each in channels if _title(each) == title]
    found = exact or [each for each in channels if title and title in _title(each)] or _by_id(channels, word)
    return _only(found, "channel", word, "`hotline channels` lists them.")


def find_statement(station: Station, word: str, channel: Channel | None) -> tuple[Channel, StatementId]:
    """By number (`BRV-2-17`) or id, on this channel or on any. Raises Misuse."""
    channels = [channel] if channel is not None else list(station.channels())
    found = [(each, id) for each in channels for id in _statements(station, each, word.strip())]
    return _only(found, "statement", word, "Give its number (BRV-2-17), or the first digits of its id.")


def find_party(station: Station, word: str) -> PartyId:
    """By code or id, of those known here. Raises Misuse."""
    roots = {**station.memory.contacts.roots, station.party: station.memory.card.root}
    wanted = word.strip()
    found = [id for id, root in roots.items() if root.document.code == wanted.upper()]
    if not found and _is_id(wanted):
        found = [id for id in roots if id.hex().startswith(wanted.lower())]
    return _only(found, "party", word, "`hotline contacts` lists them; a new one comes with its card.")


def find_desk(station: Station, word: str) -> DeviceId:
    """By party code and desk number (`BRV-2`) or id, of those known here. Raises Misuse."""
    known = dict(station.memory.contacts.credentials)
    for channel in station.channels():
        known.update({device: desk.credential for device, desk in channel.transcript.desks().items()})
    codes = {id: root.document.code for id, root in station.memory.contacts.roots.items()}
    names = {device: f"{codes.get(each.party)}-{each.desk}" for device, each in known.items()}
    found = [device for device, name in names.items() if name == word.strip().upper()]
    if not found and _is_id(word):
        found = [device for device in known if device.hex().startswith(word.lower())]
    return _only(found, "desk", word, "Give it like BRV-2.")


def _title(channel: Channel) -> str:
    return channel.transcript.terms_for_next().text.title.casefold()


def _by_id(channels: Iterable[Channel], word: str) -> list[Channel]:
    digits = word.strip().lower()
    return [each for each in channels if _is_id(digits) and each.id.hex().startswith(digits)]


def _statements(station: Station, channel: Channel, word: str) -> Iterator[StatementId]:
    number = _NUMBER.fullmatch(word)
    if number is not None:
        devices = desks_called(station, channel, number["code"], int(number["desk"]))
        yield from _numbered(channel.transcript, devices, number)
    elif _is_id(word):
        yield from (id for id in channel.transcript.order() if id.hex().startswith(word.lower()))


def _numbered(
    transcript: Transcript, devices: Iterable[DeviceId], number: re.Match[str]
) -> Iterator[StatementId]:
    for device in devices:
        for life in transcript.lives(device):
            if _is_tagged(life, number["tag"]):
                yield from transcript.at(Place(device, life, int(number["seq"])))


def _is_tagged(life: Incarnation, tag: str | None) -> bool:
    return life.tag == tag if life.restored else tag is None


def _is_id(word: str) -> bool:
    return _HEX.fullmatch(word.lower()) is not None


def _only(found: list[T], thing: str, word: str, advice: str) -> T:
    if len(found) > 1:
        raise Misuse(
            sentence("More than one fits: {thing} {word}.", thing=thing, word=word),
            "Give more of it.",
        )
    if not found:
        raise Misuse(sentence("There is no {thing} {word} here.", thing=thing, word=word), advice)
    return found[0]
