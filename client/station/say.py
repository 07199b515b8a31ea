"""Saying: from what an officer means to a signed statement in the vault, queued for all who are to have it.

The agreement is executed here first, so that what others would refuse is refused before it is said.
Source: docs/SPEC.md 5 and 9.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from client.station.channel import Channel
from client.station.events import Said
from client.station.memory import Memory
from client.station.ports import SELF, KeptStatement
from client.station.sync import want_everywhere
from hotline import limits
from hotline.agreement.clauses import Terms
from hotline.codec import whole_milliseconds
from hotline.errors import Misuse, Refused, Rejected
from hotline.fields import IncarnationField
from hotline.identity.credential import check_dates
from hotline.ids import ChannelId, PartyId, Precedence, StatementId
from hotline.kinds.base import Kind
from hotline.kinds.catalogue import kind_named, read_content
from hotline.sentence import Sentence, sentence
from hotline.statements.body import Binding, promise, write_body
from hotline.statements.header import Header, Statement, sign_header
from hotline.transcript.verdict import State as VerdictState


@dataclass(frozen=True, slots=True)
class Saying:
    """What an officer wants to say. `audience` None: as the agreement's clause has it."""

    channel: ChannelId
    kind: str
    content: Mapping[str, Any]
    precedence: Precedence | None = None
    refers_to: StatementId | None = None
    audience: Literal["all"] | Sequence[PartyId] | None = None
    held: bool = field(default=False)


def check_saying(memory: Memory, saying: Saying, now: datetime) -> None:
    """Raises Malformed, Misuse, NotTrusted or Refused for what may not be said. Changes nothing."""
    channel = memory.channel(saying.channel)
    terms = channel.transcript.terms_for_next()
    kind = kind_named(saying.kind)
    read_content(saying.kind, saying.content, precedence_of(saying))
    check_right(memory, terms, kind, now)
    if saying.held and not (kind.MAY_BE_HELD and terms.may_hold(kind.NAME)):
        what = sentence("The body of a {kind} may not be held back here.", kind=_called(kind))
        raise Refused("held-not-agreed", what, terms.clause_number(kind.NAME))
    terms.audience(kind.NAME, kind.RECORD, memory.party, saying.audience)
    _check_reference(channel, kind, saying.refers_to)


def say(memory: Memory, saying: Saying, now: datetime, by_officer: bool = True) -> StatementId:
    """Signs, keeps and queues one statement that `check_saying` let pass, inside a transaction.

    Raises Refused when the statement would be invalid all the same: the transaction must then be undone.
    """
    channel = memory.channel(saying.channel)
    statement, body = _write(memory, channel, kind_named(saying.kind), saying, now)
    channel.transcript.add(statement, body)
    channel.last_said = statement.id
    channel.note(statement.id)
    entry = channel.transcript.entry(statement.id)
    if entry.verdict.state is VerdictState.INVALID:
        raise Refused(entry.verdict.code, entry.verdict.why, entry.verdict.clause)
    memory.vault.record.keep_statement(
        statement.id, KeptStatement(channel.id, statement.payload, statement.signature, body, now, SELF)
    )
    want_everywhere(memory, channel, statement.id, now)
    memory.events.append(Said(channel.id, statement.id, saying.kind, by_officer))
    return statement.id


def say_by_itself(memory: Memory, saying: Saying, now: datetime) -> bool:
    """Says what a duty asks for. False: it may not be said here and now, and nothing else stops for it."""
    try:
        check_saying(memory, saying, now)
    except Rejected:
        return False
    say(memory, saying, now, by_officer=False)
    return True


def precedence_of(saying: Saying) -> Precedence:
    """The officer's, or the kind's own."""
    return kind_named(saying.kind).DEFAULT_PRECEDENCE if saying.precedence is None else saying.precedence


