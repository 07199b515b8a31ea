"""The one order in which everyone reads the record: links first, then the smallest (said-at, id).

A pure function of the set held. What has missing ancestors is placed by the links that are held. What comes
late, or under what stands late, moves nothing before it: only what stands after is sorted anew.
Source: docs/SPEC.md 9.
"""

from __future__ import annotations

import heapq
from array import array
from collections.abc import Iterable, Mapping, Sequence

from hotline.codec import to_milliseconds
from hotline.ids import StatementId
from hotline.transcript.held import Held


class Order:
    """Keeps the order while statements come, in any order. They are put in their places when it is read."""

    def __init__(self, held: Mapping[StatementId, Held]) -> None:
        self._held = held
        self._sorted: list[StatementId] = []
        self._said = array("q")  # the dates in this order, in milliseconds
        self._latest = (-1, StatementId(b""))  # the greatest date in it, with its id
        self._new: list[Held] = []  # not in it yet
        self._children: list[StatementId] = []  # what links to one of these
        self._place: dict[StatementId, int] = {}
        self._placed = 0  # so many from the beginning on stand where `_place` says

    def add(self, new: Held, children: Iterable[StatementId]) -> None:
        """Takes a statement; `children`: those held that link to it."""
        self._new.append(new)
        self._children += children

    def take_up(self, ids: list[StatementId], said: array[int]) -> None:
        """What is settled, into one that has nothing yet."""
        self._sorted, self._said = list(ids), said[:]
        self._latest = max(zip(said, ids, strict=True), default=self._latest)

    def slice(self, start: int | None, stop: int | None) -> Sequence[StatementId]:
        self._catch_up()
        return self._sorted[start:stop]

    def index(self, id: StatementId) -> int:
        """Where it stands, from 0. Raises KeyError when it is not held."""
        self._catch_up()
        return self._index(id)

    def _index(self, id: StatementId) -> int:
        known = self._place.get(id)
        if known is None or known >= self._placed:
            # All from the first that moved since are looked up anew, once.
            fresh = self._sorted[self._placed :]
            self._place.update(zip(fresh, range(self._placed, len(self._sorted)), strict=True))
            self._placed = len(self._sorted)
        return self._place[id]

    def _catch_up(self) -> None:
        """Sorts in what is new: from the first place on where any of it, or what links to it, may stand."""
        if not self._new:
            return
        fresh = {each.id: each for each in sorted(self._new, key=lambda each: each.key)}
        known = (self._index(child) for child in self._children if child not in fresh)
        index = min(known, default=len(self._sorted))
        for each in fresh.values():
            links = each.header.comes_after
            if fresh.keys().isdisjoint(links):  # else it stands after one that is new too
                index = min(index, self._index_for(each, (link for link in links if link in self._held)))
        self._new, self._children = [], []
        self._sorted[index:] = in_order([*self._sorted[index:], *fresh], self._held)
        tail = [self._held[id].header.said_at for id in self._sorted[index:]]
        self._said[index:] = array("q", map(to_milliseconds, tail))
        self._placed = min(self._placed, index)
        self._latest = max(self._latest, *map(_key, fresh.values()))

    def _index_for(self, new: Held, before: Iterable[StatementId]) -> int:
        """Where it may stand at the earliest: right before the first later-keyed one after all these."""
        key, end = _key(new), len(self._sorted)
        if key > self._latest:
            return end
        index = max(map(self._index, before), default=-1) + 1
        while index < end and (self._said[index], self._sorted[index]) < key:
            index += 1
        return index


def _key(one: Held) -> tuple[int, StatementId]:
    return to_milliseconds(one.header.said_at), one.id


def in_order(ids: Iterable[StatementId], held: Mapping[StatementId, Held]) -> list[StatementId]:
    """These in the order of their links among each other, and then by key."""
    by_key = sorted((held[id] for id in ids), key=lambda each: each.key)
    order = [each.id for each in by_key]
    return order if _links_lead_back(by_key) else _by_links(order, held)


def _links_lead_back(statements: Sequence[Held]) -> bool:
    """Whether what links lead to stands before each, or is none of these: then no date is out of order."""
    ahead = {each.id for each in statements}
    for each in statements:
        ahead.discard(each.id)
        if not ahead.isdisjoint(each.header.comes_after):
            return False
    return True


def _by_links(ids: Iterable[StatementId], held: Mapping[StatementId, Held]) -> list[StatementId]:
    """Kahn's algorithm with a heap."""
    after: dict[StatementId, list[Held]] = {}
    unmet = dict.fromkeys(ids, 0)
    for id in unmet:
        each = held[id]
        for link in each.header.comes_after:
            if link in unmet:
                unmet[id] += 1
                after.setdefault(link, []).append(each)
    ready = [held[id].key for id, count in unmet.items() if not count]
    heapq.heapify(ready)
    order: list[StatementId] = []
    while ready:
        order.append(heapq.heappop(ready)[1])
        for child in after.get(order[-1], ()):
            unmet[child.id] -= 1
            if not unmet[child.id]:
                heapq.heappush(ready, child.key)
    return order
