"""Whether a record is proven current: how old each other desk's newest word is of what it holds.

A relay that holds back the end of a record leaves no gap: nothing here links to what was held back. Only the
others' own haves show where the record ends, and each desk says one at every comm-check interval. So a party
vouches for the record while one of its desks did so within two intervals; else the record may lack the end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from client.engine.reading.shapes_record import DeskProof
from client.station.channel import Channel
from client.station.station import Station
from hotline.codec import to_rfc3339
from hotline.ids import DeviceId, PartyId

INTERVALS = 2  # one have may be under way or lost; two in a row are not


@dataclass(frozen=True, slots=True)
class Proof:
    """One desk's newest have. `proven_at`: up to when it shows what that desk holds; None: it said none."""

    device: DeviceId
    party: PartyId
    proven_at: datetime | None


def proofs(station: Station, channel: Channel, now: datetime) -> Iterator[Proof]:
    """Of every other desk whose credential is good now."""
    memory = station.memory
    for device in memory.peers(channel):
        party = memory.party_of(channel, device)
        if party is not None and memory.may_have(channel, device, now):
            yield Proof(device, party, proven_at(channel, device, now))


def proven_at(channel: Channel, device: DeviceId, now: datetime) -> datetime | None:
    """Its own date, or when it came if that was earlier: a clock that is ahead proves nothing."""
    have = channel.have_of(device)
    if have is None:
        return None
    return min(have.at, channel.heard_at.get(device, now), now)


def window(channel: Channel) -> timedelta:
    """A word older than this proves nothing of now."""
    return INTERVALS * channel.transcript.terms_for_next().text.comm_check.interval


def unproven(station: Station, channel: Channel, now: datetime) -> tuple[list[str], datetime | None]:
    """The codes of the parties none of whose desks vouched within two intervals, and the oldest of these
    parties' newest words; None: one of them never said any. A party without a known desk cannot vouch."""
    newest: dict[PartyId, datetime | None] = {}
    for each in proofs(station, channel, now):
        newest[each.party] = _later(newest.get(each.party), each.proven_at)
    newest.pop(station.party, None)
    oldest = now - window(channel)
    silent = {party: at for party, at in newest.items() if at is None or at < oldest}
    members = channel.transcript.terms_for_next().members
    codes = [member.code for party, member in members.items() if party in silent]
    dates = [at for at in silent.values() if at is not None]
    return codes, min(dates) if dates and len(dates) == len(silent) else None


def _later(one: datetime | None, other: datetime | None) -> datetime | None:
    return max((each for each in (one, other) if each is not None), default=None)


def proofs_view(station: Station, channel: Channel, now: datetime) -> Sequence[DeskProof]:
    """As a screen shows them: each party's desks together, in the agreement's order."""
    oldest, members = now - window(channel), channel.transcript.terms_for_next().members
    order = {party: place for place, party in enumerate(members)}
    found = sorted(proofs(station, channel, now), key=lambda each: (order[each.party], each.device))
    return [_view(station, channel, each, oldest) for each in found if each.party in members]


def _view(station: Station, channel: Channel, proof: Proof, oldest: datetime) -> DeskProof:
    desk = channel.transcript.desks().get(proof.device)
    credential = desk.credential if desk else station.memory.contacts.credentials[proof.device]
    code = channel.transcript.terms_for_next().members[proof.party].code
    have, coverage = channel.have_of(proof.device), channel.coverage_of(proof.device)
    return {
        "party": code,
        "desk": f"{code}-{credential.desk}",
        "officer": credential.officer,
        "own": proof.party == station.party,
        "said_at": to_rfc3339(have.at) if have else None,
        "proven_at": to_rfc3339(proof.proven_at) if proof.proven_at else None,
        "current": proof.proven_at is not None and proof.proven_at >= oldest,
        "names_unknown": coverage is not None and coverage.names_unknown(),
    }
