"""The shelf of the officer at this desk: how far they looked, and what they began to write.

Not here: anything that others see. Losing all of it changes nothing that was said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from client.vault.rows import Row, Rows
from client.vault.values import from_moment, to_moment
from hotline.ids import ChannelId, StatementId

ARRIVALS = """
    SELECT number, id, arrived_at FROM statement WHERE channel = ? AND number > ? ORDER BY number LIMIT ?
"""
LOOK = """
    INSERT INTO looked VALUES (?, ?, ?)
    ON CONFLICT (channel) DO UPDATE SET number = excluded.number, at = excluded.at
    WHERE excluded.number > looked.number
"""
KEEP_DRAFT = "INSERT OR REPLACE INTO draft VALUES (?, ?, ?, ?, ?)"
DRAFTS = "SELECT number, channel, kind, fields, changed_at FROM draft ORDER BY changed_at DESC"
ARRIVALS_AT_ONCE = 10_000


@dataclass(frozen=True, slots=True)
class Looked:
    """Up to which arrival the officer has looked, and when."""

    number: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Arrived:
    """A statement's place in the order in which this desk came to hold them."""

    number: int
    statement: StatementId
    at: datetime


@dataclass(frozen=True, slots=True)
class Draft:
    """What was begun: `fields` is the form's own JSON, with what stands around the content."""

    number: int
    channel: ChannelId
    kind: str
    fields: str
    changed_at: datetime


class NotesShelf:
    """Reads at any time; what changes it stands in a transaction."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def looked(self, channel: ChannelId) -> Looked | None:
        """None: never."""
        row = self._rows.first("SELECT number, at FROM looked WHERE channel = ?", channel)
        return Looked(row[0], to_moment(row[1])) if row else None

    def look(self, channel: ChannelId, number: int, at: datetime) -> None:
        """The officer has seen what arrived up to this one. It never goes back."""
        self._rows.write(LOOK, channel, number, from_moment(at))

    def arrivals(self, channel: ChannelId, after: int) -> Sequence[Arrived]:
        """What came after that one, in that order; of very many the first."""
        found = self._rows.all(ARRIVALS, channel, after, ARRIVALS_AT_ONCE)
        return [Arrived(number, StatementId(id), to_moment(at)) for number, id, at in found]

    def carriers(self, statements: Sequence[StatementId]) -> dict[StatementId, tuple[Arrived, str]]:
        """How each came: "self", a relay's key in hex, or "courier"."""
        marks = ", ".join("?" * len(statements))
        sql = f"SELECT number, id, arrived_at, carrier FROM statement WHERE id IN ({marks})"
        found = self._rows.all(sql, *statements)
        return {
            StatementId(id): (Arrived(number, StatementId(id), to_moment(at)), carrier)
            for number, id, at, carrier in found
        }

    def drafts(self) -> Sequence[Draft]:
        """The newest first."""
        return [_draft(row) for row in self._rows.all(DRAFTS)]

    def next_draft(self) -> int:
        """A number that no draft has."""
        row = self._rows.first("SELECT coalesce(max(number), 0) + 1 FROM draft")
        return int(row[0]) if row else 1

    def keep_draft(self, draft: Draft) -> None:
        """One a number; the newer replaces the older."""
        self._rows.write(
            KEEP_DRAFT, draft.number, draft.channel, draft.kind, draft.fields, from_moment(draft.changed_at)
        )

    def drop_draft(self, number: int) -> None:
        """What was begun and not said leaves no trace."""
        self._rows.erase("DELETE FROM draft WHERE number = ?", number)


def _draft(row: Row) -> Draft:
    number, channel, kind, fields, changed_at = row
    return Draft(number, ChannelId(channel), kind, fields, to_moment(changed_at))
