"""What a `have` shows of the statements held here: each is covered, lacking, or unknown.

Covered is proof: by what is held here, its sender holds the statement. Lacking: the have, if it is true, says
that its sender does not. All else is unknown, and neither sent nor taken for delivered; so it is with what
lies under an id that is not held here. Exact under gaps, forks and lies. Source: docs/SPEC.md 7.1.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from hotline.delivery.due import due_while_held, releases
from hotline.delivery.have import Above, End, Have
from hotline.ids import Place, StatementId
from hotline.transcript.graph import Past, follows
from hotline.transcript.places import Life, Run
from hotline.transcript.transcript import Transcript


class Coverage:
    """One desk's have against one transcript. Made anew when either changes; asking is cheap."""

    def __init__(self, transcript: Transcript, have: Have) -> None:
        self._transcript = transcript
        self._have = have
        self._vector = transcript.vector()
        self._forked: set[Life] = {(alarm.author, alarm.life) for alarm in transcript.alarms()}
        self._ends: dict[Life, End] = {(end.author, end.life): end for end in have.vector}
        self._runs: dict[Life, list[Above]] = {}
        for run in have.above:
            self._runs.setdefault((run.author, run.life), []).append(run)
        self._walked: dict[StatementId, frozenset[StatementId]] = {}

    # One statement

    def covers(self, id: StatementId) -> bool:
        """Whether its header is with that desk. False: it is lacking or unknown, or not held here."""
        if id not in self._transcript:
            return False
        header = self._transcript.header(id)
        life = header.author, header.life
        end = self._ends.get(life)
        if end is not None and self._reaches(end, id, header.seq):
            return True
        if any(self._reaches(run, id, header.seq) for run in self._runs.get(life, ())):
            return True
        return id in self._under_heads

    def covers_body(self, id: StatementId) -> bool:
        """Whether header and body are with that desk, if the body is due to it.

        One that was held back is covered only by a have that covers its release too: before that it was not
        due, and so not called missing.
        """
        if id in self._have.missing or not self._have.tells_all_bodies or not self.covers(id):
            return False
        if not self._transcript.header(id).held or due_while_held(self._transcript, id, self._have.device):
            return True
        return any(self.covers(release) for release in releases(self._transcript, id))

    # All of them

    def lacking(self) -> list[StatementId]:
        """What is held here and that desk, by its own word, lacks: by place, then what it asks for."""
        above: dict[Life, list[Run]] = {life: [] for life in self._vector}
        for run in self._transcript.above():
            above.setdefault((run.author, run.life), []).append(run)
        found = [id for life in sorted(above) for id in self._lacking_of(life, above[life])]
        asked = (id for id in self._have.asked if id in self._transcript)
        return list(dict.fromkeys([*found, *asked]))

    def unknown(self) -> list[StatementId]:
        """Ids that it names as held and that are not held here."""
        return sorted(id for id in self._have.held() if id not in self._transcript)

    def names_unknown(self) -> bool:
        """Whether its sender holds something that is not held here."""
        return bool(self.unknown())

    def two_histories(self) -> list[Place]:
        """The places where it names a statement that is not held here, and another one is."""
        entries: list[End | Above] = [*self._have.vector, *self._have.above]
        places = (Place(each.author, each.life, each.seq) for each in entries if self._contradicts(each))
        return sorted(set(places))

    def _contradicts(self, entry: End | Above) -> bool:
        there = self._transcript.at(Place(entry.author, entry.life, entry.seq))
        return bool(there) and entry.id not in there

    # Chains

    def _reaches(self, entry: End | Above, id: StatementId, seq: int) -> bool:
        """Whether prev leads from the entry's id to this statement of the same life, within the entry."""
        if id == entry.id:
            return seq == entry.seq
        if not entry.first <= seq < entry.seq or not self._stands(entry):
            return False
        return self._single(entry) or id in self._chain_under(entry)

    def _stands(self, entry: End | Above) -> bool:
        """Whether its id is held here, and at the place that it says."""
        return entry.id in self._transcript.at(Place(entry.author, entry.life, entry.seq))

    def _single(self, entry: End | Above) -> bool:
        """Without a gap or a fork here, prev leads from its id to every earlier statement of its life."""
        life = entry.author, entry.life
        mark = self._vector.get(life)
        return mark is not None and entry.seq <= mark[0] and life not in self._forked

    def _chain_under(self, entry: End | Above) -> frozenset[StatementId]:
        """What prev leads to from its id, as far as is held here."""
        if entry.id not in self._walked:
            self._walked[entry.id] = frozenset(self._walk(entry))
        return self._walked[entry.id]

    def _walk(self, entry: End | Above) -> Iterator[StatementId]:
        id: StatementId | None = entry.id
        while id is not None and id in self._transcript:
            yield id
            header = self._transcript.header(id)
            id = header.prev
            if id is None or id not in self._transcript or header.seq <= entry.first:
                return
            if not follows(header, self._transcript.header(id)):
                return

    @cached_property
    def _under_heads(self) -> Past:
        """Walked once: its sender chooses the heads, and may choose the dearest to ask about one by one."""
        return self._transcript.past(self._have.heads)

    # What is lacking

    def _lacking_of(self, life: Life, runs: Sequence[Run]) -> Iterator[StatementId]:
        """What its word for this life leaves out; of a life with two histories all that is not proved."""
        end = self._ends.get(life)
        least = 1 if end is None or life in self._forked or self._contradicts(end) else end.seq + 1
        top = self._vector[life][0] if life in self._vector else 0
        pieces = [range(least, top + 1), *(range(max(least, run.first), run.last + 1) for run in runs)]
        for seq in sorted(set().union(*pieces)):
            here = self._transcript.at(Place(*life, seq))
            yield from (id for id in here if not self.covers(id))
