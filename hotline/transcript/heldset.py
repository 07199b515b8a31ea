"""The statements held, by id: those that came lately as they are, the settled ones made when asked for.

What is settled stands in columns (`settled`); header and body are fetched from the shelf when somebody looks
at them, and let go of again. Not here: what a shelf is made of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from hotline.ids import StatementId
from hotline.transcript.held import Held, Shelf
from hotline.transcript.settled import Settled

AWAKE = 4096  # settled statements that somebody looked at lately: some screens, and what they refer to


class HeldSet(Mapping[StatementId, Held]):
    """Everything held. An id is looked up here, and here alone."""

    def __init__(self, shelf: Shelf | None) -> None:
        self.shelf = shelf
        self.settled = Settled()
        self.without_body: set[StatementId] = set()
        self._live: dict[StatementId, Held] = {}
        self._awake: dict[StatementId, Held] = {}
        self._unsettled = 0

    def take(self, held: Held) -> None:
        """One that came, or a settled one that is to stay awake."""
        self._unsettled += held.id not in self
        self._live[held.id] = held
        self._awake.pop(held.id, None)

    def rest_on(self, settled: Settled, awake: Mapping[StatementId, Held]) -> None:
        """From now on these are settled; of them only those stay awake that others go by."""
        incomplete = {id: held for id, held in self._live.items() if not held.complete}
        self.settled, self._live, self._awake = settled, {**incomplete, **awake}, {}
        self._unsettled = len(incomplete)

    def __getitem__(self, id: StatementId) -> Held:
        held = self._live.get(id) or self._awake.get(id)
        return held if held is not None else self._wake(id)

    def find(self, id: StatementId) -> Held | None:
        """It, or None when it is not held."""
        held = self._live.get(id) or self._awake.get(id)
        return held if held is not None or id not in self.settled.rows else self._wake(id)

    def _wake(self, id: StatementId) -> Held:
        row = self.settled.rows[id]
        has_body = id not in self.without_body
        held = self._awake[id] = self.settled.held(row, self.shelf, has_body)
        if len(self._awake) > AWAKE:
            del self._awake[next(iter(self._awake))]
        return held

    def __contains__(self, id: object) -> bool:
        return id in self._live or id in self.settled.rows

    def __len__(self) -> int:
        return len(self.settled.rows) + self._unsettled

    def __iter__(self) -> Iterator[StatementId]:
        return chain(self.settled.rows, (id for id in self._live if id not in self.settled.rows))
