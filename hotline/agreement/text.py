"""An agreement's fields: people write them in YAML, roots sign them as JSON.

Not here: what they permit (`clauses`), how YAML is read (`draft`), and when they are in force (`chain`).
Source: docs/SPEC.md 4.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import timedelta
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, PlainSerializer, model_validator

from hotline import limits
from hotline.agreement.handwriting import WrittenParty, WrittenTime
from hotline.codec import Document, labelled_hash, read_document, write_document
from hotline.crypto.labels import AGREEMENT
from hotline.errors import Malformed
from hotline.fields import AgreementField, KindName, RelayField
from hotline.identity.root import PartyCode, PartyName
from hotline.ids import AgreementId, PartyId, Precedence

WHAT = "agreement"
FREE_KINDS = frozenset({"acknowledgement"})
"""Besides the Record kinds, what may be said without a clause: that something was read."""

_DURATION = re.compile(r"([1-9][0-9]{0,5})([smhd])")
_SECONDS = {"d": 86_400, "h": 3_600, "m": 60, "s": 1}


def read_duration(text: object) -> timedelta:
    """`90s`, `10m`, `6h`, `42d`. Raises ValueError."""
    if isinstance(text, timedelta):
        return text
    found = _DURATION.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        raise ValueError("needs a duration like 90s, 10m, 6h or 42d")
    return timedelta(seconds=int(found[1]) * _SECONDS[found[2]])


def write_duration(length: timedelta) -> str:
    """In the largest unit that divides it."""
    seconds = round(length.total_seconds())
    unit = next(unit for unit, size in _SECONDS.items() if seconds % size == 0)
    return f"{seconds // _SECONDS[unit]}{unit}"


Duration = Annotated[
    timedelta,
    BeforeValidator(read_duration),
    PlainSerializer(write_duration, return_type=str, when_used="json"),
]
Clause = Annotated[str, Field(pattern=r"^[1-9][0-9]{0,2}(\.[1-9][0-9]{0,2}){0,3}$")]
Words = Annotated[str, Field(min_length=1, max_length=200)]


class Function(StrEnum):
    """What a party is on this channel."""

    PRINCIPAL = "principal"
    MEDIATOR = "mediator"
    OBSERVER = "observer"
    EXERCISE_CONTROL = "exercise-control"


class Audience(StrEnum):
    """Who gets the body of a kind."""

    ALL = "all"
    PRINCIPALS = "principals"
    PARTIES_NAMED = "parties-named"


class Member(Document):
    """A party of the agreement."""

    party: WrittenParty
    code: PartyCode
    name: PartyName
    function: Function


class RelayLine(Document):
    """A relay that the parties use, pinned by its key."""

    name: Annotated[str, Field(min_length=1, max_length=80)]
    url: Annotated[str, Field(pattern=r"^(?:https?|wss?)://[^\s]+$", max_length=200)]
    key: RelayField
    operator: Annotated[str, Field(min_length=1, max_length=80)]


class KindClause(Document):
    """One kind: who may say it, who gets its body, and whether the body may be held back."""

    clause: Clause
    kind: KindName
    authors: Annotated[tuple[Function, ...], Field(min_length=1, max_length=len(Function))]
    audience: Audience
    held: bool = False
    escrow: bool = False
    deadline_grace: Duration | None = None

    @model_validator(mode="after")
    def _consistent(self) -> KindClause:
        if self.escrow and not self.held:
            raise ValueError("escrow is for bodies that are held: say held: true as well")
        if len(set(self.authors)) != len(self.authors):
            raise ValueError("names an author twice")
        return self


class PrecedenceClause(Document):
    """How soon a named human acknowledges, and whom to call when nobody does."""

    clause: Clause
    precedence: Literal["FLASH", "IMMEDIATE", "PRIORITY", "ROUTINE"]
    acknowledge_within: Duration | None
    next: Words

    @property
    def value(self) -> Precedence:
        return Precedence[self.precedence]


class CommCheckClause(Document):
    """How often the line is tested, and how soon a desk, a duty officer and a directory contact answer."""

    clause: Clause
    interval: Duration
    answer_within: Duration
    duty_within: Duration
    directory_within: Duration


class DeliveryClause(Document):
    """When delivery is presumed of a party that shows signs of life but no proof of delivery. Null: never."""

    clause: Clause
    presumed_after: Duration | None


class KeysClause(Document):
    """How often a sealing key changes, and how long the old one can still open what is under way."""

    clause: Clause
    rotate: Duration
    retain: Duration

    @model_validator(mode="after")
    def _ordered(self) -> KeysClause:
        if self.retain < self.rotate:
            raise ValueError("retain must not be shorter than rotate")
        return self


class RetentionClause(Document):
    """How long bodies are kept."""

    clause: Clause
    bodies: Duration


class HistoryClause(Document):
    """Which earlier bodies a party gets that joins later."""

    clause: Clause
    bodies: Literal["from-joining", "from-first"]


class VerificationClause(Document):
    """Who verifies, and how many of them must agree."""

    clause: Clause
    verifiers: Annotated[tuple[Function, ...], Field(min_length=1, max_length=len(Function))]
    quorum: Annotated[int, Field(ge=1, le=limits.PARTIES)]


class VoiceNumber(Document):
    """A number to call: to compare root codes, or when every written way fails."""

    party: PartyCode
    number: Annotated[str, Field(pattern=r"^\+?[0-9][0-9 ()/.-]{2,38}$")]
    purpose: Literal["verification", "worst-case"]


class VoiceClause(Document):
    """The numbers, agreed here because one that comes through the channel proves nothing."""

    clause: Clause
    numbers: Annotated[tuple[VoiceNumber, ...], Field(max_length=4 * limits.PARTIES)]


class DatesClause(Document):
    """From when, until when, and when the parties look at it again."""

    clause: Clause
    effective_at: WrittenTime
    review_at: WrittenTime
    sunset_at: WrittenTime

    @model_validator(mode="after")
    def _ordered(self) -> DatesClause:
        if not self.effective_at < self.review_at <= self.sunset_at:
            raise ValueError("needs effective_at before review_at, and review_at not after sunset_at")
        return self


class AgreementText(Document):
    """Everything that the parties agreed. `parent` names the terms that this amends; null in a first one."""

    v: Literal[1] = 1
    title: Annotated[str, Field(min_length=1, max_length=120)]
    exercise: bool
    parent: AgreementField | None = None
    catalogue: Annotated[int, Field(ge=1, le=65535)] = 1
    scale: Literal["icd203", "phia"]
    parties: Annotated[tuple[Member, ...], Field(min_length=2, max_length=limits.PARTIES)]
    relays: Annotated[tuple[RelayLine, ...], Field(max_length=limits.RELAYS)]
    kinds: Annotated[tuple[KindClause, ...], Field(min_length=1, max_length=200)]
    precedences: Annotated[tuple[PrecedenceClause, ...], Field(min_length=4, max_length=4)]
    comm_check: CommCheckClause
    delivery: DeliveryClause
    keys: KeysClause
    retention: RetentionClause
    history: HistoryClause
    verification: VerificationClause
    voice: VoiceClause
    dates: DatesClause


Path = tuple[str | int, ...]
Problem = tuple[Path, str]
"""The field, and what is wrong with it."""


def problems_between(text: AgreementText) -> Iterator[Problem]:
    """What is wrong between clauses that are right each by itself."""
    yield from _twice("clause", clauses_of(text))
    yield from _twice("party", ((("parties", n), each.party.hex()) for n, each in enumerate(text.parties)))
    yield from _twice("code", ((("parties", n), each.code) for n, each in enumerate(text.parties)))
    yield from _twice("relay", ((("relays", n), each.name) for n, each in enumerate(text.relays)))
    yield from _twice("key", ((("relays", n), each.key.hex()) for n, each in enumerate(text.relays)))
    yield from _twice("kind", ((("kinds", n), each.kind) for n, each in enumerate(text.kinds)))
    named = ((("precedences", n), each.precedence) for n, each in enumerate(text.precedences))
    yield from _twice("precedence", named)
    yield from _strangers(text)


def _twice(what: str, values: Iterable[Problem]) -> Iterator[Problem]:
    known: set[str] = set()
    for path, value in values:
        if value in known:
            yield path, f"has {what} {value}, which stands above already"
        known.add(value)


def _strangers(text: AgreementText) -> Iterator[Problem]:
    """Clauses about what is not there: parties, a mediator, enough verifiers."""
    codes = {each.code for each in text.parties}
    functions = [each.function for each in text.parties]
    for n, number in enumerate(text.voice.numbers):
        if number.party not in codes:
            yield ("voice", "numbers", n, "party"), f"names {number.party}, which is not a party here"
    for n, kind in enumerate(text.kinds):
        if kind.kind in FREE_KINDS:
            yield ("kinds", n, "kind"), f"names {kind.kind}, which everyone may always say: leave it out"
        if kind.escrow and Function.MEDIATOR not in functions:
            yield ("kinds", n, "escrow"), "needs a party that is the mediator"
    able = sum(each in text.verification.verifiers for each in functions)
    if able < text.verification.quorum:
        yield ("verification", "quorum"), f"is {text.verification.quorum}, and only {able} parties may verify"


def clauses_of(text: AgreementText) -> Iterator[tuple[Path, str]]:
    """Every numbered clause: its place in the text, and its number."""
    for name, value in text:
        if name in {"kinds", "precedences"}:
            yield from (((name, n), each.clause) for n, each in enumerate(value))
        elif isinstance(value, Document):
            yield (name,), getattr(value, "clause", "")


def read_agreement(payload: bytes) -> AgreementText:
    """Reads signed bytes. Raises Malformed, naming the field."""
    text = read_document(payload, AgreementText, WHAT, limits.AGREEMENT_BYTES)
    _check_between(text)
    return text


def _check_between(text: AgreementText) -> None:
    for path, why in problems_between(text):
        raise Malformed(f"{WHAT}, {'.'.join(map(str, path))}", why)


def write_agreement(text: AgreementText) -> bytes:
    """The bytes that the roots sign. Raises Malformed when clauses contradict each other or are too long."""
    _check_between(text)
    payload = write_document(text)
    if len(payload) > limits.AGREEMENT_BYTES:
        raise Malformed(WHAT, f"is {len(payload)} bytes, at most {limits.AGREEMENT_BYTES} are allowed")
    return payload


def agreement_id(payload: bytes) -> AgreementId:
    return AgreementId(labelled_hash(AGREEMENT, payload))


def principals(text: AgreementText) -> frozenset[PartyId]:
    """The parties that the word `principals` means in an audience."""
    return frozenset(
        each.party for each in text.parties if each.function in {Function.PRINCIPAL, Function.MEDIATOR}
    )
