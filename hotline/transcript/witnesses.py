"""What other parties' dates show of when a statement was said: those before it in the links, and those after.

A statement dated before a moment that has passed could have been dated back. Another party's statement that
descends from it and is dated before that moment too shows that it was not. In the same way a statement bears
out the date of a reply that it descends from, or gives the lie to one. Source: docs/SPEC.md 9 and 10.4.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from hotline.agreement.clauses import Terms
from hotline.codec import from_milliseconds, to_milliseconds
from hotline.ids import PartyId, StatementId
from hotline.transcript.ancestry import Ancestry, Spot
from hotline.transcript.dates import Dates
from hotline.transcript.held import Held


class Witnesses:
    """The dates of complete statements, by track.

    Only what a desk said that began by saying who it is vouches for anything: so a track speaks for one
    party, whichever of two histories made it.
    """

    def __init__(self, ancestry: Ancestry) -> None:
        self._ancestry = ancestry
        self._dates: dict[int, Dates] = {}
        self._party: dict[int, PartyId] = {}
        self._latest: dict[int, tuple[datetime, StatementId]] = {}

    def completed(self, held: Held) -> None:
        assert held.spot is not None
        if not held.begun or held.desk is None:
            return
        track, position = held.spot
        self._party[track] = held.desk.party
        self._dates.setdefault(track, Dates()).append(position, to_milliseconds(held.header.said_at))
        self._latest[track] = max(held.key, self._latest.get(track, held.key))

    def to_value(self) -> list[object]:
        """All of it, to be kept and taken up again."""
        return [
            [track, dates.to_value(), self._party[track], to_milliseconds(said_at), id]
            for track, dates in self._dates.items()
            for said_at, id in [self._latest[track]]
        ]

    def take_up(self, value: list[Any]) -> None:
        """What `to_value` gave, into one that has nothing yet."""
        for track, dates, party, said, id in value:
            self._dates[track] = Dates()
            self._dates[track].take_up(dates)
            self._party[track] = PartyId(party)
            self._latest[track] = from_milliseconds(said), StatementId(id)

    def missing_for(self, held: Held, moment: datetime, terms: Terms) -> StatementId | None:
        """Another party's statement dated at or past the moment, when none vouches for this one."""
        assert held.spot is not None
        own = held.desk.party if held.desk is not None else None
        others = list(self._tracks_of(terms.members.keys() - {own}))
        latest = max((self._latest[track] for track in others), default=None)
        if latest is None or latest[0] < moment:
            return None
        return None if any(self._vouches(track, held.spot, moment) for track in others) else latest[1]

    def _vouches(self, track: int, spot: Spot, moment: datetime) -> bool:
        first = self._ancestry.first_after(spot, track)
        return first is not None and self._dates[track].last_before(to_milliseconds(moment)) >= first

    def seen_by(self, spot: Spot, parties: Collection[PartyId]) -> datetime | None:
        """The earliest date that one of these parties gave a statement that descends from this spot."""
        after = ((track, self._ancestry.first_after(spot, track)) for track in self._tracks_of(parties))
        found = (self._dates[track].earliest_from(first) for track, first in after if first is not None)
        earliest = min((each for each in found if each is not None), default=None)
        return None if earliest is None else from_milliseconds(earliest)

    def saw(self, spot: Spot, parties: Collection[PartyId]) -> datetime | None:
        """The latest date that one of these parties gave a statement that this spot descends from."""
        before = ((track, self._ancestry.reach(spot, track)) for track in self._tracks_of(parties))
        found = (self._dates[track].latest_upto(upto) for track, upto in before)
        latest = max((each for each in found if each is not None), default=None)
        return None if latest is None else from_milliseconds(latest)

    def _tracks_of(self, parties: Collection[PartyId]) -> Iterator[int]:
        return (track for track, party in self._party.items() if party in parties)
