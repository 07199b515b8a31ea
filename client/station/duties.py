"""What a desk says by itself, because the record asks for it: its card, machine answers, deliveries, closes.

Every duty looks at what is new in the record and remembers what is still open; after a restart it looks at
everything again, and says only what is not in the record yet. So doing it twice does no harm.
Source: docs/SPEC.md 5, 10 and 11.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from client.station.channel import Channel
from client.station.deliveries import bear_out, look_at_deliveries, record_deliveries
from client.station.losses import declare_losses
from client.station.memory import Memory
from client.station.say import Saying, say_by_itself
from client.station.sync import want_everywhere
from hotline.delivery.due import releases
from hotline.identity.card import card_content
from hotline.ids import StatementId
from hotline.kinds.catalogue import KINDS
from hotline.kinds.line import CommCheck, comm_check_hash
from hotline.kinds.record import Revocation
from hotline.obligations.owed import is_request, request_of
from hotline.procedures.exchange import may_close
from hotline.statements.header import Header
from hotline.transcript.transcript import Transcript

PATIENCE = timedelta(minutes=10)  # with a history that does not come, until the desk speaks on without it


def fulfil(memory: Memory, channel: Channel, now: datetime) -> bool:
    """Says what is to be said by itself. True when something is still open that time alone may move."""
    for statement in channel.noted():
        _sort(memory, channel, statement)
    if not introduce(memory, channel, now):
        return False
    for statement in channel.noted():
        _sort(memory, channel, statement)
    _answer_checks(memory, channel, now)
    record_deliveries(memory, channel, now)
    bear_out(memory, channel, now)
    _close_exchanges(memory, channel, now)
    declare_losses(memory, channel, now)
    return bool(channel.undelivered or channel.unwitnessed or channel.unclosed)


def introduce(memory: Memory, channel: Channel, now: datetime) -> bool:
    """The first statement of each incarnation is the desk's card. False: it may not speak here and now, as
    its credential is over, its party is not in the agreement, or its clock is wrong. It listens all the same.
    """
    spoken = memory.life in channel.transcript.lives(memory.me)
    if spoken and channel.cut_off_since(now) <= now - PATIENCE:
        memory.live_anew(now)
        spoken = False
    return spoken or say_by_itself(memory, Saying(channel.id, "desk", card_content(memory.card)), now)


def _sort(memory: Memory, channel: Channel, statement: StatementId) -> None:
    """Notes what a new statement asks of this desk. Its content is looked at only where it matters."""
    header = channel.transcript.header(statement)
    if header.author == memory.me:
        if header.kind == "risk-estimate" and header.held:
            channel.unclosed.add(statement)
    elif (request := _request_answered(memory, channel, header)) is not None:
        channel.unwitnessed.add(request)
    elif header.kind == "comm-check":
        check = channel.transcript.entry(statement).content
        if isinstance(check, CommCheck) and check.level == "link":
            channel.unanswered.add(statement)
    if header.kind == "revocation":
        taken = channel.transcript.entry(statement).content
        if isinstance(taken, Revocation):
            channel.keep_revocation(taken.document.to_signed())
    if _may_ask(channel.transcript, statement):
        channel.undelivered.add(statement)
    look_at_deliveries(channel, statement)


def _may_ask(transcript: Transcript, statement: StatementId) -> bool:
    """Whether others are to acknowledge it, or may be, its history being incomplete."""
    asks = request_of(transcript, statement) is not None
    return asks or (not transcript.is_complete(statement) and is_request(transcript, statement))


def _request_answered(memory: Memory, channel: Channel, header: Header) -> StatementId | None:
    """The own request that this statement of another answers, if it is one."""
    asked = header.refers_to
    if asked is None or asked not in channel.transcript:
        return None
    own = channel.transcript.header(asked).author == memory.me
    kind = KINDS.get(header.kind)
    return asked if own and kind is not None and not kind.RECORD else None


def _answer_checks(memory: Memory, channel: Channel, now: datetime) -> None:
    """A link-level comm check is answered at once, with the hash of what was received."""
    for check in sorted(channel.unanswered):
        entry = channel.transcript.entry(check)
        replies = (channel.transcript.header(each) for each in channel.transcript.replies(check))
        answered = any(reply.author == memory.me for reply in replies)
        if not answered and isinstance(entry.content, CommCheck):
            answer = {"nonce": entry.content.nonce.hex(), "hash": comm_check_hash(entry.content).hex()}
            saying = Saying(channel.id, "comm-check-answer", answer, entry.header.precedence, check)
            say_by_itself(memory, saying, now)
        channel.unanswered.discard(check)


def _close_exchanges(memory: Memory, channel: Channel, now: datetime) -> None:
    """Says this desk's `risk-close` once it may; the filing is then released to its audience."""
    for filing in sorted(channel.unclosed):
        entry = channel.transcript.entry(filing)
        question = entry.header.refers_to
        if question is None or releases(channel.transcript, filing):
            channel.unclosed.discard(filing)
        elif may_close(channel.transcript, question, memory.party, now):
            content = {"filing": filing.hex()}
            if say_by_itself(memory, Saying(channel.id, "risk-close", content, refers_to=question), now):
                want_everywhere(memory, channel, filing, now)
                channel.unclosed.discard(filing)
