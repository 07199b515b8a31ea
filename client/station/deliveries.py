"""Puts into the record that a request was delivered, or that a party was heard: what clocks start from.

The author's desk does it at once; another does it when the author's has not for a while. And what is not in
the record as delivered for a while is carried on by every desk that has it: so a third party is the line
between two that cannot reach each other. An answer in time is borne out by a word after it.
Source: docs/SPEC.md 10.2.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from client.station.channel import Channel
from client.station.memory import Memory
from client.station.say import Saying, say_by_itself
from client.station.sync import want
from hotline.delivery.have import Have
from hotline.delivery.proofs import Proof, proofs, shows_delivery, shows_life
from hotline.ids import PartyId, StatementId
from hotline.obligations.owed import Request, request_of, wants_witness
from hotline.signed import Signed
from hotline.statements.body import read_body
from hotline.transcript.documents import CARRYING

CARRY_AFTER = timedelta(seconds=30)  # an author's own ways are given that long
LOOK_AGAIN = timedelta(seconds=5)  # while a delivery or an exchange is open, clocks alone can move it
STAND_IN = timedelta(minutes=2)  # how long the author's own desk is left to record a delivery


def look_at_deliveries(channel: Channel, new: StatementId) -> None:
    """What is new may show a delivery: that is looked for at once.

    It does not when nothing held comes after it, no have names it, and it is no word on a request. Then no
    have covers more than before.
    """
    header = channel.transcript.header(new)
    on_request = new in channel.undelivered or header.refers_to in channel.undelivered
    if (
        on_request
        or header.kind in CARRYING
        or channel.is_named(new)
        or not channel.transcript.stands_last(new)
    ):
        channel.deliveries_at = None


def record_deliveries(memory: Memory, channel: Channel, now: datetime) -> None:
    """Looks at every request whose delivery to all is not in the record yet: when something came that may
    show it, and now and then."""
    last = channel.deliveries_at
    if last is not None and timedelta(0) <= now - last < LOOK_AGAIN:
        return
    channel.deliveries_at = now
    for statement in sorted(channel.undelivered):
        request = request_of(channel.transcript, statement)
        if request is not None:
            _record_request(memory, channel, request, now)
        elif channel.transcript.is_complete(statement):
            channel.undelivered.discard(statement)


def bear_out(memory: Memory, channel: Channel, now: datetime) -> None:
    """Says `heard` after an answer to an own request that nothing else comes after: its date then shows that
    the answer was in time, also on a quiet line."""
    for statement in sorted(channel.unwitnessed - channel.undelivered):
        channel.unwitnessed.discard(statement)
        request = request_of(channel.transcript, statement)
        if request is not None:
            _bear_out(memory, channel, request, now)


def _bear_out(memory: Memory, channel: Channel, request: Request, now: datetime) -> None:
    for party in request.owing:
        if wants_witness(channel.transcript, request, party, now):
            have = next((signed for _, signed in _haves(memory, channel, party)), None)
            if have is not None:
                _say(memory, channel, "heard", request.statement, party, have, now)


def _record_request(memory: Memory, channel: Channel, request: Request, now: datetime) -> None:
    known = proofs(channel.transcript, request.statement)
    delivered, heard = _parties(known.delivered), _parties(known.heard)
    waiting = [party for party in request.owing if party not in delivered]
    for party in waiting:
        signed = _covering(memory, channel, request.statement, party, now)
        if signed is not None:
            _say(memory, channel, "delivered", request.statement, party, signed, now)
        elif party not in heard and (signed := _sign_of_life(memory, channel, request, party, now)):
            _say(memory, channel, "heard", request.statement, party, signed, now)
        else:
            _carry(memory, channel, request.statement, party, now)
    if not waiting:
        channel.undelivered.discard(request.statement)


def _carry(memory: Memory, channel: Channel, statement: StatementId, party: PartyId, now: datetime) -> None:
    header = channel.transcript.header(statement)
    if header.author != memory.me and now - header.said_at >= CARRY_AFTER:
        for device in memory.peers(channel):
            if memory.party_of(channel, device) == party:
                want(memory, channel, statement, device, now)


def _parties(found: tuple[Proof, ...]) -> set[PartyId]:
    return {proof.party for proof in found}


def _covering(
    memory: Memory, channel: Channel, statement: StatementId, party: PartyId, now: datetime
) -> Signed | None:
    """A have of that party's that covers the statement, if it is this desk's turn to record it."""
    own = channel.transcript.header(statement).author == memory.me
    for have, signed in _haves(memory, channel, party):
        turn = own or now - have.at >= STAND_IN
        covered = channel.coverage_of(have.device)
        if (
            turn
            and covered is not None
            and covered.covers_body(statement)
            and shows_delivery(channel.transcript, statement, party, signed)
        ):
            return signed
    return None


def _sign_of_life(
    memory: Memory, channel: Channel, request: Request, party: PartyId, now: datetime
) -> Signed | None:
    """A have made after an own request that does not cover it, once the time to acknowledge is over."""
    header = channel.transcript.header(request.statement)
    if header.author != memory.me or now < header.said_at + request.within:
        return None
    found = (signed for _, signed in _haves(memory, channel, party))
    fresh = (each for each in found if shows_life(channel.transcript, request.statement, party, each))
    return next(fresh, None)


def _haves(memory: Memory, channel: Channel, party: PartyId) -> Iterator[tuple[Have, Signed]]:
    for device in memory.peers(channel):
        have, signed = channel.have_of(device), channel.signed_have_of(device)
        if have is not None and signed is not None and memory.party_of(channel, device) == party:
            yield have, signed


def _say(
    memory: Memory,
    channel: Channel,
    kind: str,
    statement: StatementId,
    party: PartyId,
    have: Signed,
    now: datetime,
) -> None:
    if _waits(memory, channel, kind, statement, party):
        return
    content = {"party": party.hex(), "have": have.to_document().model_dump(mode="json")}
    if kind == "delivered":
        content["statement"] = statement.hex()
    say_by_itself(memory, Saying(channel.id, kind, content, refers_to=statement), now)


def _waits(memory: Memory, channel: Channel, kind: str, statement: StatementId, party: PartyId) -> bool:
    """Whether this desk said so already, and its word counts only once its own history is complete."""
    entries = (channel.transcript.entry(each) for each in channel.transcript.replies(statement))
    own = (each for each in entries if each.header.author == memory.me and each.header.kind == kind)
    said = (each.body for each in own if not each.complete and each.body is not None)
    return any(read_body(body).content["party"] == party.hex() for body in said)
