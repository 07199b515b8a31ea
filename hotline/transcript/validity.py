"""Whether a statement may be said so: a table of checks, each on the statement and its ancestors alone.

So the answer never changes: a statement waits, and is then valid or invalid for good, here and everywhere.
Who does not hold a body gives the header's verdict, and says that it depends on a body not shown.
The first check that objects gives the code. Source: docs/SPEC.md 9.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hotline.agreement.clauses import Terms
from hotline.errors import Malformed, Refused
from hotline.kinds.base import Kind
from hotline.kinds.catalogue import CATALOGUE_VERSION, KINDS, read_content
from hotline.kinds.risk import RiskQuestion
from hotline.sentence import sentence
from hotline.statements.body import Binding, Body, binding_of, read_body
from hotline.statements.header import Header
from hotline.transcript.closing import filed_before, too_early
from hotline.transcript.desks import Desk
from hotline.transcript.documents import CARRYING
from hotline.transcript.graph import follows
from hotline.transcript.held import Held
from hotline.transcript.record import Record
from hotline.transcript.verdict import INCOMPLETE, NOT_SHOWN, VALID, State, Verdict, invalid


@dataclass(frozen=True, slots=True)
class Case:
    """A complete statement before the checks."""

    record: Record
    held: Held
    terms: Terms


def case_of(record: Record, held: Held) -> Case:
    assert held.spot is not None
    return Case(record, held, record.law.terms_at(held.spot))


Check = Callable[[Case], Verdict | None]


def judge(record: Record, held: Held) -> Verdict:
    """The statement's verdict; remembered once nothing can change it."""
    if held.verdict is not None:
        return held.verdict
    if held.spot is None:
        return INCOMPLETE
    verdict = _judge(record, held)
    if verdict.state is State.INVALID or verdict == VALID:
        held.verdict = verdict
    return verdict


def header_objection(record: Record, held: Held) -> Verdict | None:
    """What everyone on the channel sees against a complete statement, whatever bodies they hold."""
    return _header_objection(case_of(record, held))


def _header_objection(case: Case) -> Verdict | None:
    for check in HEADER_CHECKS:
        objection = check(case)
        if objection is not None:
            return objection
    return None


def _judge(record: Record, held: Held) -> Verdict:
    case = case_of(record, held)
    objection = _header_objection(case)
    if objection is not None or (body := held.body) is None:
        return objection or NOT_SHOWN
    return _judge_body(case, body) or VALID


# The header


def _exercise(case: Case) -> Verdict | None:
    if case.held.header.exercise == case.record.law.first.exercise:
        return None
    return invalid("wrong-exercise", "One of statement and channel is an exercise, the other is real.")


def _agreement(case: Case) -> Verdict | None:
    header, terms = case.held.header, case.terms
    if (header.agreement, header.catalogue) == (terms.id, terms.text.catalogue):
        return None
    return invalid("wrong-agreement", "It names other terms than those in force where it was said.")


def _catalogue(case: Case) -> Verdict | None:
    if case.held.header.catalogue <= CATALOGUE_VERSION:
        return None
    return Verdict(
        State.WAITING, "newer-catalogue", "", "Its catalogue is newer than ours: update to read it."
    )


def _kind(case: Case) -> Verdict | None:
    kind = case.held.header.kind
    return None if kind in KINDS else invalid("unknown-kind", sentence("There is no kind {kind}.", kind=kind))


def _chain(case: Case) -> Verdict | None:
    header = case.held.header
    before = case.record.held[header.prev].header if header.prev is not None else None
    if header.seq > 1:
        good = before is not None and follows(header, before)
    else:
        good = before is None or _succeeds(header, before)
    return None if good else invalid("bad-chain", "It does not follow on what its author said before.")


def _succeeds(header: Header, before: Header) -> bool:
    """Whether a restored life names a statement of an earlier life of the same device."""
    earlier = before.author == header.author and before.life.number < header.life.number
    return earlier and header.life.restored


def _begins_with_desk(case: Case) -> Verdict | None:
    if case.held.begun:
        return None
    return invalid("no-desk", "Its author did not begin by saying who they are.")


