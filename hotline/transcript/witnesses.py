"""Whether another party saw a statement in time, when its date alone would let it pass.

A statement dated before a moment that has passed could have been dated back. Another party's statement that
descends from it and is dated before that moment too shows that it was not. Source: docs/SPEC.md 9.
"""

from __future__ import annotations

from datetime import datetime

from hotline.agreement.clauses import Terms
from hotline.ids import StatementId
from hotline.transcript.ancestry import NOTHING, Ancestry
from hotline.transcript.graph import Held


class Witnesses:
    """Complete statements by track, with the last of each track dated before a moment.

    Only what a desk said that began by saying who it is vouches for anything: so a track speaks for one
    party, whichever of two histories made it.
    """

    def __init__(self, ancestry: Ancestry) -> None:
        self._ancestry = ancestry
        self._tracks: dict[int, list[Held]] = {}
        self._latest: dict[int, Held] = {}
        self._last_before: dict[tuple[datetime, int], tuple[int, int]] = {}  # (looked at so far, last found)

    def completed(self, held: Held) -> None:
        assert held.spot is not None
        track = held.spot.track
        self._tracks.setdefault(track, []).append(held)
        if _speaks(held):
            self._latest[track] = max(held, self._latest.get(track, held), key=lambda each: each.key)

    def missing_for(self, held: Held, moment: datetime, terms: Terms) -> StatementId | None:
        """Another party's statement dated at or past the moment, when none vouches for this one."""
        others = self._others(held, terms)
        latest = max((self._latest[track] for track in others), default=None, key=lambda each: each.key)
        if latest is None or latest.header.said_at < moment:
            return None
        return None if any(self._vouches(track, held, moment) for track in others) else latest.id

    def _others(self, held: Held, terms: Terms) -> list[int]:
        """The tracks of the agreement's other parties."""
        own = held.desk.party if held.desk is not None else None
        parties = ((track, latest.desk) for track, latest in self._latest.items())
        return [
            track
            for track, desk in parties
            if desk is not None and desk.party != own and terms.member(desk.party) is not None
        ]

    def _vouches(self, track: int, held: Held, moment: datetime) -> bool:
        assert held.spot is not None
        first = self._ancestry.first_after(held.spot, track)
        return first is not None and self._before(track, moment) >= first

    def _before(self, track: int, moment: datetime) -> int:
        """The last position of that track dated before the moment, or NOTHING."""
        statements = self._tracks[track]
        seen, last = self._last_before.get((moment, track), (0, NOTHING))
        for position in range(seen, len(statements)):
            if statements[position].header.said_at < moment and _speaks(statements[position]):
                last = position
        self._last_before[moment, track] = len(statements), last
        return last


def _speaks(held: Held) -> bool:
    return held.begun and held.desk is not None
