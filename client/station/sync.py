"""Haves: saying what is held here, and sending each desk what its own have shows that it lacks.

Source: docs/SPEC.md 7.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from client.station.channel import Channel
from client.station.dispatch import HAVE_TTL, Way, post
from client.station.events import AlarmRaised, PartyHeard, StateMoved
from client.station.memory import Memory
from client.station.news import tell_have
from client.station.parcels import give_parcels, in_vain
from client.station.ports import Due
from hotline.delivery.coverage import Coverage
from hotline.delivery.due import body_due
from hotline.delivery.have import Have, make_have, sign_have
from hotline.delivery.lost import sought
from hotline.envelopes.items import BodyItem, HaveItem, Item, StatementItem
from hotline.ids import DeviceId, Precedence, StatementId
from hotline.signed import Signed
from hotline.statements.header import Header

GATHER = timedelta(seconds=1)
CARD_EVERY = timedelta(minutes=1)  # 16 KiB are 14 s at 9,600 bit/s
OTHERS_WAIT = (2.0, 8.0)  # seconds; the author is given the time to send it first
ASK_FIRST = timedelta(seconds=5)
ASK_MOST = timedelta(minutes=10)


# What others lack


def want_everywhere(memory: Memory, channel: Channel, statement: StatementId, now: datetime) -> None:
    """An own statement, or an own body that is released now, is due to all who are to have it."""
    for device in memory.peers(channel):
        want(memory, channel, statement, device, now)


def want(memory: Memory, channel: Channel, statement: StatementId, device: DeviceId, at: datetime) -> None:
    """That desk is to get this statement, unless its have covers it, or nothing is to go to it any more."""
    if not memory.may_have(channel, device, at):
        return
    coverage = channel.coverage_of(device)
    if coverage is None or not _covered(memory, channel, coverage, statement, device):
        precedence = channel.transcript.header(statement).precedence
        memory.outbox.rows.want(Due(device, channel.id, statement, precedence, at, 0, None, None))


def greet(memory: Memory, channel: Channel, device: DeviceId, now: datetime) -> None:
    """A desk is new here: it is sent what this one said, and what it lacks of others once it says so."""
    transcript = channel.transcript
    for life in transcript.lives(memory.me):
        for statement in transcript.chain(memory.me, life):
            want(memory, channel, statement, device, now)
    plan_have(channel, [device], now + GATHER)


def take_have(
    memory: Memory, channel: Channel, have: Have, signed: Signed, carrier: DeviceId | None, now: datetime
) -> None:
    """Takes a desk's newest have, as it was opened: settles what it covers, and sends what it lacks."""
    party = memory.party_of(channel, have.device)
    known = channel.have_of(have.device)
    if party is None or have.device == memory.me or not memory.is_peer(channel, have.device):
        return
    if known is not None and known.counter >= have.counter:
        return
    channel.take_have(have, signed, now, by_itself=carrier in (None, have.device))
    memory.vault.record.keep_have(channel.id, have.device, signed)
    memory.outbox.rows.heard(have.device)
    memory.events.append(PartyHeard(channel.id, party, have.device))
    coverage = channel.coverage_of(have.device)
    assert coverage is not None  # its have was just taken
    lacking = [*coverage.lacking(), *(each for each in have.missing if each in channel.transcript)]
    settled = _settle(memory, channel, coverage, have)
    _tell_authors(memory, channel, have.device, settled, lacking, now)
    _send_lacking(memory, channel, have.device, lacking, now)
    _look_for_news(memory, channel, coverage, have, now)


def _settle(memory: Memory, channel: Channel, coverage: Coverage, have: Have) -> list[Due]:
    """Gives what it settled."""
    settled = []
    for row in memory.outbox.rows.of(have.device):
        if row.channel != channel.id or row.statement not in channel.transcript:
            continue
        if _covered(memory, channel, coverage, row.statement, have.device):
            _mark_delivered(memory, channel, row.statement, have)
            memory.outbox.settle(have.device, row.statement)
            if row.tries:
                channel.sealed_anew.helped(have.device)
            settled.append(row)
    return settled


