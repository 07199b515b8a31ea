"""Parties, desks and an agreement with real keys, and desks that say things.

world = World()
bravo, kilo = world.desk("BRV"), world.desk("KLO")
question = bravo.say("message", message())      # says its card first
answer = kilo.say("message", message("Yes"), after=[question], refers_to=question)
transcript = world.transcript()
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from hotline.agreement.clauses import Terms
from hotline.agreement.text import AgreementText, agreement_id, write_agreement
from hotline.codec import as_document, to_rfc3339
from hotline.crypto.signing import RootKey, SigningKey
from hotline.fields import IncarnationField
from hotline.identity.card import card_content, verified_card
from hotline.identity.credential import Credential, Role, issue
from hotline.identity.root import Root, make_root
from hotline.ids import ChannelId, Entropy, Incarnation, PartyId, Precedence, StatementId
from hotline.signed import Signed
from hotline.statements.body import Binding, promise, write_body
from hotline.statements.header import Header, Statement, sign_header
from hotline.transcript.transcript import Transcript

START = datetime(2026, 11, 23, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


def dice(seed: object) -> Entropy:
    """The same bytes for the same seed."""
    return random.Random(repr(seed)).randbytes


@dataclass(frozen=True)
class Party:
    key: RootKey
    root: Root

    @property
    def id(self) -> PartyId:
        return self.root.id


@cache
def party(code: str, exercise: bool = True) -> Party:
    """That party; always the same."""
    key = RootKey.generate(dice(("root", code, exercise)))
    return Party(key, make_root(code, f"Party {code}", exercise, key, START - DAY))


@cache
def device(code: str, number: int) -> SigningKey:
    return SigningKey.generate(dice(("device", code, number)))


@cache
def credential(code: str, number: int, serial: int, until: datetime, exercise: bool = True) -> Signed:
    """From the day before START on."""
    owner = party(code, exercise)
    return issue(
        owner.key,
        Credential(
            party=owner.id,
            officer=f"Officer {number} of {code}",
            role=Role.DUTY_OFFICER,
            desk=number,
            device=device(code, number).device,
            exercise=exercise,
            serial=serial,
            not_before=START - DAY,
            not_after=until,
        ),
    )


@dataclass(frozen=True)
class Said:
    """A statement with its padded body."""

    statement: Statement
    body: bytes

    @property
    def id(self) -> StatementId:
        return self.statement.id

    @property
    def header(self) -> Header:
        return self.statement.header


@dataclass
class Speaker:
    """A desk that says things one after the other, and remembers only its own."""

    world: World
    code: str
    number: int
    key: SigningKey
    credential: Signed
    life: Incarnation
    prev: StatementId | None = None
    seq: int = 0
    said: list[Said] = field(default_factory=list)

    @property
    def party(self) -> Party:
        return party(self.code, self.world.exercise)

    def card(self) -> dict[str, Any]:
        return card_content(verified_card(self.party.root.signed, self.credential))

    def begin(self, **other: Any) -> Said:
        """The first statement of this life: the desk's card."""
        return self.utter("desk", self.card(), **other)

    def say(self, kind: str, content: Mapping[str, Any], **other: Any) -> Said:
        """The next statement; the card first, if nothing was said in this life yet."""
        if not self.seq:
            self.begin()
        return self.utter(kind, content, **other)

    def utter(
        self,
        kind: str,
        content: Mapping[str, Any],
        *,
        after: Iterable[Said] = (),
        refers_to: Said | StatementId | None = None,
        audience: Any = "all",
        body: bytes | None = None,
        binding: Mapping[str, Any] | None = None,
        **header: Any,
    ) -> Said:
        """A statement as asked, valid or not; `header` and `binding` replace single fields."""
        refers = refers_to.id if isinstance(refers_to, Said) else refers_to
        bound = {"channel": self.world.channel, "party": self.party.id, "kind": kind, "refers_to": refers}
        padded = body or write_body(Binding(**(bound | dict(binding or {}))), content, self.world.entropy)
        fields: dict[str, Any] = {
            "channel": self.world.channel,
            "agreement": self.world.first.id,
            "catalogue": 1,
            "exercise": self.world.exercise,
            "author": self.key.device,
            "incarnation": IncarnationField.of(self.life),
            "seq": self.seq + 1,
            "prev": self.prev,
            "parents": tuple(sorted({each.id for each in after} - {self.prev})),
            "said_at": self.world.tick(),
            "kind": kind,
            "precedence": Precedence.ROUTINE,
            "refers_to": refers,
            "audience": audience,
            "held": False,
            "body": promise(padded),
        }
        statement = sign_header(Header(**(fields | header)), self.key)
        said = Said(statement, padded)
        self.prev, self.seq = statement.id, statement.header.seq
        self.said.append(said)
        self.world.said.append(said)
        return said

    def fork(self, at: Said) -> Speaker:
        """A second copy of this desk, which goes on after an earlier statement."""
        copy = self._copy(self.life)
        copy.prev, copy.seq = at.id, at.header.seq
        return copy

    def restored(self, knows: Said | None) -> Speaker:
        """This desk from a backup in which `knows` was the last it had said."""
        life = Incarnation(self.life.number + 1, self.world.entropy(16), True)
        copy = self._copy(life)
        copy.prev = knows.id if knows else None
        return copy

    def _copy(self, life: Incarnation) -> Speaker:
        return Speaker(self.world, self.code, self.number, self.key, self.credential, life)


