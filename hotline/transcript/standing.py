"""What a statement counts for: a pure function of the set held. The first cause in the table that applies.

Standing may change as statements arrive; validity does not. Not here: suspension, which has no kind yet, and
quotas, which no clause sets yet. Source: docs/SPEC.md 9.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from hotline.agreement.clauses import OPEN_AFTER_SUNSET, Terms
from hotline.ids import StatementId
from hotline.kinds.catalogue import KINDS
from hotline.sentence import sentence
from hotline.transcript.held import Held
from hotline.transcript.record import Record
from hotline.transcript.revocations import Taken
from hotline.transcript.validity import judge
from hotline.transcript.verdict import State


class Word(StrEnum):
    COUNTS = "counts"
    CONFLICTING = "conflicting"
    DISOWNED = "disowned"
    DISPUTED = "disputed"
    LATE = "late"
    UNWITNESSED = "unwitnessed"
    MISPLACED = "misplaced"
    INVALID = "invalid"  # it has no standing: its verdict says why
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Standing:
    """`because` is the statement that brought it about, where one did."""

    word: Word
    why: str = ""
    because: StatementId | None = None

    @property
    def counts(self) -> bool:
        return self.word is Word.COUNTS


COUNTS = Standing(Word.COUNTS)


def standing_of(record: Record, held: Held) -> Standing:
    verdict = judge(record, held)
    if verdict.state is not State.VALID or held.spot is None:
        return Standing(Word(verdict.state.value), verdict.why)
    terms = record.law.terms_at(held.spot)
    causes = (cause(record, held, terms) for cause in CAUSES)
    return next((each for each in causes if each is not None), COUNTS)


def _conflicting(record: Record, held: Held, _terms: Terms) -> Standing | None:
    proof = record.equivocations.against(held)
    why = "Its desk told two histories: until it has a new credential, this gives its party no right."
    return Standing(Word.CONFLICTING, why, proof) if proof is not None else None


def _disowned(record: Record, held: Held, _terms: Terms) -> Standing | None:
    assert held.desk is not None  # a valid statement has a speaker
    taken = record.revocations.of(held.desk.party, held.header.author)
    if taken is None or _recognised(record, held, taken):
        return None
    why = sentence(
        "{party} revoked this desk, and does not stand by what it said here.", party=held.desk.code
    )
    return Standing(Word.DISOWNED, why, taken.said_in)


def _recognised(record: Record, held: Held, taken: Taken) -> bool:
    header = held.header
    cut = taken.revocation.cut(header.channel, header.life)
    if cut is None or cut.id is None or header.seq > cut.seq:
        return False
    # Where the statement named is not held, its seq is all there is to go by.
    known = cut.id in record.held
    return not known or held.id == cut.id or record.graph.is_ancestor(held.id, cut.id)


def _disputed(record: Record, held: Held, terms: Terms) -> Standing | None:
    rival = record.amendments.disputed(held, terms)
    why = "Two amendments came into force side by side; what is said under either binds only its author."
    return Standing(Word.DISPUTED, why, rival) if rival is not None else None


def _late_for_amendment(record: Record, held: Held, terms: Terms) -> Standing | None:
    own = record.amendments.past_acceptance(held, terms)
    why = "It was said under terms that its party had already agreed to amend."
    return Standing(Word.LATE, why, own) if own is not None else None


def _late_by_date(_record: Record, held: Held, terms: Terms) -> Standing | None:
    past = [why for moment, why in _ends(held, terms) if held.header.said_at >= moment]
    return Standing(Word.LATE, past[0]) if past else None


def _unwitnessed(record: Record, held: Held, terms: Terms) -> Standing | None:
    for moment, _ in _ends(held, terms):
        other = record.witnesses.missing_for(held, moment, terms)
        if other is not None and not _covered_before(record, held, moment, terms):
            why = "It is dated in time, but no other party vouches for that, and time has passed since."
            return Standing(Word.UNWITNESSED, why, other)
    return None


def _covered_before(record: Record, held: Held, moment: datetime, terms: Terms) -> bool:
    """Whether another party's have vouches for it. A have's date is its party's word, as a statement's is."""
    own = held.desk.party if held.desk is not None else None
    others = terms.members.keys() - {own}
    return any(party in others and at < moment for party, at in record.haves_of(held.id))


def _ends(held: Held, terms: Terms) -> list[tuple[datetime, str]]:
    """The moments from which a statement like this is late, each with the sentence for it."""
    assert held.desk is not None
    ends: list[tuple[datetime, str]] = [
        (held.desk.until, sentence("It is dated after its desk's credential expired."))
    ]
    kind = KINDS[held.header.kind]
    if not kind.RECORD and kind.NAME not in OPEN_AFTER_SUNSET:
        ends.append((terms.sunset_at, sentence("It is dated after the agreement's sunset.")))
    return ends


def _misplaced(record: Record, held: Held, _terms: Terms) -> Standing | None:
    referred = held.header.refers_to
    allowed = KINDS[held.header.kind].REFERS_TO.kinds
    if referred is None or allowed is None or record.held[referred].header.kind in allowed:
        return None
    kind = record.held[referred].header.kind
    return Standing(
        Word.MISPLACED,
        sentence("It refers to a {kind}, which such a statement cannot answer.", kind=kind),
        referred,
    )


CAUSES: tuple[Callable[[Record, Held, Terms], Standing | None], ...] = (
    _conflicting,
    _disowned,
    _disputed,
    _late_for_amendment,
    _late_by_date,
    _unwitnessed,
    _misplaced,
)
