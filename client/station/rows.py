"""Which desk lacks which statement: what waits to be sealed, what is under way, when that is looked at again.

Not here: the envelopes that carry it (`outbox`), and what is due to whom (`sync`). Held in memory and on the
vault's shelf alike; its changes happen inside the caller's transaction. No verb looks at all of it: rows are
kept by desk, and what time brings in order of time. Source: docs/SPEC.md 7.3.
"""

from __future__ import annotations

import heapq
from collections import Counter as Tally
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeVar

from client.station.ports import Due, Vault
from hotline.ids import DeviceId, EnvelopeId, Precedence, StatementId

PAUSE_MOST = timedelta(hours=1)
PAUSE_FIRST = {  # from a receipt to sending again, when the reader's `have` does not cover
    Precedence.FLASH: timedelta(seconds=5),
    Precedence.IMMEDIATE: timedelta(seconds=10),
    Precedence.PRIORITY: timedelta(seconds=20),
    Precedence.ROUTINE: timedelta(seconds=30),
}

RowId = tuple[DeviceId, StatementId]


class Rows:
    """The rows of the shelf by the keys under which they are looked for."""

    def __init__(self, vault: Vault) -> None:
        self._shelf = vault.outbox
        self._due: dict[DeviceId, dict[StatementId, Due]] = defaultdict(dict)
        self._unsealed: dict[DeviceId, dict[StatementId, Due]] = defaultdict(dict)
        self._carried: dict[EnvelopeId, set[RowId]] = defaultdict(set)
        self._heard: set[DeviceId] = set()  # since what is under way was last reviewed
        self._later: list[tuple[datetime, RowId]] = []  # rows by when they may be sealed
        self._pauses: list[tuple[datetime, RowId]] = []  # rows by when their receipt is trusted no longer
        self._review_at: dict[RowId, datetime] = {}  # the latest of these, for each row
        for row in self._shelf.due():
            self._take(row)

    # What is there

    def all(self) -> list[Due]:
        return [row for rows in self._due.values() for row in rows.values()]

    def of(self, device: DeviceId) -> list[Due]:
        return list(self._due.get(device, {}).values())

    def get(self, device: DeviceId, statement: StatementId) -> Due | None:
        return self._due.get(device, {}).get(statement)

    def carried(self, envelope: EnvelopeId) -> list[Due]:
        """What that envelope carries, in one order."""
        keys = sorted(self._carried.get(envelope, ()))
        return [self._due[device][statement] for device, statement in keys]

    def carries(self, envelope: EnvelopeId) -> bool:
        """Whether that envelope carries anything."""
        return envelope in self._carried

    def ready(self, now: datetime, knows: Callable[[DeviceId], bool]) -> list[Due]:
        """What no envelope carries, whose time has come and whose reader's key is known; urgent first."""
        devices = [device for device, rows in self._unsealed.items() if rows and knows(device)]
        rows = [row for device in devices for row in self._unsealed[device].values() if row.not_before <= now]
        return sorted(rows, key=lambda row: -row.precedence)

    def keyless(self, knows: Callable[[DeviceId], bool]) -> list[DeviceId]:
        """The desks for which something waits until their key is known."""
        return [device for device, rows in self._unsealed.items() if rows and not knows(device)]

    @property
    def all_sealed(self) -> bool:
        return not any(self._unsealed.values())

    def unsealed(self) -> Tally[Precedence]:
        """How much no envelope carries."""
        return Tally(row.precedence for rows in self._unsealed.values() for row in rows.values())

    # What changes

    def want(self, row: Due) -> None:
        """That desk lacks that statement. A row that is there already stays as it is."""
        if self.get(row.device, row.statement) is None:
            self.put(row)

    def put(self, row: Due) -> None:
        """In place of the one before."""
        self._take(row)
        self._shelf.keep_due(row)

    def drop(self, device: DeviceId, statement: StatementId) -> Due | None:
        """Gives the row that was there."""
        row = self._due.get(device, {}).pop(statement, None)
        if row is not None:
            self._unsealed[device].pop(statement, None)
            self._review_at.pop((device, statement), None)
            self._leave(row)
            self._shelf.drop_due(device, statement)
        return row

    def _take(self, row: Due) -> None:
        key = (row.device, row.statement)
        before = self.get(*key)
        if before is not None:
            self._leave(before)
        self._due[row.device][row.statement] = row
        if row.envelope is None:
            self._unsealed[row.device][row.statement] = row
            heapq.heappush(self._later, (row.not_before, key))
            return
        self._unsealed[row.device].pop(row.statement, None)
        self._carried[row.envelope].add(key)
        if row.sent_at is not None:
            self._review(key, row.sent_at + pause(row))

    def _leave(self, row: Due) -> None:
        """What carried it carries it no more."""
        if row.envelope is not None and row.envelope in self._carried:
            self._carried[row.envelope].discard((row.device, row.statement))
            if not self._carried[row.envelope]:
                del self._carried[row.envelope]

    # What time brings

    def heard(self, device: DeviceId) -> None:
        """A have of that desk came: what is under way to it is reviewed."""
        self._heard.add(device)

    def to_whom_was_heard(self) -> list[Due]:
        """What is under way to desks heard since."""
        rows = [row for device in sorted(self._heard) for row in self._due.get(device, {}).values()]
        self._heard.clear()
        return [row for row in rows if row.envelope is not None]

    def long_under_way(self, now: datetime) -> list[Due]:
        """What was under way for long enough: it comes up again each time that it was for twice as long."""
        found = []
        for key in due_by(self._pauses, now):
            row, its_time = self.get(*key), self._review_at.get(key, now) <= now
            if row is not None and row.envelope is not None and row.sent_at is not None and its_time:
                found.append(row)
                self._review(key, now + max(now - row.sent_at, pause(row)))
        return found

    def _review(self, key: RowId, at: datetime) -> None:
        self._review_at[key] = at
        heapq.heappush(self._pauses, (at, key))

    def clock_went_back(self, now: datetime) -> None:
        """Nothing waits for a moment that only the wrong clock knew."""
        self._later.clear()
        self._pauses.clear()
        for row in self.all():
            sent_at = min(row.sent_at, now) if row.sent_at else None
            fixed = replace(row, not_before=min(row.not_before, now), sent_at=sent_at)
            if fixed == row:
                self._take(row)
            else:
                self.put(fixed)

    def wake_at(self, now: datetime) -> datetime | None:
        """When something is to be sealed or looked at again. Asked after all that was due now is done."""
        for _ in due_by(self._later, now):
            pass  # what is ready and not sealed waits for a key, not for time
        times = [heap[0][0] for heap in (self._later, self._pauses) if heap]
        return min((at for at in times if at > now), default=None)


T = TypeVar("T", RowId, EnvelopeId)


def due_by(heap: list[tuple[datetime, T]], now: datetime) -> Iterator[T]:
    """Takes out what stands at moments that have come, earliest first."""
    while heap and heap[0][0] <= now:
        yield heapq.heappop(heap)[1]


def pause(row: Due) -> timedelta:
    """How long a receipt is trusted before the same is sent again: doubles with each try."""
    return min(growing(row), PAUSE_MOST)


def growing(row: Due) -> timedelta:
    """The same, beyond an hour too: for what goes by ways on which nothing is heard of it."""
    return PAUSE_FIRST[row.precedence] * (1 << min(max(row.tries - 1, 0), 20))
