"""The statements held of one channel, how they are linked, and which ancestors are missing.

A statement is complete when all its ancestors are held, and of each ancestor and itself what it *founds*: the
body that says who speaks, or by what terms. Only then can it be judged, by anyone, and the judgement is the
same everywhere. Nothing here recurses: chains are as long as crises.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Set

from hotline.ids import DeviceId, StatementId
from hotline.statements.header import Header, Statement
from hotline.transcript.ancestry import NOTHING, Ancestry, Spot
from hotline.transcript.held import Held, Shelf
from hotline.transcript.heldset import HeldSet

FOUNDING = frozenset({"desk", "agreement", "acceptance"})


def founds(header: Header) -> bool:
    """Whether others cannot be judged without this one's body. What is not for all cannot found anything."""
    return header.kind in FOUNDING and header.audience == "all" and not header.held


def follows(header: Header, before: Header) -> bool:
    """Whether it takes the place after `before` in the same incarnation."""
    return (header.author, header.life, header.seq) == (before.author, before.life, before.seq + 1)


class Past:
    """What is held of the past of some statements, and they themselves. It does not see what is added."""

    def __init__(
        self, held: Mapping[StatementId, Held], incomplete: Set[StatementId], reached: Mapping[int, int]
    ) -> None:
        self._held = held
        self._incomplete = incomplete
        self._reached = reached

    def __contains__(self, id: StatementId) -> bool:
        if id in self._incomplete:
            return True
        spot = self._held[id].spot if id in self._held else None
        return spot is not None and spot.position <= self._reached.get(spot.track, NOTHING)


class Graph:
    """Held statements by id. `add` and `give_body` return what became complete, ancestors first."""

    def __init__(self, shelf: Shelf | None) -> None:
        self.held = HeldSet(shelf)
        self.ancestry = Ancestry()
        self.missing: set[StatementId] = set()
        self.incomplete: dict[StatementId, Held] = {}
        self.heads: set[StatementId] = set()
        self._waiting: dict[StatementId, list[Held]] = {}

    def add(self, statement: Statement) -> list[Held]:
        """Takes a statement that is not held yet."""
        new = Held(statement.id, statement, self.held.shelf)
        self.held.take(new)
        self.missing.discard(new.id)
        for link in new.header.comes_after:
            known = self.held.find(link)
            if known is None:
                self.missing.add(link)
            if known is None or not known.complete:
                self._waiting.setdefault(link, []).append(new)
                new.unmet += 1
        new.unmet += founds(new.header)
        self.incomplete[new.id] = new
        return self._complete_from(new) if not new.unmet else []

    def give_body(self, held: Held, body: bytes | None) -> list[Held]:
        """Takes the body of a held statement that had none. None: it is on the shelf."""
        held.take_body(body)
        self.held.take(held)
        held.unmet -= founds(held.header)
        return [] if held.unmet or held.complete else self._complete_from(held)

    def missing_by_author(self) -> dict[DeviceId, set[StatementId]]:
        """What is linked to and not held, under each author who links to it."""
        found: dict[DeviceId, set[StatementId]] = {}
        for id in self.missing:
            for each in self._waiting[id]:
                found.setdefault(each.header.author, set()).add(id)
        return found

    def waiting_for(self, id: StatementId) -> list[StatementId]:
        """The held statements that link to this one, which is not complete yet."""
        return [each.id for each in self._waiting.get(id, ())]

    def is_ancestor(self, earlier: StatementId, later: StatementId) -> bool:
        """Whether links lead from `later` back to `earlier`, as far as is held."""
        first, second = self.held.find(earlier), self.held.find(later)
        if second is None or earlier == later:
            return False
        if second.spot is not None:
            known = first.spot if first is not None else None
            return known is not None and self.ancestry.precedes(known, second.spot)
        return any(self._at_or_before(first, earlier, each) for each in self._incomplete_past(second))

    def past(self, ids: Iterable[StatementId]) -> Past:
        """These and all that they come after, as far as is held.

        One walk over what is incomplete; what is complete is known by how far it reaches on each track.
        """
        ahead = [id for id in ids if id in self.held]
        incomplete: set[StatementId] = set()
        complete: list[Spot] = []
        while ahead:
            held = self.held[ahead.pop()]
            if held.spot is not None:
                complete.append(held.spot)
            elif held.id not in incomplete:
                incomplete.add(held.id)
                ahead.extend(link for link in held.header.comes_after if link in self.held)
        return Past(self.held, incomplete, self.ancestry.reached(complete))

    def _at_or_before(self, first: Held | None, earlier: StatementId, link: StatementId) -> bool:
        if link == earlier:
            return True
        spot = self.held[link].spot if link in self.held else None
        return bool(spot and first and first.spot and self.ancestry.precedes(first.spot, spot))

    def _incomplete_past(self, start: Held) -> Iterator[StatementId]:
        """Every link of the incomplete statements from here back, each once."""
        passed: set[StatementId] = set()
        ahead = deque([start])
        while ahead:
            for link in ahead.popleft().header.comes_after:
                if link in passed:
                    continue
                passed.add(link)
                yield link
                known = self.held.find(link)
                if known is not None and not known.complete:
                    ahead.append(known)

    def _complete_from(self, first: Held) -> list[Held]:
        done: list[Held] = []
        ready = deque([first])
        while ready:
            held = ready.popleft()
            self._complete(held)
            done.append(held)
            for child in self._waiting.pop(held.id, ()):
                child.unmet -= 1
                if not child.unmet:
                    ready.append(child)
        return done

    def _complete(self, held: Held) -> None:
        header = held.header
        before = [self._spot(link) for link in header.comes_after]
        follows = self._spot(header.prev) if header.prev is not None and self._continues(header) else None
        held.spot = self.ancestry.place(follows, before)
        del self.incomplete[held.id]
        self.heads.difference_update((header.prev, *header.parents))
        self.heads.add(held.id)

    def _continues(self, header: Header) -> bool:
        """Whether prev is the one before in the same incarnation, so that the two make a run."""
        before = self.held[header.prev].header if header.prev is not None else None
        return before is not None and follows(header, before)

    def _spot(self, id: StatementId) -> Spot:
        spot = self.held[id].spot
        assert spot is not None  # a statement completes after its links
        return spot
