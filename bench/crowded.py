"""A desk whose channel already holds very many statements: a profile's folder, made with real keys.

The parties and the vaults are those of `client.drills`; what was said is signed statement by statement and
written into the vault in one transaction. Not here: any relay. A desk that is run on this finds none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from client.drills.paper import HOW, Desk, make_desk, sign_by_all
from client.drills.script import read_script
from client.links.ports import World
from client.station.contacts import Contacts
from client.station.ports import SELF, KeptStatement, Life
from client.station.station import Station
from client.vault.file import unlock
from client.vault.lock import STRONG
from client.vault.vault import DeskVault
from hotline.agreement.chain import open_first
from hotline.agreement.clauses import Terms
from hotline.codec import whole_milliseconds
from hotline.crypto.signing import SigningKey
from hotline.delivery.have import End, Have, sign_have
from hotline.fields import IncarnationField
from hotline.identity.card import card_content
from hotline.identity.numbers import root_digits
from hotline.ids import Counter, Entropy, Incarnation, PartyId, Precedence, StatementId
from hotline.signed import Signed
from hotline.statements.body import Binding, promise, write_body
from hotline.statements.header import Header, Statement, sign_header

PASSPHRASE = "a bench is no secret"
LASTS = timedelta(days=25)  # credentials of `client.drills` last 30
MOST_BETWEEN = timedelta(minutes=1)
LATE = 7  # each seventh statement crosses the one before it on the wire: the record forks and joins
OPEN = 5  # so many of the urgent ones, the last, are not answered yet


@dataclass(frozen=True, slots=True)
class Said:
    statement: Statement
    body: bytes


@dataclass
class Speaker:
    """A desk that says things; it knows all that `talk` shows it."""

    desk: Desk
    key: SigningKey
    terms: Terms
    entropy: Entropy
    life: Incarnation
    seq: int = 0
    prev: StatementId | None = None
    counter: int = 0
    heads: set[StatementId] = field(default_factory=set)

    @property
    def party(self) -> PartyId:
        return self.desk.card.root.id

    def say(self, at: datetime, kind: str, content: dict[str, Any], **other: Any) -> Said:
        """The next statement; `other` replaces single fields of the header."""
        refers_to = other.get("refers_to")
        body = write_body(Binding(self.terms.channel, self.party, kind, refers_to), content, self.entropy)
        fields: dict[str, Any] = {
            "channel": self.terms.channel,
            "agreement": self.terms.id,
            "catalogue": self.terms.text.catalogue,
            "exercise": self.terms.exercise,
            "author": self.key.device,
            "incarnation": IncarnationField.of(self.life),
            "seq": self.seq + 1,
            "prev": self.prev,
            "parents": tuple(sorted(self.heads - {self.prev})),
            "said_at": whole_milliseconds(at),
            "kind": kind,
            "precedence": Precedence.ROUTINE,
            "refers_to": refers_to,
            "audience": "all",
            "held": False,
            "body": promise(body),
        }
        statement = sign_header(Header(**(fields | other)), self.key)
        self.seq, self.prev, self.heads = self.seq + 1, statement.id, {statement.id}
        return Said(statement, body)

    def hear(self, statement: Statement) -> None:
        self.heads -= set(statement.header.links())
        self.heads.add(statement.id)

    def have(self, ends: tuple[End, ...], at: datetime) -> Signed:
        """This desk's word that it holds everything up to these ends."""
        self.counter += 1
        counter = Counter(self.life, self.counter)
        heads = tuple(sorted(self.heads))
        have = Have(
            self.terms.channel, self.key.device, counter, ends, heads, (), (), (), (), whole_milliseconds(at)
        )
        return sign_have(have, self.key)


@dataclass
class Crowd:
    """The channel's desks while they talk: the first one's vault holds what they said."""

    speakers: list[Speaker]
    now: datetime
    between: timedelta
    late: Statement | None = None  # said, and not heard by the others yet

    @property
    def profile(self) -> Path:
        """The folder of the desk whose vault is full."""
        return self.speakers[0].desk.folder

    def ends(self) -> tuple[End, ...]:
        spoken = (End(each.key.device, each.life, each.seq, each.prev) for each in self.speakers if each.prev)
        return tuple(sorted(spoken))

    def say(self, by: int, kind: str, content: dict[str, Any], late: bool = False, **other: Any) -> Said:
        """The speaker's next statement, which the others hear at once, or only with the one after it."""
        speaker = self.speakers[by % len(self.speakers)]
        self.now += self.between
        said = speaker.say(self.now, kind, content, **other)
        told, self.late = [self.late] if self.late else [], said.statement if late else None
        told += [] if late else [said.statement]
        for statement in told:
            for other_speaker in self.speakers:
                if other_speaker.key.device != statement.header.author:
                    other_speaker.hear(statement)
        return said


