"""One statement with everything about it: its row, its header, how far it came with each, and its neighbours.

Not here: what a row is (`pages`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from client.engine.authors import author_of, number_of
from client.engine.reading.shapes import Row
from client.engine.reading.shapes_talk import Came, Detail, Neighbour
from client.station.channel import Channel
from client.station.station import Station
from hotline.agreement.text import Member
from hotline.codec import to_rfc3339
from hotline.ids import PartyId, StatementId
from hotline.transcript.entry import Entry


def detail(
    station: Station,
    channel: Channel,
    statement: StatementId,
    row: Row,
    before: StatementId | None,
    after: StatementId | None,
) -> Detail:
    """`row`: the same statement's; `before` and `after`: those beside it in display order."""
    transcript = channel.transcript
    entry = transcript.entry(statement)
    header, terms = entry.header, transcript.terms_of(statement)
    author = author_of(station, channel, statement)
    members = terms.members
    return {
        "row": row,
        "desk": f"{author.code}-{author.credential.desk}" if author else None,
        "seq": header.seq,
        "incarnation": header.life.tag if header.life.restored else "",
        "audience": None if header.audience == "all" else [_code(members, each) for each in header.audience],
        "held": header.held,
        "catalogue": header.catalogue,
        "kind_clause": terms.clause_number(header.kind),
        "agreement": header.agreement.hex(),
        "body_hash": header.body.hash.hex(),
        "body_bytes": header.body.size,
        "parties": _parties(station, channel, entry, members),
        "prev": _neighbour(station, channel, header.prev),
        "parents": [_known(station, channel, each) for each in _dated(channel, header.parents)],
        "refers_to": _neighbour(station, channel, header.refers_to),
        "replies": [
            _known(station, channel, each) for each in _dated(channel, transcript.replies(statement))
        ],
        "before": before.hex() if before else None,
        "after": after.hex() if after else None,
    }


def _dated(channel: Channel, statements: Iterable[StatementId]) -> list[StatementId]:
    """By their own dates; what has not come, last."""

    def age(each: StatementId) -> tuple[bool, str, StatementId]:
        here = each in channel.transcript
        return not here, to_rfc3339(channel.transcript.header(each).said_at) if here else "", each

    return sorted(statements, key=age)


def _parties(
    station: Station, channel: Channel, entry: Entry, members: Mapping[PartyId, Member]
) -> list[Came]:
    """Its readers but the author's party, in the agreement's order."""
    found = station.state(channel.id, entry.id).parties
    return [
        {
            "party": member.code,
            "name": member.name,
            "state": str(found[party].word),
            "relayed": found[party].relayed,
            "of": found[party].of,
        }
        for party, member in members.items()
        if party in found and party != entry.party
    ]


def _neighbour(station: Station, channel: Channel, statement: StatementId | None) -> Neighbour | None:
    return None if statement is None else _known(station, channel, statement)


def _known(station: Station, channel: Channel, statement: StatementId) -> Neighbour:
    if statement not in channel.transcript:
        id = statement.hex()
        return {"id": id, "number": id[:8], "party": None, "kind": None, "said_at": None}
    author, header = author_of(station, channel, statement), channel.transcript.header(statement)
    return {
        "id": statement.hex(),
        "number": number_of(station, channel, statement),
        "party": author.code if author else None,
        "kind": header.kind,
        "said_at": to_rfc3339(header.said_at),
    }


def _code(members: Mapping[PartyId, Member], party: PartyId) -> str:
    return members[party].code if party in members else party.hex()[:8]
