"""Which statement came before which: exact, also for an author who forks their own history.

Statements are sorted into tracks: runs in which each follows the one before. A track notes, for every other
track, at which of its positions it first saw how much of that one. So the memory is what changed, a question
is one search, and a fork is only one more track. Tracks depend on the order of arrival; answers do not.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

NOTHING = -1
"""The position before a track's first."""


class Spot(NamedTuple):
    """Where a statement stands: the track, and the position in it from 0."""

    track: int
    position: int


class _Seen:
    """How much of another track was seen, by own position: both lists ascend."""

    __slots__ = ("at", "upto")

    def __init__(self, at: Iterable[int], upto: Iterable[int]) -> None:
        self.at = array("q", at)
        self.upto = array("q", upto)


class Ancestry:
    """Places statements whose ancestors are all placed, and answers what comes before what."""

    def __init__(self) -> None:
        self._seen: list[dict[int, _Seen]] = []
        self._length: list[int] = []

    def to_value(self) -> list[object]:
        """All of it, to be kept and taken up again."""
        seen = [
            [[track, each.at.tobytes(), each.upto.tobytes()] for track, each in tracks.items()]
            for tracks in self._seen
        ]
        return [self._length, seen]

    def take_up(self, value: list[Any]) -> None:
        """What `to_value` gave, into one that has nothing yet."""
        self._length = value[0]
        self._seen = [
            {track: _Seen(array("q", at), array("q", upto)) for track, at, upto in tracks}
            for tracks in value[1]
        ]

    def place(self, follows: Spot | None, links: Sequence[Spot]) -> Spot:
        """A spot for a statement with these links; on the track of `follows` if that is its last yet."""
        if follows is not None and follows.position == self._length[follows.track] - 1:
            spot = Spot(follows.track, follows.position + 1)
            self._length[spot.track] += 1
        else:
            spot = Spot(len(self._seen), 0)
            self._seen.append({})
            self._length.append(1)
        for link in links:
            self._look_through(spot, link)
        return spot

    def reach(self, spot: Spot, track: int) -> int:
        """The highest position of that track that comes before this spot, or NOTHING."""
        if track == spot.track:
            return spot.position - 1
        seen = self._seen[spot.track].get(track)
        return NOTHING if seen is None else _upto(seen, spot.position)

    def precedes(self, earlier: Spot, later: Spot) -> bool:
        """Whether `earlier` is a strict ancestor of `later`."""
        return self.reach(later, earlier.track) >= earlier.position

    def first_after(self, spot: Spot, track: int) -> int | None:
        """The first position of that track that descends from this spot; all later ones do too."""
        if track == spot.track:
            return spot.position + 1 if spot.position + 1 < self._length[track] else None
        seen = self._seen[track].get(spot.track)
        if seen is None or seen.upto[-1] < spot.position:
            return None
        return seen.at[bisect_left(seen.upto, spot.position)]

    def reached(self, spots: Iterable[Spot]) -> dict[int, int]:
        """For each track the highest position that is one of these spots, or comes before one of them."""
        reached: dict[int, int] = {}
        for spot in spots:
            seen = {track: self.reach(spot, track) for track in self._seen[spot.track]}
            for track, position in (*seen.items(), spot):
                reached[track] = max(position, reached.get(track, NOTHING))
        return reached

    def _look_through(self, spot: Spot, link: Spot) -> None:
        """Notes what the link saw, and the link. The spot is the last of its track."""
        own, mine = spot.track, self._seen[spot.track]
        known = mine.get(link.track)
        if link.track == own or (known is not None and known.upto[-1] >= link.position):
            return
        for track, seen in self._seen[link.track].items():
            if track != own:
                _note(mine, spot.position, track, _upto(seen, link.position))
        _note(mine, spot.position, link.track, link.position)


def _note(mine: dict[int, _Seen], at: int, track: int, upto: int) -> None:
    seen = mine.get(track)
    if seen is None:
        if upto != NOTHING:
            mine[track] = _Seen([at], [upto])
    elif seen.upto[-1] < upto:
        if seen.at[-1] == at:
            seen.upto[-1] = upto
        else:
            seen.at.append(at)
            seen.upto.append(upto)


def _upto(seen: _Seen, position: int) -> int:
    if seen.at[-1] <= position:
        return seen.upto[-1]
    index = bisect_right(seen.at, position) - 1
    return seen.upto[index] if index >= 0 else NOTHING
