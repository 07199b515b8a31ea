"""The one order in which everyone reads the record: links first, then the smallest (said-at, id).

A pure function of the set held. What has missing ancestors is placed by the links that are held.
Source: docs/SPEC.md 9.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping

from hotline.ids import StatementId
from hotline.transcript.graph import Held, links


class Order:
    """Keeps the order while statements come at its end; sorts anew after one came under others."""

    def __init__(self, held: Mapping[StatementId, Held]) -> None:
        self._held = held
        self._sorted: list[StatementId] | None = None

    def add(self, new: Held, linked: bool) -> None:
        """Takes a statement; `linked` tells whether one that was held before links to it."""
        if linked:
            self._sorted = None
        elif self._sorted is not None:
            self._sorted.insert(self._index_for(new, self._sorted), new.id)

    def as_list(self) -> list[StatementId]:
        if self._sorted is None:
            self._sorted = in_order(self._held)
        return list(self._sorted)

    def _index_for(self, new: Held, order: list[StatementId]) -> int:
        """Right before the first later-keyed one after all its links: nothing else moves for a leaf."""
        before = {link for link in links(new.header) if link in self._held}
        index = len(order)
        while index and order[index - 1] not in before:
            index -= 1
        while index < len(order) and self._held[order[index]].key < new.key:
            index += 1
        return index


def in_order(held: Mapping[StatementId, Held]) -> list[StatementId]:
    """Kahn's algorithm with a heap."""
    after: dict[StatementId, list[Held]] = {}
    unmet: dict[StatementId, int] = {}
    for each in held.values():
        before = [link for link in links(each.header) if link in held]
        unmet[each.id] = len(before)
        for link in before:
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
