"""How far a statement has come: queued, relayed, delivered, read, answered. A state only ever moves up.

Four facts with four proofs: a relay's receipt, a `have` that covers it, an officer's acknowledgement, a
reply. Each is a fact that cannot be undone: a receipt or a have that was once seen, or a statement whose
verdict is final. So no standing is asked here: what a reply counts for is another matter.
Source: docs/SPEC.md 10.1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from types import MappingProxyType

from hotline.agreement.clauses import Terms
from hotline.delivery.proofs import proofs
from hotline.ids import DeviceId, PartyId, RelayId, StatementId
from hotline.kinds.catalogue import KINDS
from hotline.transcript.transcript import Transcript
from hotline.transcript.verdict import VALID

NOBODY: Mapping[DeviceId, PartyId] = MappingProxyType({})


class State(IntEnum):
    """These five words are the only ones, everywhere."""

    QUEUED = 0  # in the author's vault
    RELAYED = 1  # a relay signed for it
    DELIVERED = 2  # a desk of theirs has it
    READ = 3  # a named officer says so
    ANSWERED = 4

    def __str__(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class PartyState:
    """How far it came with one party: the word, and into how many of its desks' mailboxes."""

    word: State
    relayed: int
    of: int


@dataclass(frozen=True, slots=True)
class StatementState:
    """With each party whom it is for, and over all: as far as it came with every one of them."""

    parties: Mapping[PartyId, PartyState]

    @property
    def word(self) -> State:
        return min((each.word for each in self.parties.values()), default=State.QUEUED)

    @property
    def relayed(self) -> int:
        return sum(each.relayed for each in self.parties.values())

    @property
    def of(self) -> int:
        return sum(each.of for each in self.parties.values())


def state_of(
    transcript: Transcript,
    id: StatementId,
    relayed: Iterable[tuple[DeviceId, RelayId]],
    delivered: Iterable[tuple[DeviceId, datetime]],
    known: Mapping[DeviceId, PartyId] = NOBODY,
) -> StatementState:
    """How far a held statement came. `known`: desks that have not spoken here yet, known by their cards.

    `relayed`: the mailboxes for which a relay ever signed. `delivered`: the desks of which a have ever
    covered it, header and body.
    """
    mailboxes = {device for device, _ in relayed}
    covered = {device for device, _ in delivered}
    facts = dict(_in_the_record(transcript, id))
    return StatementState(
        {
            party: _state(
                {device for device, theirs in known.items() if theirs == party}
                | {*transcript.desks_of(party)},
                mailboxes,
                covered,
                facts.get(party, State.QUEUED),
            )
            for party in recipients(transcript, id)
        }
    )


def recipients(transcript: Transcript, id: StatementId) -> list[PartyId]:
    """The other parties of its terms that are in its audience, in the agreement's order."""
    header = transcript.header(id)
    terms: Terms = transcript.terms_of(id)
    desk = transcript.desks().get(header.author)
    own = transcript.entry(id).party or (desk.party if desk else None)
    return [party for party in terms.members if party != own and header.is_for(party)]


def _state(desks: set[DeviceId], mailboxes: set[DeviceId], covered: set[DeviceId], said: State) -> PartyState:
    reached = State.RELAYED if desks & mailboxes else State.QUEUED
    reached = State.DELIVERED if desks & covered else reached
    return PartyState(max(reached, said), len(desks & mailboxes), len(desks))


def _in_the_record(transcript: Transcript, id: StatementId) -> Iterator[tuple[PartyId, State]]:
    """What statements show, the least first, so that the furthest stays."""
    found = [(proof.party, State.DELIVERED) for proof in proofs(transcript, id).delivered]
    for reply in transcript.replies(id):
        entry = transcript.entry(reply)
        kind = KINDS.get(entry.header.kind)
        if entry.party is None or kind is None or kind.RECORD or entry.verdict != VALID:
            continue
        allowed = kind.REFERS_TO.kinds
        if allowed is not None and transcript.header(id).kind not in allowed:
            continue
        found.append((entry.party, State.READ if kind.NAME == "acknowledgement" else State.ANSWERED))
    yield from sorted(found, key=lambda each: each[1])
