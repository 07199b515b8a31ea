"""One channel as this desk has it: the transcript, the others' haves, and when the own is to be said again.

Not here: what follows from them (`sync`, `duties`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from client.station.loading import VaultShelf, load, settle, wants_settling
from client.station.neighbours import Neighbours
from client.station.ports import Vault
from client.station.seldom import Seldom
from hotline.agreement.clauses import Terms
from hotline.delivery.coverage import Coverage
from hotline.delivery.have import Have, open_have
from hotline.delivery.proofs import proofs
from hotline.identity.credential import Credential
from hotline.ids import ChannelId, Counter, DeviceId, PartyId, Place, Precedence, StatementId
from hotline.signed import Signed
from hotline.transcript.equivocation import Alarm
from hotline.transcript.places import Gap
from hotline.transcript.transcript import Transcript


@dataclass(slots=True)
class HavePlan:
    """To whom the own `have` goes next, when, and how urgently. Nothing is lost when it is forgotten."""

    readers: set[DeviceId] = field(default_factory=set)
    at: datetime | None = None
    precedence: Precedence = Precedence.ROUTINE
    everywhere: bool = False  # through every relay
    asked: int = 0  # how often the same gap was asked for

    def add(self, readers: set[DeviceId], at: datetime, precedence: Precedence = Precedence.ROUTINE) -> None:
        """Sooner and more urgent win."""
        self.readers |= readers
        self.at = at if self.at is None else min(self.at, at)
        self.precedence = max(self.precedence, precedence)

    def clear(self) -> None:
        self.readers = set()
        self.everywhere = False
        self.at = None
        self.precedence = Precedence.ROUTINE


class Channel:
    """Loads the record of one channel and keeps what only this process needs to know of it."""

    def __init__(self, first: Terms, vault: Vault) -> None:
        self.id: ChannelId = first.channel
        self.transcript = Transcript(first, _dated_haves, VaultShelf(vault))
        self._noted: list[StatementId] = []
        self._neighbours: Neighbours | None = None  # None: a card changed since
        self._neighbours_at = 0  # as of which of the record's documents
        self._revocations: list[Signed] = []
        self.unanswered: set[StatementId] = set()  # comm checks that a machine answers
        self.undelivered: set[StatementId] = set()  # requests whose delivery is not in the record for all
        self.unwitnessed: set[StatementId] = set()  # own requests with an answer that nothing comes after yet
        self.deliveries_at: datetime | None = None  # when these were last looked at, and nothing came since
        self.unclosed: set[StatementId] = set()  # own filings that are still sealed
        self.last_said = vault.record.last_said(self.id)
        self.note(*load(self.transcript, self.id, vault), *self.transcript.of_kind("revocation"))
        self._haves: dict[DeviceId, tuple[Have, Signed]] = {
            device: (open_have(signed), signed) for device, signed in vault.record.haves(self.id)
        }
        self._named = {device: have.held() for device, (have, _) in self._haves.items()}
        self._coverages: dict[DeviceId, tuple[tuple[Counter, int, int], Coverage]] = {}
        self.heard_at: dict[DeviceId, datetime] = {}  # by this desk's clock, since it started
        self.plan = HavePlan()
        self._alarmed: set[Alarm] = set()
        self.doubted: set[Place] = set()  # where a have named another history, which was told
        self.reminded = Seldom[DeviceId]()
        self.told_lately = Seldom[DeviceId]()  # keys: whose parcels are carried
        self.sealed_anew = Seldom[DeviceId](doubling=True)
        self.introduced = Seldom[DeviceId]()  # this desk, to those that were not heard
        self.carried_for: set[tuple[DeviceId, DeviceId]] = set()  # whose parcels, for whom: not yet all there
        self.told_keys: dict[tuple[DeviceId, DeviceId], Signed] = {}  # to whom, whose: the newest
        self.gap_at: datetime | None = None  # when a gap that is still open is asked for again
        self.tested_at: datetime | None = None  # when all were last told what is held here
        self.gaps_since: dict[Gap, datetime] = {}  # in this desk's own former incarnations
        self.given_up: set[Gap] = set()  # those that this process declared lost
        self._cut_off_at: datetime | None = None  # since when what was said last here is incomplete

    def neighbours(self, imported: Mapping[DeviceId, Credential]) -> Neighbours:
        """Who else is on it; `imported` are the cards that were handed over."""
        documents = self.transcript.documents
        if self._neighbours is None or self._neighbours_at != documents:
            self._neighbours, self._neighbours_at = Neighbours(self.transcript, imported), documents
        return self._neighbours

    def card_changed(self) -> None:
        """A card was imported: who is on the channel is looked up anew."""
        self._neighbours = None

    def have_of(self, device: DeviceId) -> Have | None:
        kept = self._haves.get(device)
        return kept[0] if kept else None

    def signed_have_of(self, device: DeviceId) -> Signed | None:
        kept = self._haves.get(device)
        return kept[1] if kept else None

    def take_have(self, have: Have, signed: Signed, now: datetime, by_itself: bool) -> None:
        """`by_itself`: no other desk passed it on, so that desk has a way to this one."""
        self._haves[have.device] = (have, signed)
        self._named[have.device] = have.held()
        if by_itself:
            self.heard_at[have.device] = now
        self.deliveries_at = None

    def heard_since(self, device: DeviceId, moment: datetime) -> bool:
        """Whether a have came from that desk itself since then, while this process runs."""
        at = self.heard_at.get(device)
        return at is not None and at >= moment

    def is_named(self, id: StatementId) -> bool:
        """Whether another desk's have names this statement as held."""
        return any(id in named for named in self._named.values())

    def coverage_of(self, device: DeviceId) -> Coverage | None:
        """What that desk is known to hold; None: it was never heard."""
        have = self.have_of(device)
        if have is None:
            return None
        state = (have.counter, len(self.transcript), len(self.transcript.alarms()))
        known = self._coverages.get(device)
        if known is None or known[0] != state:
            known = self._coverages[device] = (state, Coverage(self.transcript, have))
        return known[1]

    def note(self, *statements: StatementId) -> None:
        """These or their bodies are new here, or their history is whole now: duties look at them."""
        self._noted += statements

    def noted(self) -> list[StatementId]:
        """What is new since duties last looked."""
        noted, self._noted = self._noted, []
        return noted

    def cut_off_since(self, now: datetime) -> datetime:
        """Since when what this desk says comes after something that is not here, so that nobody can place it;
        now, when it does not."""
        last = self.last_said
        if last is None or self.transcript.is_complete(last):
            self._cut_off_at = None
        elif self._cut_off_at is None:
            self._cut_off_at = now
        return self._cut_off_at or now

    def settle(self, vault: Vault) -> None:
        """Keeps the record so that it opens fast, when enough came since the last time; in a transaction."""
        if wants_settling(self.transcript):
            duties = {*self._noted, *self.unanswered, *self.undelivered, *self.unwitnessed, *self.unclosed}
            settle(self.transcript, self.id, vault, duties)

    def clock_went_back(self, now: datetime) -> None:
        """Nothing here waits for a moment that only the wrong clock knew."""
        self.heard_at = {device: min(at, now) for device, at in self.heard_at.items()}
        self.plan.at = min(self.plan.at, now) if self.plan.at is not None else None
        self.gap_at = min(self.gap_at, now) if self.gap_at is not None else None
        self.gaps_since = {gap: min(at, now) for gap, at in self.gaps_since.items()}
        self._cut_off_at = min(self._cut_off_at, now) if self._cut_off_at is not None else None
        self.tested_at = self.deliveries_at = None

    def keep_revocation(self, document: Signed) -> None:
        if document not in self._revocations:
            self._revocations.append(document)

    def revocations(self) -> list[Signed]:
        """The roots' documents in the record that take devices back, for the relays."""
        return list(self._revocations)

    def fresh_alarms(self) -> list[Alarm]:
        """What the record proves of somebody and was not told since this process began."""
        fresh = [alarm for alarm in self.transcript.alarms() if alarm not in self._alarmed]
        self._alarmed.update(fresh)
        return fresh


def _dated_haves(transcript: Transcript, statement: StatementId) -> list[tuple[PartyId, datetime]]:
    """The dates of the haves in the record that cover a statement: they witness when it was there."""
    return [(proof.party, proof.have_at) for proof in proofs(transcript, statement).delivered]