EVERYONE = ("principal", "mediator", "observer", "exercise-control")
SAYABLE = ("message", "comm-check", "comm-check-answer", "risk-question", "risk-close")
FUNCTIONS = {"BRV": "principal", "KLO": "principal", "OBS": "observer", "MED": "mediator"}


def agreement_text(
    exercise: bool = True, codes: Sequence[str] = ("BRV", "KLO", "OBS"), **other: Any
) -> AgreementText:
    """An agreement in which everyone may say everything to all; `other` replaces single fields."""
    kinds = [kind_clause(f"2.{index + 1}", name) for index, name in enumerate(SAYABLE)]
    kinds.append(kind_clause("2.9", "risk-estimate", authors=["principal"], audience="principals", held=True))
    fields: dict[str, Any] = {
        "v": 1,
        "title": "A line for tests",
        "exercise": exercise,
        "scale": "icd203",
        "parties": [member(code, exercise) for code in codes],
        "relays": [],
        "kinds": kinds,
        "precedences": [
            {
                "clause": f"3.{n}",
                "precedence": name,
                "acknowledge_within": f"{n}0m",
                "next": "The duty officer",
            }
            for n, name in enumerate(("FLASH", "IMMEDIATE", "PRIORITY", "ROUTINE"), 1)
        ],
        "comm_check": {
            "clause": "4",
            "interval": "6h",
            "answer_within": "10m",
            "duty_within": "10m",
            "directory_within": "1h",
        },
        "delivery": {"clause": "5", "presumed_after": None},
        "keys": {"clause": "6", "rotate": "1h", "retain": "7d"},
        "retention": {"clause": "7", "bodies": "90d"},
        "history": {"clause": "8", "bodies": "from-joining"},
        "verification": {"clause": "9", "verifiers": ["principal"], "quorum": 2},
        "voice": {"clause": "10", "numbers": []},
        "dates": {
            "clause": "11",
            "effective_at": to_rfc3339(START - DAY),
            "review_at": to_rfc3339(START + 30 * DAY),
            "sunset_at": to_rfc3339(START + 60 * DAY),
        },
    }
    return as_document(fields | other, AgreementText, "agreement")


def kind_clause(clause: str, kind: str, **other: Any) -> dict[str, Any]:
    return {"clause": clause, "kind": kind, "authors": list(EVERYONE), "audience": "all"} | other


def member(code: str, exercise: bool = True) -> dict[str, Any]:
    owner = party(code, exercise)
    name = owner.root.document.name
    return {"party": owner.id.hex(), "code": code, "name": name, "function": FUNCTIONS.get(code, "principal")}


def terms_from(text: AgreementText) -> Terms:
    """The terms of a first agreement."""
    id = agreement_id(write_agreement(text))
    return Terms(id, ChannelId(id), text)


class World:
    """An agreement between BRV and KLO, with OBS as observer, in its own virtual time."""

    def __init__(self, *, seed: object = 0, exercise: bool = True, **terms: Any) -> None:
        self.entropy = dice(seed)
        self.exercise = exercise
        self.now = START
        self.said: list[Said] = []
        self.text = agreement_text(exercise=exercise, **terms)
        self.first = terms_from(self.text)
        self.channel: ChannelId = self.first.channel

    def tick(self, by: timedelta = timedelta(seconds=1)) -> datetime:
        self.now += by
        return self.now

    def desk(
        self, code: str, number: int = 1, *, serial: int = 1, until: datetime = START + 90 * DAY
    ) -> Speaker:
        """A desk that has not spoken yet."""
        life = Incarnation(int(START.timestamp()), dice((code, number))(16), False)
        return Speaker(
            self,
            code,
            number,
            device(code, number),
            credential(code, number, serial, until, self.exercise),
            life,
        )

    def transcript(self, *said: Said) -> Transcript:
        """A desk that holds these; without any given, all that was said."""
        return filled(self.first, said or self.said)


def filled(first: Terms, said: Iterable[Said]) -> Transcript:
    transcript = Transcript(first)
    for each in said:
        transcript.add(each.statement, each.body)
    return transcript


def message(text: str = "Are you there?") -> dict[str, Any]:
    return {"subject": "Test", "text": text, "language": "en", "reply_by": None}