def _tell_authors(
    memory: Memory,
    channel: Channel,
    device: DeviceId,
    settled: Sequence[Due],
    lacking: Sequence[StatementId],
    now: datetime,
) -> None:
    """Whose statements this desk carried there learns of it, and whose parcels, once nothing of it is lacking
    there: the have may have no way but this, nor the key for what only the author can seal."""
    authors = {channel.transcript.header(row.statement).author for row in settled if row.tries}
    late = {channel.transcript.header(each).author for each in lacking}
    waiting = {sender for sender, reader in channel.carried_for if reader == device}
    served = {sender for sender in waiting - late if memory.keyring.knows(sender)}
    channel.carried_for -= {(sender, device) for sender in served}
    tell_have(memory, channel, (authors | served) - {memory.me, device}, device, now)


def _mark_delivered(memory: Memory, channel: Channel, statement: StatementId, have: Have) -> None:
    if channel.transcript.header(statement).author == memory.me:
        memory.vault.record.keep_delivered(statement, have.device, have.at)
        memory.events.append(StateMoved(channel.id, statement))


def _covered(
    memory: Memory, channel: Channel, coverage: Coverage, statement: StatementId, device: DeviceId
) -> bool:
    """As far as this desk can send it: where it carries another's without the body, the header is all."""
    transcript, party = channel.transcript, memory.party_of(channel, device)
    if not coverage.covers(statement):
        return False
    own = transcript.header(statement).author == memory.me
    has = own or not transcript.lacks_body(statement)
    due = has and party is not None and body_due(transcript, statement, party)
    return not due or coverage.covers_body(statement)


def _send_lacking(
    memory: Memory, channel: Channel, device: DeviceId, lacking: Iterable[StatementId], now: datetime
) -> None:
    wait = now + timedelta(seconds=memory.wait(*OTHERS_WAIT))
    for statement in lacking:
        own = channel.transcript.header(statement).author == memory.me
        want(memory, channel, statement, device, now if own else wait)


def _look_for_news(memory: Memory, channel: Channel, coverage: Coverage, have: Have, now: datetime) -> None:
    """A have that names what is not held here is answered with the own: its sender then sends it."""
    for place in sorted(set(coverage.two_histories()) - channel.doubted):
        channel.doubted.add(place)
        memory.events.append(
            AlarmRaised(channel.id, "two-histories", "Two desks hold different histories.", place.author)
        )
    if coverage.names_unknown():
        plan_have(channel, [have.device], now + GATHER)


def send_again(memory: Memory, now: datetime) -> None:
    """Gives up what is under way for too long, so that it is sealed and sent anew."""
    long = memory.outbox.rows.long_under_way(now)
    give_parcels(memory, long, now)
    for row in [*memory.outbox.rows.to_whom_was_heard(), *long]:
        channel = memory.channels.get(row.channel)
        if channel is None:
            continue
        have, heard_at = channel.have_of(row.device), channel.heard_at.get(row.device)
        if in_vain(memory, row, now) or memory.outbox.may_send_again(row, have, heard_at, now):
            memory.outbox.again(row, now)


# What is held here


def plan_have(
    channel: Channel, readers: Iterable[DeviceId], at: datetime, precedence: Precedence = Precedence.ROUTINE
) -> None:
    """The own have goes to these at that time, together with what else is planned."""
    chosen = set(readers)
    if chosen:
        channel.plan.add(chosen, at, precedence)


def tell_all(memory: Memory, channel: Channel, at: datetime) -> None:
    """The own have goes to all, through every relay: one that drops what it signed for is found out."""
    plan_have(channel, memory.peers(channel), at)
    channel.plan.everywhere = True


def plan_receipt(
    memory: Memory, channel: Channel, header: Header, carrier: DeviceId | None, now: datetime
) -> None:
    """After a statement or its body came: its author and who carried it hear of it; of a FLASH at once."""
    readers = {header.author, carrier} - {None, memory.me}
    urgent = header.precedence is Precedence.FLASH
    plan_have(channel, [r for r in readers if r], now if urgent else now + GATHER, header.precedence)