def check_right(memory: Memory, terms: Terms, kind: type[Kind], now: datetime) -> None:
    """Raises NotTrusted or Refused when this party may not say that kind now, whatever is in it."""
    member = terms.member(memory.party)
    if member is None:
        raise Refused("not-a-party", "Your party is not a party of the agreement in force.")
    if terms.exercise != memory.card.credential.exercise:
        raise Refused("wrong-exercise", "This desk's credential is not for this kind of channel.")
    check_dates(memory.card.credential, now)
    if not kind.RECORD:
        _check_verified(memory, terms)
    terms.check_author(kind.NAME, member.function, kind.RECORD)
    terms.check_open(kind.NAME, kind.RECORD, now)


def _check_verified(memory: Memory, terms: Terms) -> None:
    """On a desk whose officer has verified nobody, an agreement that is not an exercise is not used."""
    unverified = [
        member.code
        for party, member in terms.members.items()
        if party != memory.party and party not in memory.contacts.verified
    ]
    if unverified and not terms.exercise:
        raise Refused(
            "unverified",
            sentence("The roots of {parties} are not verified on this desk.", parties=", ".join(unverified)),
            advice="Compare their 24 digits over a voice line: `hotline verify PARTY`.",
        )


def _check_reference(channel: Channel, kind: type[Kind], refers_to: StatementId | None) -> None:
    if refers_to is None:
        if kind.REFERS_TO.required:
            raise Misuse(
                sentence("A {kind} must say what it refers to.", kind=_called(kind)), "Name it with --re."
            )
        return
    if refers_to not in channel.transcript:
        raise Misuse("The statement referred to is not in this transcript.")
    referred = channel.transcript.entry(refers_to).header.kind
    if kind.REFERS_TO.kinds is not None and referred not in kind.REFERS_TO.kinds:
        raise Misuse(
            sentence("A {kind} cannot refer to a {other_kind}.", kind=_called(kind), other_kind=referred)
        )


def _write(
    memory: Memory, channel: Channel, kind: type[Kind], saying: Saying, now: datetime
) -> tuple[Statement, bytes]:
    terms = channel.transcript.terms_for_next()
    binding = Binding(channel.id, memory.party, kind.NAME, saying.refers_to)
    body = write_body(binding, saying.content, memory.entropy)
    seq, prev = _follow_on(memory, channel)
    header = Header(
        channel=channel.id,
        agreement=terms.id,
        catalogue=terms.text.catalogue,
        exercise=terms.exercise,
        author=memory.me,
        incarnation=IncarnationField.of(memory.life),
        seq=seq,
        prev=prev,
        parents=_parents(channel, prev),
        said_at=whole_milliseconds(now),
        kind=kind.NAME,
        precedence=precedence_of(saying),
        refers_to=saying.refers_to,
        audience=terms.audience(kind.NAME, kind.RECORD, memory.party, saying.audience),
        held=saying.held,
        body=promise(body),
    )
    return sign_header(header, memory.signing), body


def _follow_on(memory: Memory, channel: Channel) -> tuple[int, StatementId | None]:
    """The next seq of this incarnation, and the own statement before it, also one that is incomplete; a new
    incarnation follows on the last own one that is complete.

    Of a vault that was copied, the copy may have said more: what counts is what was said here.
    """
    last, transcript = channel.last_said, channel.transcript
    if last is not None and transcript.header(last).life == memory.life:
        return transcript.header(last).seq + 1, last
    former = (life for life in reversed(transcript.lives(memory.me)) if life < memory.life)
    said = (id for life in former for id in reversed(transcript.chain(memory.me, life)))
    return 1, next(filter(transcript.is_complete, said), None)


def _parents(channel: Channel, prev: StatementId | None) -> tuple[StatementId, ...]:
    """The other heads; where there are more than fit, the rest is linked by what is said next."""
    others = [head for head in channel.transcript.heads() if head != prev]
    return tuple(sorted(others)[: limits.PARENTS])


def _called(kind: type[Kind]) -> Sentence:
    """Its title within a sentence."""
    return Sentence(kind.TITLE.lower(), kind.TITLE, {})