def crowded(folder: Path, statements: int, world: World, urgent: int = 50, has_run: bool = True) -> Crowd:
    """Makes `folder`, and in it the profile's folder of a desk with that many statements, the last said now.

    Among them `urgent` requests, FLASH and IMMEDIATE in turn; all but the last few of them delivered and
    acknowledged on the record. The vault opens with `PASSPHRASE`, the channel is that of `client.drills`.
    `has_run`: the desk was opened on it once, as any is that took all this in; otherwise it is as a restored
    backup. Takes some ten seconds for 100,000, and some twenty more for `has_run`.
    """
    now = world.now()
    between = min(MOST_BETWEEN, LASTS / statements)
    began = now - between * (statements + 1)
    script, early = read_script("strait.yaml"), replace(world, now=lambda: began)
    folder.mkdir(mode=0o700, parents=True)
    desks = [make_desk(seat, folder, PASSPHRASE, early, STRONG) for seat in script.seats]
    relays = [
        (name, "wss://127.0.0.1:9", SigningKey.generate(world.entropy).device.hex()) for name in script.relays
    ]
    agreement = sign_by_all(script, desks, relays, PASSPHRASE, early)
    crowd = Crowd(speakers(desks, agreement, began, world.entropy), began, between)
    with unlock(desks[0].vault, PASSPHRASE, now) as vault, vault.transaction():
        knows(vault, desks, crowd.speakers[0], agreement, began)
        for said in talk(crowd, statements, urgent):
            keep(vault, said, own=said.statement.header.author == crowd.speakers[0].key.device)
        for speaker in crowd.speakers[1:]:
            have = speaker.have(crowd.ends(), crowd.now)
            vault.record.keep_have(speaker.terms.channel, speaker.key.device, have)
    if has_run:
        with unlock(desks[0].vault, PASSPHRASE, now) as vault:
            Station(vault, world.entropy, now).tick(now)
    return crowd


def speakers(desks: list[Desk], agreement: Signed, began: datetime, entropy: Entropy) -> list[Speaker]:
    """The desks, each with the key out of its own vault."""
    terms = open_first(agreement)
    made = []
    for desk in desks:
        with unlock(desk.vault, PASSPHRASE, began) as vault:
            key = SigningKey(vault.profile.identity().signing_seed)
        life = Incarnation(int(began.timestamp()), entropy(16), restored=False)
        made.append(Speaker(desk, key, terms, entropy, life))
    return made


def keep(vault: DeskVault, said: Said, own: bool = False) -> None:
    """As a statement that was said here, or came with its body."""
    statement = said.statement
    header = statement.header
    carrier = SELF if own else "courier"
    vault.record.keep_statement(
        statement.id,
        KeptStatement(
            header.channel, statement.payload, statement.signature, said.body, header.said_at, carrier
        ),
    )


def talk(crowd: Crowd, statements: int, urgent: int) -> Iterator[Said]:
    """That many statements, ancestors first: each desk's card, then messages, and the requests among them."""
    for by, speaker in enumerate(crowd.speakers):
        yield crowd.say(by, "desk", card_content(speaker.desk.card))
    every = max(statements // (urgent + 1), 8)
    said = len(crowd.speakers)
    while said < statements:
        number, rest = divmod(said, every)
        if not rest and 0 < number <= urgent:
            for each in _request(crowd, number, answered=number <= urgent - OPEN):
                yield each
                said += 1
        else:
            yield crowd.say(said, "message", _message(said), late=said % LATE == 0)
            said += 1


def _request(crowd: Crowd, number: int, answered: bool) -> Iterator[Said]:
    """A principal asks the other; what shows that it was delivered, the answer, and a word after it."""
    asks, owes = number % 2, (number + 1) % 2  # the first two seats are the principals
    precedence = Precedence.FLASH if number % 2 else Precedence.IMMEDIATE
    text = {"subject": f"Request {number}", "text": "Confirm that your patrol boats hold their position."}
    request = crowd.say(asks, "message", text, precedence=precedence)
    yield request
    if not answered:
        return
    owing, asked = crowd.speakers[owes], request.statement.id
    receipt = {
        "statement": asked.hex(),
        "party": owing.party.hex(),
        "have": owing.have(crowd.ends(), crowd.now).to_document().model_dump(mode="json"),
    }
    yield crowd.say(asks, "delivered", receipt, refers_to=asked)
    read = {"officer": owing.desk.card.credential.officer}
    yield crowd.say(owes, "acknowledgement", read, precedence=precedence, refers_to=asked)


def _message(number: int) -> dict[str, Any]:
    return {
        "subject": f"Position report {number}",
        "text": f"At {number % 24:02d}:00 all vessels were on their stations. Nothing to add. " * 3,
    }


def knows(vault: DeskVault, desks: list[Desk], own: Speaker, agreement: Signed, at: datetime) -> None:
    """The first of `desks` knows the others and verified their roots, is on the channel, and lives its
    speaker's life."""
    contacts = Contacts(vault)
    for desk in desks[1:]:
        contacts.import_card(desk.card)
        digits = root_digits(desk.card.root.signed.payload)
        contacts.verify(desk.card.root.id, digits, desk.seat.officer, HOW, at)
    vault.profile.keep_agreement(own.terms.channel, agreement)
    vault.profile.keep_life(Life(own.life, own.counter))
