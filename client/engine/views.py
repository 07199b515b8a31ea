"""The record as plain values, for whoever shows it or answers a program: one dictionary a thing.

Ids are hex, times RFC 3339. Text of others is as they wrote it: whoever displays it cleans it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from client.engine.authors import author_of, number_of
from client.engine.status import RelayStatus
from client.station.channel import Channel
from client.station.say import Saying, precedence_of
from client.station.station import Station
from hotline.codec import to_rfc3339
from hotline.delivery.lost import sought
from hotline.delivery.states import PartyState, State, StatementState
from hotline.errors import Rejected
from hotline.identity.root import Root
from hotline.ids import ChannelId, DeviceId, PartyId, Precedence, StatementId
from hotline.kinds.base import Kind
from hotline.kinds.catalogue import KINDS, kind_named, read_content
from hotline.obligations.explain import explain, explained
from hotline.obligations.owed import Obligation
from hotline.procedures.exchange import shown
from hotline.statements.body import Binding, binding_of, read_body
from hotline.transcript.entry import Entry

View = dict[str, Any]

# Statements


def statement_view(station: Station, on: ChannelId, statement: StatementId) -> View:
    """One statement with its state and standing."""
    channel = station.memory.channel(on)
    entry = channel.transcript.entry(statement)
    header = entry.header
    state, standing = station.state(on, statement), channel.transcript.standing(statement)
    word = _state_here(station, entry, state)
    return {
        "id": statement.hex(),
        "channel": on.hex(),
        "number": number_of(station, channel, statement),
        "author": author_view(station, channel, statement),
        "kind": header.kind,
        "precedence": header.precedence.name,
        "said_at": to_rfc3339(header.said_at),
        "state": str(word),
        "relayed": state.relayed,
        "of": state.of,
        "refers_to": _referred(station, channel, header.refers_to),
        "exercise": header.exercise,
        **body_view(station, channel, entry),
        "standing": str(standing.word),
        "why": standing.why or entry.verdict.why or None,
        "clause": entry.verdict.clause or None,
        "flags": flags_of(entry),
    }


def detail_view(station: Station, on: ChannelId, statement: StatementId) -> View:
    """One statement with how far it came with each party, what refers to it, and its links."""
    channel = station.memory.channel(on)
    transcript, codes = channel.transcript, _codes(channel)
    header = transcript.header(statement)
    parties = station.state(on, statement).parties
    return statement_view(station, on, statement) | {
        "parties": {codes[party]: party_state_view(each) for party, each in parties.items()},
        "audience": "all" if header.audience == "all" else [codes.get(p, p.hex()) for p in header.audience],
        "held": header.held,
        "replies": [number_of(station, channel, each) for each in transcript.replies(statement)],
        "agreement": header.agreement.hex(),
        "prev": header.prev.hex() if header.prev else None,
        "parents": [each.hex() for each in header.parents],
        "refers_to_id": header.refers_to.hex() if header.refers_to else None,
    }


def _state_here(station: Station, entry: Entry, state: StatementState) -> State:
    """Of our own statements, how far they came; of others', how far they came with us: it is here."""
    if entry.header.author == station.me:
        return state.word
    ours = state.parties.get(station.party)
    return max(State.DELIVERED, ours.word) if ours is not None else State.DELIVERED


def author_view(station: Station, channel: Channel, statement: StatementId) -> View:
    """Who said it: party, officer, role, device; what is not known yet is None."""
    author = author_of(station, channel, statement)
    return {
        "party": author.code if author else None,
        "officer": author.credential.officer if author else None,
        "role": str(author.credential.role) if author else None,
        "device": channel.transcript.header(statement).author.hex(),
    }


def body_view(station: Station, channel: Channel, entry: Entry) -> View:
    """The content and its plain text, or why they are not shown."""
    if not shown(channel.transcript, entry.id, station.party):
        kind = KINDS.get(entry.header.kind)
        filed = kind is not None and kind.MAY_BE_HELD
        why = "held back until all have filed" if filed else "held back"
        return {"body": None, "text": [], "not_shown": why}
    content = content_of(station, channel, entry)
    if content is None:
        why = "not for you" if entry.body is None else "not readable"
        if entry.body is None and entry.header.is_for(station.party):
            why = "held back" if entry.header.held else "not here yet"
        return {"body": None, "text": [], "not_shown": why}
    return {
        "body": content.content(),
        "text": content.plain(_codes(channel)),
        "not_shown": None,
    }


def content_of(station: Station, channel: Channel, entry: Entry) -> Kind | None:
    """What a statement says; also while its history is incomplete, when it cannot be judged yet.

    Then its author is known by card alone, and the body must be the one that this party made for it.
    """
    author = author_of(station, channel, entry.id)
    if entry.complete or entry.content is not None or entry.body is None or author is None:
        return entry.content
    header = entry.header
    bound = Binding(header.channel, author.credential.party, header.kind, header.refers_to)
    try:
        body = read_body(entry.body)
        return read_content(body.kind, body.content, header.precedence) if binding_of(body) == bound else None
    except Rejected:
        return None


def flags_of(entry: Entry) -> list[str]:
    """What a reader must be told beside the text."""
    flags = [] if entry.complete else ["history incomplete"]
    return flags + ([entry.verdict.code] if entry.verdict.code else [])


