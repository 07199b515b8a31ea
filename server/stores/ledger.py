"""What waits in the mailboxes, counted: the writer's memory, so that a quota needs no query.

Both stores count here, and both ask `rules.quota` with what they counted.
"""

from __future__ import annotations

from typing import TypeVar

from hotline.ids import DeviceId, PartyId, Precedence
from hotline.values import value
from server.rules.quota import Level, Limits, Load, Usage, admit
from server.stores.port import MailboxUsage

K = TypeVar("K", DeviceId, PartyId)
NOTHING = Level()


@value
class Entry:
    """Some envelopes of one party, waiting in one mailbox."""

    mailbox: DeviceId
    party: PartyId
    level: Level


class Ledger:
    """Levels by mailbox and party. What adds nothing up any more is forgotten."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._mailboxes: dict[DeviceId, Level] = {}
        self._shares: dict[DeviceId, dict[PartyId, Level]] = {}
        self._parties: dict[PartyId, Level] = {}

    def admit(self, mailbox: DeviceId, party: PartyId, octets: int, precedence: Precedence) -> Entry:
        """Count one more envelope, if the quota has room for it. Raises Refused."""
        admit(self._usage(mailbox, party), Load(octets, precedence), self._limits)
        entry = Entry(mailbox, party, Level(1, octets))
        self.add(entry)
        return entry

    def add(self, entry: Entry) -> None:
        """Count what waits from now on."""
        self._change(entry.mailbox, entry.party, entry.level.count, entry.level.octets)

    def remove(self, entry: Entry) -> None:
        """Count what waits no longer."""
        self._change(entry.mailbox, entry.party, -entry.level.count, -entry.level.octets)

    def mailbox(self, mailbox: DeviceId) -> MailboxUsage:
        """What waits in one mailbox."""
        return MailboxUsage(self._mailboxes.get(mailbox, NOTHING), dict(self._shares.get(mailbox, {})))

    def holds(self, mailbox: DeviceId) -> bool:
        """Whether anything waits there. The one question that another thread than the writer's may ask."""
        return mailbox in self._mailboxes

    def party(self, party: PartyId) -> Level:
        """What one party has waiting everywhere."""
        return self._parties.get(party, NOTHING)

    def _usage(self, mailbox: DeviceId, party: PartyId) -> Usage:
        share = self._shares.get(mailbox, {}).get(party, NOTHING)
        return Usage(self._mailboxes.get(mailbox, NOTHING), share, self.party(party))

    def _change(self, mailbox: DeviceId, party: PartyId, count: int, octets: int) -> None:
        shares = self._shares.setdefault(mailbox, {})
        _count(shares, party, count, octets)
        if not shares:
            del self._shares[mailbox]
        _count(self._mailboxes, mailbox, count, octets)
        _count(self._parties, party, count, octets)


def _count(levels: dict[K, Level], key: K, count: int, octets: int) -> None:
    known = levels.get(key, NOTHING)
    level = Level(known.count + count, known.octets + octets)
    if level.count or level.octets:
        levels[key] = level
    else:
        levels.pop(key, None)
