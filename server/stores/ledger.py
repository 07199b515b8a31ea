"""What waits in the mailboxes, counted: the writer's memory, so that a quota needs no query.

Both stores count here, and both ask `rules.quota` with what they counted.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from hotline.ids import DeviceId, PartyId, Precedence
from server.rules.quota import Level, Limits, Load, Usage, admit
from server.stores.port import MailboxUsage


@dataclass(frozen=True, slots=True)
class Entry:
    """Some envelopes of one party, waiting in one mailbox."""

    mailbox: DeviceId
    party: PartyId
    level: Level


class Ledger:
    """Levels by mailbox and party. What adds nothing up any more is forgotten."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._mailboxes: defaultdict[DeviceId, Level] = defaultdict(Level)
        self._shares: defaultdict[DeviceId, dict[PartyId, Level]] = defaultdict(dict)
        self._parties: defaultdict[PartyId, Level] = defaultdict(Level)

    def admit(self, mailbox: DeviceId, party: PartyId, octets: int, precedence: Precedence) -> Entry:
        """Count one more envelope, if the quota has room for it. Raises Refused."""
        entry = Entry(mailbox, party, Level(1, octets))
        admit(self._usage(mailbox, party), Load(octets, precedence), self._limits)
        self.add(entry)
        return entry

    def add(self, entry: Entry) -> None:
        """Count what waits from now on."""
        self._change(entry.mailbox, entry.party, entry.level)

    def remove(self, entry: Entry) -> None:
        """Count what waits no longer."""
        self._change(entry.mailbox, entry.party, Level() - entry.level)

    def mailbox(self, mailbox: DeviceId) -> MailboxUsage:
        """What waits in one mailbox."""
        return MailboxUsage(self._mailboxes.get(mailbox, Level()), dict(self._shares.get(mailbox, {})))

    def party(self, party: PartyId) -> Level:
        """What one party has waiting everywhere."""
        return self._parties.get(party, Level())

    def _usage(self, mailbox: DeviceId, party: PartyId) -> Usage:
        share = self._shares.get(mailbox, {}).get(party, Level())
        return Usage(self._mailboxes.get(mailbox, Level()), share, self.party(party))

    def _change(self, mailbox: DeviceId, party: PartyId, by: Level) -> None:
        shares = self._shares[mailbox]
        shares[party] = shares.get(party, Level()) + by
        self._mailboxes[mailbox] += by
        self._parties[party] += by
        self._forget_empty(mailbox, party)

    def _forget_empty(self, mailbox: DeviceId, party: PartyId) -> None:
        if self._shares[mailbox][party] == Level():
            del self._shares[mailbox][party]
        if self._mailboxes[mailbox] == Level():
            del self._mailboxes[mailbox], self._shares[mailbox]
        if self._parties[party] == Level():
            del self._parties[party]
