"""What is complete, in columns: a row a statement, in display order, and no header or body among them.

Only what follows from the links and never changes: the spot of each, who speaks, what it refers to. It can be
made anew from the statements at any time. Not here: verdicts and standings, which are never kept.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from hotline.errors import Malformed
from hotline.ids import DeviceId, Incarnation, PartyId, Place, StatementId
from hotline.shapes import read_cbor, write_cbor
from hotline.statements.header import Audience
from hotline.transcript.ancestry import Spot
from hotline.transcript.desks import Desk
from hotline.transcript.held import Held, Shelf

WHAT = "settled record"
FORM = f"1 {sys.byteorder}"  # what was kept in another form is made anew
MOST_BYTES = 2**30
NONE = -1  # no row
ID_BYTES = 32


@dataclass(frozen=True, slots=True)
class Track:
    """A run of one author's statements: where it begins, and what is true of all of it."""

    first: Place
    whole: bool
    begun: bool


@dataclass(slots=True)
class Settled:
    """The columns. `card`: the row of the statement with the author's card; `refers`: of that referred to."""

    ids: list[StatementId] = field(default_factory=list)
    track: array[int] = field(default_factory=lambda: array("q"))
    position: array[int] = field(default_factory=lambda: array("q"))
    said: array[int] = field(default_factory=lambda: array("q"))  # milliseconds
    kind: array[int] = field(default_factory=lambda: array("q"))  # into `kinds`
    precedence: array[int] = field(default_factory=lambda: array("q"))
    card: array[int] = field(default_factory=lambda: array("q"))
    refers: array[int] = field(default_factory=lambda: array("q"))
    audience: array[int] = field(default_factory=lambda: array("q"))  # into `audiences`
    audiences: list[Audience] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    tracks: list[Track] = field(default_factory=list)
    rows: dict[StatementId, int] = field(default_factory=dict)
    desks: dict[int, Desk] = field(default_factory=dict)
    """The cards by row: put in when their statements are looked at."""

    def held(self, row: int, shelf: Shelf | None, has_body: bool) -> Held:
        """A statement again as it was."""
        held = Held(self.ids[row], None, shelf)
        held.spot = Spot(self.track[row], self.position[row])
        track = self.tracks[self.track[row]]
        held.whole, held.begun = track.whole, track.begun
        held.desk = self.desks.get(self.card[row])
        held.has_body = has_body
        return held

    @property
    def columns(self) -> Sequence[array[int]]:
        facts = (self.said, self.kind, self.precedence, self.card, self.refers, self.audience)
        return self.track, self.position, *facts

    def upto(self, row: int) -> Settled:
        """The rows before this one."""
        found = Settled(ids=self.ids[:row], kinds=list(self.kinds), audiences=list(self.audiences))
        for column, whole in zip(found.columns, self.columns, strict=True):
            column.extend(whole[:row])
        return found

    def index(self) -> None:
        self.rows = dict(zip(self.ids, range(len(self.ids)), strict=True))


def to_value(settled: Settled) -> list[object]:
    """As CBOR has it."""
    columns = [column.tobytes() for column in settled.columns]
    tracks = [[*each.first, each.whole, each.begun] for each in settled.tracks]
    return [b"".join(settled.ids), columns, settled.audiences, settled.kinds, tracks]


def from_value(value: list[Any]) -> Settled:
    """Reads what `to_value` gives."""
    ids, columns, audiences, kinds, tracks = value
    found = Settled()
    found.ids = [StatementId(ids[at : at + ID_BYTES]) for at in range(0, len(ids), ID_BYTES)]
    for column, raw in zip(found.columns, columns, strict=True):
        column.frombytes(raw)
    found.audiences = ["all" if each == "all" else tuple(map(PartyId, each)) for each in audiences]
    found.kinds = kinds
    found.tracks = [
        Track(Place(DeviceId(author), Incarnation(*life), seq), whole, begun)
        for author, life, seq, whole, begun in tracks
    ]
    found.index()
    return found


def write(value: list[object]) -> bytes:
    return write_cbor([FORM, *value])


def read(raw: bytes) -> list[Any]:
    """Raises Malformed for what was written in another form."""
    found = read_cbor(raw, WHAT, MOST_BYTES)
    if not isinstance(found, list) or found[:1] != [FORM]:
        raise Malformed(WHAT, "is of another form")
    return found[1:]