def _credential(case: Case) -> Verdict | None:
    held, desk = case.held, case.held.desk
    if desk is None or (held.header.kind == "desk" and desk.said_in != held.id):
        why = "Its desk's credential is not signed by its party's root, or is another's."
    elif desk.credential.exercise != held.header.exercise:
        why = "One of its desk's credential and the channel is for exercises, the other is real."
    elif held.header.said_at < desk.credential.not_before:
        why = "It is dated before its desk's credential begins."
    else:
        return None
    return invalid("bad-credential", why)


def _party(case: Case) -> Verdict | None:
    if case.terms.member(_speaker(case).party) is not None:
        return None
    return invalid(
        "not-a-party", sentence("{party} is not a party of the agreement.", party=_speaker(case).code)
    )


def _author(case: Case) -> Verdict | None:
    kind = KINDS[case.held.header.kind]
    member = case.terms.member(_speaker(case).party)
    assert member is not None  # _party came before
    return _refusal(lambda: case.terms.check_author(kind.NAME, member.function, kind.RECORD))


def _audience(case: Case) -> Verdict | None:
    header, kind = case.held.header, KINDS[case.held.header.kind]
    party = _speaker(case).party
    return _refusal(lambda: case.terms.check_audience(kind.NAME, kind.RECORD, party, header.audience))


def _held_back(case: Case) -> Verdict | None:
    kind = KINDS[case.held.header.kind]
    if not case.held.header.held or (kind.MAY_BE_HELD and case.terms.may_hold(kind.NAME)):
        return None
    why = sentence("The agreement does not let the body of a {kind} be held back.", kind=kind.NAME)
    return invalid("held-not-agreed", why, case.terms.clause_number(kind.NAME))


def _reference(case: Case) -> Verdict | None:
    header = case.held.header
    if header.refers_to is not None or not KINDS[header.kind].REFERS_TO.required:
        return None
    return invalid("refers-to-missing", sentence("A {kind} must say what it refers to.", kind=header.kind))


def _speaker(case: Case) -> Desk:
    assert case.held.desk is not None  # _credential came before
    return case.held.desk


def _refusal(check: Callable[[], object]) -> Verdict | None:
    try:
        check()
    except Refused as refusal:
        return invalid(refusal.code, refusal.what, refusal.clause)
    return None


HEADER_CHECKS: tuple[Check, ...] = (
    _exercise,
    _agreement,
    _catalogue,
    _kind,
    _chain,
    _begins_with_desk,
    _credential,
    _party,
    _author,
    _audience,
    _held_back,
    _reference,
)


# The body, and what it shows


def _judge_body(case: Case, padded: bytes) -> Verdict | None:
    try:
        body = read_body(padded)
        if binding_of(body) != _binding(case):
            return invalid("copied-body", "The body was made for another statement, party or channel.")
        case.held.content = _content(case, body)
    except Malformed as error:
        return invalid("body-malformed", error.sentence)
    except Refused as refusal:
        return invalid(refusal.code, refusal.what, refusal.clause)
    return _carries(case) or _close(case)


def _binding(case: Case) -> Binding:
    header = case.held.header
    return Binding(header.channel, _speaker(case).party, header.kind, header.refers_to)


def _content(case: Case, body: Body) -> Kind:
    return read_content(body.kind, body.content, case.held.header.precedence)


def _carries(case: Case) -> Verdict | None:
    if case.held.header.kind not in CARRYING or case.held.carried is not None:
        return None
    return invalid("body-malformed", "The document that it carries does not verify.")


def _close(case: Case) -> Verdict | None:
    """Source: docs/SPEC.md 11. Who does not hold the question's body cannot tell, and says so."""
    header = case.held.header
    if header.kind != "risk-close" or header.refers_to is None:
        return None
    question = case.record.held[header.refers_to]
    judge(case.record, question)
    if question.header.kind == "risk-question" and not question.has_body:
        return NOT_SHOWN
    if not isinstance(question.content, RiskQuestion):
        return None  # standing says what it refers to
    filed = filed_before(case.record, case.held, question, header_objection)
    return too_early(case.held, question.content, filed, case.terms)