def ask_again(memory: Memory, channel: Channel, now: datetime) -> None:
    """While a gap is known here, all are asked with growing pauses."""
    if not _has_gap(memory, channel):
        channel.gap_at, channel.plan.asked = None, 0
    elif channel.gap_at is None:
        channel.gap_at = now + ASK_FIRST
    elif channel.gap_at <= now:
        channel.plan.asked += 1
        channel.gap_at = now + min(ASK_FIRST * 2 ** min(channel.plan.asked, 10), ASK_MOST)
        tell_all(memory, channel, now)


def _has_gap(memory: Memory, channel: Channel) -> bool:
    return bool(sought(channel.transcript)) or bool(missing_bodies(memory, channel))


def missing_bodies(memory: Memory, channel: Channel) -> list[StatementId]:
    """The statements whose body is due to this desk and not held."""
    transcript = channel.transcript
    return [
        each for each in transcript.bodies_missing(memory.party) if body_due(transcript, each, memory.party)
    ]


def next_test(channel: Channel) -> datetime | None:
    """When the line is tested next; None: at once."""
    return channel.tested_at + _interval(channel) if channel.tested_at else None


def _interval(channel: Channel) -> timedelta:
    return channel.transcript.terms_for_next().text.comm_check.interval


def test_line(memory: Memory, channel: Channel, now: datetime) -> None:
    """At each comm-check interval all are told what is held here: a relay that drops the end is found out.

    Of whom nothing was heard since the one before, the directories are asked for a newer key: a desk that was
    restored opens nothing sealed for the old one, and does not know whom to answer if it has forgotten us.
    """
    due = next_test(channel)
    if due is not None and now < due:
        return
    if due is not None:
        since = now - 2 * _interval(channel)
        silent = [each for each in memory.peers(channel) if not channel.heard_since(each, since)]
        memory.keyring.doubt(silent, now)
    channel.tested_at = now
    tell_all(memory, channel, now)


def send_haves(memory: Memory, channel: Channel, now: datetime) -> None:
    """Says the planned have, if its time has come: one for all its readers, in place of any that waits."""
    if channel.plan.at is None or channel.plan.at > now:
        return
    topic = f"have {channel.id.hex()}"
    may = {each for each in channel.plan.readers if memory.may_have(channel, each, now)}
    known = {device for device in may if memory.keyring.knows(device)}
    if known:
        for device in memory.outbox.unoffered(topic):
            channel.introduced.forget(device)  # the card was to go with that one
        before = {each for each in memory.outbox.withdraw(topic) if memory.may_have(channel, each, now)}
        readers = sorted(known | before)
        have = make_have(
            channel.transcript,
            memory.me,
            memory.next_counter(),
            missing_bodies(memory, channel),
            memory.emptied,
            now,
        )
        item = HaveItem(sign_have(have, memory.signing))
        way = Way(channel.plan.precedence, topic, HAVE_TTL, channel.plan.everywhere)
        strangers = [device for device in readers if _needs_card(memory, channel, device, now)]
        others = [device for device in readers if device not in strangers]
        post(memory, channel, [item], others, way, now)
        post(memory, channel, [*_introduction(memory, channel), item], strangers, way, now)
        for device in strangers:
            channel.introduced.done(device, now)
    channel.plan.clear()


def _needs_card(memory: Memory, channel: Channel, device: DeviceId, now: datetime) -> bool:
    """Whether that desk may not know whose have it is: it was not heard for a while. The card is ten times a
    have: it goes with each that is for all, and else once a minute."""
    if channel.heard_since(device, now - _interval(channel)):
        return False
    return channel.plan.everywhere or channel.introduced.is_time(device, CARD_EVERY, now)


def _introduction(memory: Memory, channel: Channel) -> list[Item]:
    """This desk's card."""
    chain = channel.transcript.chain(memory.me, memory.life)
    card = channel.transcript.entry(chain[0]) if chain else None
    if card is None or card.body is None:
        return []
    return [StatementItem(card.statement.payload, card.statement.signature), BodyItem(card.id, card.body)]