def party_state_view(state: PartyState) -> View:
    """How far it came with one party: the word, and into how many of its desks' mailboxes."""
    return {"state": str(state.word), "relayed": state.relayed, "of": state.of}


def preview_view(station: Station, saying: Saying) -> View:
    """What would be said: the words that the others will read, how urgent, and to whom."""
    channel = station.memory.channel(saying.channel)
    terms = channel.transcript.terms_for_next()
    kind = kind_named(saying.kind)
    precedence = precedence_of(saying)
    audience = terms.audience(kind.NAME, kind.RECORD, station.party, saying.audience)
    readers = [each for each in terms.members if audience == "all" or each in audience]
    verified = station.memory.contacts.verified
    codes = _codes(channel)
    content = read_content(kind.NAME, saying.content, precedence)
    return {
        "kind": kind.NAME,
        "precedence": precedence.name,
        "body": content.content(),
        "text": content.plain(codes),
        "readers": [codes[each] for each in readers if each != station.party],
        "unverified": [codes[each] for each in readers if each != station.party and each not in verified],
        "refers_to": _referred(station, channel, saying.refers_to),
        "about": _summary(station, channel, saying.refers_to),
        "held": saying.held,
    }


def _summary(station: Station, channel: Channel, statement: StatementId | None) -> str | None:
    """A statement in a line, where it may be read here."""
    if statement is None or not shown(channel.transcript, statement, station.party):
        return None
    content = channel.transcript.entry(statement).content
    return content.summary() if content is not None else None


# Channels and parties


def channel_view(station: Station, channel: Channel) -> View:
    """A channel in a line."""
    terms = channel.transcript.terms_for_next()
    return {
        "id": channel.id.hex(),
        "title": terms.text.title,
        "exercise": terms.exercise,
        "parties": [member_view(station, party, channel) for party in terms.members],
        "statements": len(channel.transcript),
        "missing": len(sought(channel.transcript)),
        "alarms": [alarm.why for alarm in channel.transcript.alarms()],
        "sunset_at": to_rfc3339(terms.sunset_at),
    }


def member_view(station: Station, party: PartyId, channel: Channel) -> View:
    """A party of a channel, and whether a person verified its root on this desk."""
    member = channel.transcript.terms_for_next().members[party]
    return {
        "party": party.hex(),
        "code": member.code,
        "name": member.name,
        "function": str(member.function),
        "verified": station.memory.contacts.verified.get(party),
        "own": party == station.party,
    }


def contact_view(station: Station, root: Root) -> View:
    """A party known here, who verified its root, and its desks known by card."""
    contacts = station.memory.contacts
    desks = [each for each in contacts.credentials.values() if each.party == root.id]
    return {
        "party": root.id.hex(),
        "code": root.document.code,
        "name": root.document.name,
        "exercise": root.document.exercise,
        "verified": contacts.verified.get(root.id),
        "own": root.id == station.party,
        "desks": [
            {
                "desk": f"{root.document.code}-{each.desk}",
                "officer": each.officer,
                "role": str(each.role),
                "device": each.device.hex(),
                "until": to_rfc3339(each.not_after),
            }
            for each in sorted(desks, key=lambda each: each.desk)
        ],
    }


def cuts_view(station: Station, device: DeviceId) -> list[View]:
    """The last statement held of each incarnation of a desk on each channel, as a revocation names it."""
    return [
        {
            "channel": channel.id.hex(),
            "incarnation": {"number": life.number, "nonce": life.nonce.hex(), "restored": life.restored},
            "seq": seq,
            "id": id.hex(),
        }
        for channel in station.channels()
        for (author, life), (seq, id) in channel.transcript.vector().items()
        if author == device
    ]


# The line and what is owed


def relay_view(relay: RelayStatus, now: datetime) -> View:
    """A relay, and how old the last sign of it is."""
    age = relay.proof_age(now)
    return {
        "name": relay.name,
        "url": relay.url,
        "up": relay.up,
        "why": relay.why or None,
        "proof_seconds": None if age is None else round(age.total_seconds()),
        "since": to_rfc3339(relay.since),
        "retired": relay.retired,
        "refused": relay.refused,
    }


def waiting_view(station: Station) -> View:
    """How much no relay has taken yet, by precedence, the most urgent first."""
    waiting = station.waiting()
    return {each.name: waiting[each] for each in sorted(Precedence, reverse=True) if waiting.get(each)}


def obligation_view(channel: Channel, obligation: Obligation) -> View:
    """What is owed, as a sentence and in parts."""
    return {
        "channel": channel.id.hex(),
        "statement": obligation.because.hex(),
        "number": obligation.number,
        "owes": obligation.owes_code,
        "to": obligation.owed_to_code,
        "kind": obligation.kind,
        "clause": obligation.clause,
        "state": str(obligation.state),
        "due_at": to_rfc3339(obligation.due_at) if obligation.due_at else None,
        "sentence": explain(obligation),
        "said": explained(obligation),
    }


def _codes(channel: Channel) -> dict[PartyId, str]:
    return {party: member.code for party, member in channel.transcript.terms_for_next().members.items()}


def _referred(station: Station, channel: Channel, statement: StatementId | None) -> str | None:
    if statement is None:
        return None
    known = statement in channel.transcript
    return number_of(station, channel, statement) if known else statement.hex()[:8]
