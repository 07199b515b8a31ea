"""One channel as this desk has it: the transcript, the others' haves, and when the own is to be said again.

Not here: what follows from them (`sync`, `duties`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from client.station.ports import Vault
from hotline.agreement.clauses import Terms
from hotline.delivery.coverage import Coverage
from hotline.delivery.have import Have, open_have
from hotline.ids import ChannelId, DeviceId, Precedence
from hotline.signed import Signed
from hotline.statements.header import trusted_statement
from hotline.transcript.equivocation import Alarm
from hotline.transcript.transcript import Transcript


@dataclass(slots=True)
class HavePlan:
    """To whom the own `have` goes next, when, and how urgently. Nothing is lost when it is forgotten."""

    readers: set[DeviceId] = field(default_factory=set)
    at: datetime | None = None
    precedence: Precedence = Precedence.ROUTINE
    asked: int = 0  # how often the same gap was asked for

    def add(self, readers: set[DeviceId], at: datetime, precedence: Precedence = Precedence.ROUTINE) -> None:
        """Sooner and more urgent win."""
        self.readers |= readers
        self.at = at if self.at is None else min(self.at, at)
        self.precedence = max(self.precedence, precedence)

    def clear(self) -> None:
        self.readers = set()
        self.at = None
        self.precedence = Precedence.ROUTINE


class Channel:
    """Loads the record of one channel and keeps what only this process needs to know of it."""

    def __init__(self, first: Terms, vault: Vault) -> None:
        self.id: ChannelId = first.channel
        self.transcript = Transcript(first)
        for kept in vault.record.statements(self.id):
            self.transcript.add(trusted_statement(kept.payload, kept.signature), kept.body)
        self._haves: dict[DeviceId, tuple[Have, Signed]] = {
            device: (open_have(signed), signed) for device, signed in vault.record.haves(self.id)
        }
        self.heard_at: dict[DeviceId, datetime] = {}  # by this desk's clock, since it started
        self.plan = HavePlan()
        self._alarmed: set[Alarm] = set()
        self.gap_at: datetime | None = None  # when a gap that is still open is asked for again
        self.tested_at: datetime | None = None  # when all were last told what is held here

    def have_of(self, device: DeviceId) -> Have | None:
        kept = self._haves.get(device)
        return kept[0] if kept else None

    def signed_have_of(self, device: DeviceId) -> Signed | None:
        kept = self._haves.get(device)
        return kept[1] if kept else None

    def take_have(self, have: Have, signed: Signed, now: datetime) -> None:
        self._haves[have.device] = (have, signed)
        self.heard_at[have.device] = now

    def coverage_of(self, device: DeviceId) -> Coverage | None:
        """What that desk is known to hold; None: it was never heard."""
        have = self.have_of(device)
        return Coverage(self.transcript, have) if have else None

    def fresh_alarms(self) -> list[Alarm]:
        """What the record proves of somebody and was not told since this process began."""
        fresh = [alarm for alarm in self.transcript.alarms() if alarm not in self._alarmed]
        self._alarmed.update(fresh)
        return fresh
