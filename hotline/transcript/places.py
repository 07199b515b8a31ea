"""Each author's own chain, incarnation by incarnation: who said what at which place, and what is lacking.

A statement is *whole* when its author's chain is held from it down to seq 1, by prev. The version vector
names, for each author and incarnation, the highest whole statement; the runs are what is held above gaps.
Source: docs/SPEC.md 7.1.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from hotline.ids import DeviceId, Incarnation, Place, StatementId
from hotline.statements.header import Header
from hotline.transcript.graph import follows
from hotline.transcript.held import Held
from hotline.transcript.settled import Track

Life = tuple[DeviceId, Incarnation]
"""One author in one incarnation."""

Mark = tuple[int, StatementId]
"""A seq, and the statement there."""

NO_MARK: Mark = (0, StatementId(b""))


@dataclass(frozen=True, slots=True)
class Run:
    """Statements of one chain held above a gap, without a gap between them. Urgent ones stand alone."""

    author: DeviceId
    life: Incarnation
    first: int
    last: int
    last_id: StatementId
    urgent: bool


@dataclass(frozen=True, slots=True, order=True)
class Gap:
    """The places of one chain between what is held of it."""

    author: DeviceId
    life: Incarnation
    first: int
    last: int


class Places:
    """Held statements by place. Reads the statements it is given, and marks them whole."""

    def __init__(self, held: Mapping[StatementId, Held]) -> None:
        self._held = held
        self._at: dict[Life, dict[int, tuple[StatementId, ...]]] = {}
        self._vector: dict[Life, Mark] = {}
        self._cut_off: set[StatementId] = set()
        self._after: dict[StatementId, list[Held]] = {}  # what continues a chain that is not whole there

    def add(self, new: Held) -> tuple[StatementId, ...]:
        """Takes a statement; gives all that are held at its place, which are two when its author forked."""
        header = new.header
        chain = self._at.setdefault((header.author, header.life), {})
        chain[header.seq] = tuple(sorted((*chain.get(header.seq, ()), new.id)))
        self._join(new)
        return chain[header.seq]

    def cut_off(self) -> list[StatementId]:
        """What stands above a gap."""
        return list(self._cut_off)

    def take_up(self, track: Track, ids: Sequence[StatementId]) -> Iterator[tuple[StatementId, ...]]:
        """A run of statements that each follow the one before; gives those of a place that has two."""
        author, life, first = track.first
        chain = self._at.setdefault((author, life), {})
        if not chain:
            chain.update(zip(range(first, first + len(ids)), zip(ids, strict=True), strict=True))
        else:
            for seq, id in enumerate(ids, first):
                chain[seq] = tuple(sorted((*chain.get(seq, ()), id)))
                if len(chain[seq]) > 1:
                    yield chain[seq]
        if track.whole:
            self._raise_to(author, life, first + len(ids) - 1, ids[-1])

    def take_up_cut_off(self, held: Held) -> None:
        """One that stands above a gap although it is complete: its chain is broken."""
        self._cut_off.add(held.id)
        if held.header.prev is not None:
            self._after.setdefault(held.header.prev, []).append(held)

    def at(self, place: Place) -> tuple[StatementId, ...]:
        return self._at.get((place.author, place.incarnation), {}).get(place.seq, ())

    def chain(self, author: DeviceId, life: Incarnation) -> tuple[StatementId, ...]:
        """All held of that incarnation, by seq."""
        by_seq = self._at.get((author, life), {})
        return tuple(id for seq in sorted(by_seq) for id in by_seq[seq])

    def lives(self, author: DeviceId) -> list[Incarnation]:
        """The incarnations of which something is held, oldest first."""
        return sorted(life for device, life in self._at if device == author)

    def end(self, author: DeviceId, life: Incarnation) -> StatementId | None:
        """The highest whole statement of that incarnation."""
        mark = self._vector.get((author, life))
        return mark[1] if mark is not None else None

    def vector(self) -> dict[Life, Mark]:
        return dict(sorted(self._vector.items()))

    def above(self) -> list[Run]:
        """What is held above gaps, ascending."""
        tails = [id for id in self._cut_off if not self._goes_on(id)]
        runs = [run for tail in tails for run in self._runs_down_from(self._held[tail])]
        # Forks share what lies under them: a run that two tails give stands once.
        return sorted(set(runs), key=lambda run: (run.author, run.life, run.first, run.last, run.last_id))

    def gaps(self) -> list[Gap]:
        """What is lacking below what is held above gaps, ascending."""
        found: list[Gap] = []
        reached: dict[Life, int] = {}
        for run in self.above():
            life = (run.author, run.life)
            top = reached.get(life, self._vector.get(life, NO_MARK)[0])
            if run.first > top + 1:
                found.append(Gap(*life, top + 1, run.first - 1))
            reached[life] = max(top, run.last)
        return found

    def _join(self, new: Held) -> None:
        ready = [new]
        while ready:
            held = ready.pop()
            if not self._stands_on_ground(held.header):
                self._cut_off.add(held.id)
                if held.header.prev is not None:
                    self._after.setdefault(held.header.prev, []).append(held)
                continue
            held.whole = True
            self._cut_off.discard(held.id)
            self._raise(held)
            ready.extend(self._after.pop(held.id, ()))

    def _stands_on_ground(self, header: Header) -> bool:
        if header.seq == 1:
            return True
        before = self._held.get(header.prev) if header.prev else None
        return before is not None and before.whole and follows(header, before.header)

    def _raise(self, held: Held) -> None:
        header = held.header
        self._raise_to(header.author, header.life, header.seq, held.id)

    def _raise_to(self, author: DeviceId, life: Incarnation, seq: int, id: StatementId) -> None:
        old = self._vector.get((author, life))
        if old is None or seq > old[0] or (seq == old[0] and id < old[1]):
            self._vector[author, life] = (seq, id)

    def _goes_on(self, id: StatementId) -> bool:
        header = self._held[id].header
        return any(follows(each.header, header) for each in self._after.get(id, ()))

    def _runs_down_from(self, tail: Held) -> Iterator[Run]:
        last = tail
        for held in self._down(tail):
            before = self._under(held)
            cut = before is None or held.header.precedence.urgent or before.header.precedence.urgent
            if cut:
                yield _run(held.header, last)
            if cut and before is not None:
                last = before

    def _down(self, tail: Held) -> Iterator[Held]:
        held: Held | None = tail
        while held is not None:
            yield held
            held = self._under(held)

    def _under(self, held: Held) -> Held | None:
        """The statement before in the chain, if it is held and cut off as well."""
        before = self._held.get(held.header.prev) if held.header.prev else None
        continues = before is not None and before.id in self._cut_off and follows(held.header, before.header)
        return before if continues else None


def _run(first: Header, last: Held) -> Run:
    top = last.header
    return Run(top.author, top.life, first.seq, top.seq, last.id, top.precedence.urgent)
