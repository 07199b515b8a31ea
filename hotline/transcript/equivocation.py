"""Two histories of one author: two statements at one place, or a life that goes on after a newer one.

What an older incarnation said above the end that a newer one names is no equivocation: a restored backup did
not know it. A statement of the older one that comes after one of the newer shows that both copies speak.
Source: docs/SPEC.md 9.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hotline.codec import INTEGER_MAX
from hotline.ids import DeviceId, Incarnation, StatementId
from hotline.sentence import sentence
from hotline.transcript.ancestry import NOTHING, Ancestry
from hotline.transcript.held import Held
from hotline.transcript.places import Life


@dataclass(frozen=True, slots=True)
class Alarm:
    """Proof against a device: the two statements that it cannot both have said in one history."""

    code: str  # "two-histories" or "outlived"
    author: DeviceId
    life: Incarnation
    seq: int
    statements: tuple[StatementId, StatementId]

    @property
    def why(self) -> str:
        if self.code == "outlived":
            return sentence(
                "An older incarnation of this desk spoke on after a newer one: its vault was copied."
            )
        return sentence("This desk said two different things as its number {seq}.", seq=self.seq)


class Equivocations:
    """Every doubled place, and the first statement of each life that came after a newer life."""

    def __init__(self, held: Mapping[StatementId, Held], ancestry: Ancestry) -> None:
        self._held = held
        self._ancestry = ancestry
        self._doubled: dict[Life, dict[int, tuple[StatementId, ...]]] = {}
        self._outlived: dict[Life, tuple[int, StatementId, StatementId]] = {}
        self._roots: dict[DeviceId, dict[Incarnation, list[Held]]] = {}  # where its chains begin
        self._suspects: set[DeviceId] = set()

    def awake(self) -> list[StatementId]:
        """The statements by which the others are looked at."""
        return [root.id for lives in self._roots.values() for roots in lives.values() for root in roots]

    def to_value(self) -> list[object]:
        """What cannot be told from the places alone, to be kept and taken up again."""
        return [[*life, list(mark)] for life, mark in self._outlived.items()]

    def take_up(self, value: list[Any], roots: Iterable[Held]) -> None:
        """What `to_value` and `awake` gave, into one that has nothing yet."""
        for held in roots:
            lives = self._roots.setdefault(held.header.author, {})
            lives.setdefault(held.header.life, []).append(held)
        for author, life, (seq, late, newer) in value:
            own = DeviceId(author), Incarnation(*life)
            self._outlived[own] = (seq, StatementId(late), StatementId(newer))
            self._suspects.add(own[0])

    def placed(self, ids: tuple[StatementId, ...]) -> None:
        """Takes all that is held at the place of a new statement."""
        if len(ids) > 1:
            header = self._held[ids[0]].header
            self._doubled.setdefault((header.author, header.life), {})[header.seq] = ids
            self._suspects.add(header.author)

    def completed(self, held: Held) -> None:
        header = held.header
        lives = self._roots.setdefault(header.author, {})
        if self._begins_a_chain(held):
            lives.setdefault(header.life, []).append(held)
        newer = [root for life, roots in lives.items() if life > header.life for root in roots]
        after = [root for root in newer if self._precedes(root, held)]
        if after:
            first = min(after, key=lambda root: (root.header.life, root.header.seq, root.id))
            mark = (header.seq, held.id, first.id)
            life = (header.author, header.life)
            self._outlived[life] = min(mark, self._outlived.get(life, mark))
            self._suspects.add(header.author)

    def against(self, held: Held) -> StatementId | None:
        """The proof that this complete statement stands beyond its author's second history, if it does."""
        if held.header.author not in self._suspects:
            return None
        return next(self._proofs(held), None)

    def alarms(self) -> list[Alarm]:
        """For each incarnation the first doubled place, and the first statement after a newer life."""
        doubled = [
            Alarm("two-histories", *life, seq, (ids[0], ids[1]))
            for life, places in self._doubled.items()
            for seq, ids in [min(places.items())]
        ]
        outlived = [Alarm("outlived", *life, seq, (a, b)) for life, (seq, a, b) in self._outlived.items()]
        return sorted((*doubled, *outlived), key=lambda each: (each.author, each.life, each.seq, each.code))

    def _proofs(self, held: Held) -> Iterator[StatementId]:
        header = held.header
        life = (header.author, header.life)
        yield from (id for id in self._doubled.get(life, {}).get(header.seq, ()) if id != held.id)
        for (author, other), places in sorted(self._doubled.items(), key=lambda each: each[0]):
            if author != header.author or other > header.life:
                continue
            for seq, ids in sorted(places.items()):
                if (other < header.life or seq <= header.seq) and _serial(held) <= self._serial(ids):
                    yield ids[0]
        if life in self._outlived:
            seq, late, newer = self._outlived[life]
            if seq <= header.seq and _serial(held) <= self._serial((late,)):
                yield newer

    def _serial(self, ids: tuple[StatementId, ...]) -> int:
        """The newest credential that a proof was said under: only a newer one ends what it costs."""
        known = [_serial(self._held[id]) for id in ids if self._held[id].desk is not None]
        return max(known, default=INTEGER_MAX)

    def _begins_a_chain(self, held: Held) -> bool:
        header = held.header
        before = self._held[header.prev].header if header.prev is not None else None
        return before is None or (before.author, before.life) != (header.author, header.life)

    def _precedes(self, root: Held, held: Held) -> bool:
        assert root.spot is not None and held.spot is not None
        return self._ancestry.reach(held.spot, root.spot.track) != NOTHING


def _serial(held: Held) -> int:
    return held.desk.credential.serial if held.desk is not None else 0
