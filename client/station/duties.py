"""What a desk says by itself, because the record asks for it: its card, deliveries, closes, machine answers.

Every duty looks at the record and says what is not in it yet; so doing it twice does no harm.
Source: docs/SPEC.md 5, 10 and 11.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from client.station.channel import Channel
from client.station.memory import Memory
from client.station.say import Saying, say
from client.station.sync import want_everywhere
from hotline.delivery.coverage import Coverage
from hotline.ids import PartyId, StatementId
from hotline.identity.card import card_content
from hotline.kinds.line import CommCheck, comm_check_hash
from hotline.obligations.owed import Request, recorded, requests
from hotline.procedures.exchange import may_close, own_filings, to_release
from hotline.transcript.transcript import Entry

STAND_IN = timedelta(minutes=2)  # how long the author's own desk is left to record a delivery
LOOK_AGAIN = timedelta(seconds=5)  # while an exchange or a delivery is open, clocks alone can move it


def fulfil(memory: Memory, channel: Channel, now: datetime) -> bool:
    """Says what is to be said by itself. True when something is still open that time alone may move."""
    _introduce(memory, channel, now)
    _answer_checks(memory, channel, now)
    open_deliveries = _record_deliveries(memory, channel, now)
    open_exchanges = _close_and_release(memory, channel, now)
    return open_deliveries or open_exchanges


def _introduce(memory: Memory, channel: Channel, now: datetime) -> None:
    """The first statement of each incarnation is the desk's card."""
    if not channel.transcript.chain(memory.me, memory.life):
        _say(memory, Saying(channel.id, "desk", card_content(memory.card)), now)


# Deliveries


def _record_deliveries(memory: Memory, channel: Channel, now: datetime) -> bool:
    waiting = False
    for request in requests(channel.transcript):
        for party in request.owing:
            waiting |= _record_delivery(memory, channel, request, party, now)
    return waiting


def _record_delivery(
    memory: Memory, channel: Channel, request: Request, party: PartyId, now: datetime
) -> bool:
    """Puts into the record that a desk of this party has the request, or that it was heard. True: not yet."""
    facts = recorded(channel.transcript, request, party)
    if facts.delivered:
        return False
    entry = channel.transcript.entry(request.statement)
    own = entry.header.author == memory.me
    for device in _desks_of(memory, channel, party):
        have, signed = channel.have_of(device), channel.signed_have_of(device)
        if have is None or signed is None or not (own or now - have.at >= STAND_IN):
            continue
        carried = {"party": party.hex(), "have": signed.to_document().model_dump(mode="json")}
        if Coverage(channel.transcript, have).covers(request.statement):
            content = {"statement": request.statement.hex(), **carried}
            _say(memory, Saying(channel.id, "delivered", content, refers_to=request.statement), now)
            return False
        late = now - entry.header.said_at >= request.within
        if own and late and not facts.heard and have.at > entry.header.said_at:
            _say(memory, Saying(channel.id, "heard", carried, refers_to=request.statement), now)
            return True
    return True


def _desks_of(memory: Memory, channel: Channel, party: PartyId) -> Iterator[bytes]:
    return (device for device in memory.peers(channel) if memory.party_of(channel, device) == party)


# Comm checks


def _answer_checks(memory: Memory, channel: Channel, now: datetime) -> None:
    """A link-level comm check is answered by every desk at once, with the hash of what it received."""
    for check in channel.unanswered_checks(memory.me):
        content = check.content
        if isinstance(content, CommCheck):
            answer = {"nonce": content.nonce.hex(), "hash": comm_check_hash(content).hex()}
            precedence = check.header.precedence
            _say(memory, Saying(channel.id, "comm-check-answer", answer, precedence, check.id), now)


# Sealed exchanges


def _close_and_release(memory: Memory, channel: Channel, now: datetime) -> bool:
    """Says this desk's `risk-close` once it may, and then releases its filing."""
    waiting = False
    for question, filing in own_filings(channel.transcript, memory.me):
        if may_close(channel.transcript, question, memory.party, now):
            _say(memory, Saying(channel.id, "risk-close", {"filing": filing.hex()}, refers_to=question), now)
        else:
            waiting = True
    for filing in to_release(channel.transcript, memory.me):
        _release(memory, channel, channel.transcript.entry(filing), now)
    return waiting


def _release(memory: Memory, channel: Channel, filing: Entry, now: datetime) -> None:
    if filing.id not in channel.released:
        channel.released.add(filing.id)
        want_everywhere(memory, channel, filing, now)


def _say(memory: Memory, saying: Saying, now: datetime) -> StatementId:
    return say(memory, saying, now, by_officer=False)
