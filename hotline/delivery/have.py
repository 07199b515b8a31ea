"""The `have`: one desk's signed word of what it holds of a channel, what it lacks, and what it asks for.

It is the same for all readers, and a receipt, a request and a proof at once. Not here: what follows from one
(`coverage`), and when one is sent (SPEC 7.3; `client.station`). Source: docs/SPEC.md 7.1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise, zip_longest
from typing import Any, NamedTuple, TypeVar

from hotline import limits
from hotline.codec import labelled_hash, to_milliseconds, whole_milliseconds
from hotline.crypto.signing import SigningKey
from hotline.delivery.lost import sought
from hotline.errors import Malformed
from hotline.fields import a_counter, a_key, an_incarnation, counter_value
from hotline.ids import ChannelId, Counter, DeviceId, Incarnation, RelayId, StatementId
from hotline.shapes import (
    Shape,
    a_moment,
    an_int,
    array_of,
    exact_bytes,
    one_of,
    read_cbor,
    record,
    write_cbor,
)
from hotline.signed import PayloadType, Signed, sign_by_device, verify_by_device
from hotline.transcript.places import Run
from hotline.transcript.transcript import Transcript

WHAT = "have"


class End(NamedTuple):
    """Up to where one author's statements of one incarnation are held without a gap."""

    author: DeviceId
    life: Incarnation
    seq: int
    id: StatementId

    @property
    def first(self) -> int:
        """An end reaches down to the beginning."""
        return 1


class Above(NamedTuple):
    """Statements held above a gap, each following the one before."""

    author: DeviceId
    life: Incarnation
    first: int
    seq: int
    id: StatementId


@dataclass(frozen=True, slots=True)
class Have:
    """What `device` holds. What is not listed is unknown, not missing."""

    channel: ChannelId
    device: DeviceId
    counter: Counter
    vector: tuple[End, ...]
    heads: tuple[StatementId, ...]  # held with all that came before them
    above: tuple[Above, ...]
    missing: tuple[StatementId, ...]  # their bodies are due to the device and not held
    asked: tuple[StatementId, ...]  # linked to or heard of, not held, and not declared lost
    emptied: tuple[tuple[RelayId, datetime], ...]  # by the relay's clock
    at: datetime

    @property
    def tells_all_bodies(self) -> bool:
        """Whether `missing` names every missing body: a full list may have had no room for more."""
        return len(self.missing) < limits.HAVE_ASKED

    def held(self) -> frozenset[StatementId]:
        """The ids that it names as held."""
        return frozenset((*(end.id for end in self.vector), *(run.id for run in self.above), *self.heads))


# Signed bytes


def sign_have(have: Have, key: SigningKey) -> Signed:
    """The device's signature on it. Raises Malformed when it would not be read."""
    payload = write_cbor(_value(have))
    _read(payload)
    return sign_by_device(PayloadType.HAVE, payload, key)


def open_have(signed: Signed) -> Have:
    """Reads, and verifies that the device it names signed it. Raises Malformed, BadSignature.

    Whose device it is, and whether its channel is one of the reader's, is the caller's to ask.
    """
    have = _read(signed.payload)
    verify_by_device(signed, PayloadType.HAVE, have.device)
    return have


def _value(have: Have) -> list[object]:
    return [
        1,
        have.channel,
        have.device,
        counter_value(have.counter),
        [_row(each) for each in have.vector],
        list(have.heads),
        [_row(each) for each in have.above],
        list(have.missing),
        list(have.asked),
        [[relay, to_milliseconds(at)] for relay, at in have.emptied],
        to_milliseconds(have.at),
    ]


def _row(entry: End | Above) -> list[object]:
    return [entry.author, list(entry.life), *entry[2:]]


_ID = exact_bytes(32)
_SEQ = an_int(1, limits.SEQ_MAX)
_END = record([("author", a_key), ("incarnation", an_incarnation), ("seq", _SEQ), ("id", _ID)])
_ABOVE = record(
    [("author", a_key), ("incarnation", an_incarnation), ("first", _SEQ), ("last", _SEQ), ("last id", _ID)]
)


def _an_end(value: object, where: str) -> End:
    return End(*_END(value, where))


def _an_above(value: object, where: str) -> Above:
    above = Above(*_ABOVE(value, where))
    if above.first > above.seq:
        raise Malformed(where, "ends before it begins")
    return above


def _ascending(shape: Shape, by: Callable[[Any], object] = lambda each: each) -> Shape:
    def check(value: object, where: str) -> tuple[Any, ...]:
        rows: tuple[Any, ...] = shape(value, where)
        if any(not by(a) < by(b) for a, b in pairwise(rows)):  # type: ignore[operator]
            raise Malformed(where, "must ascend, each once")
        return rows

    return check


def _distinct(shape: Shape) -> Shape:
    def check(value: object, where: str) -> tuple[Any, ...]:
        rows: tuple[Any, ...] = shape(value, where)
        if len(set(rows)) != len(rows):
            raise Malformed(where, "names something twice")
        return rows

    return check


_SHAPE = record(
    [
        ("version", one_of(1)),
        ("channel", _ID),
        ("device", a_key),
        ("counter", a_counter),
        ("vector", _ascending(array_of(_an_end, limits.HAVE_BYTES), by=lambda end: end[:2])),
        ("heads", _ascending(array_of(_ID, limits.HAVE_HEADS))),
        ("above", _distinct(array_of(_an_above, limits.HAVE_RUNS))),
        ("missing", _distinct(array_of(_ID, limits.HAVE_ASKED))),
        ("asked", _distinct(array_of(_ID, limits.HAVE_ASKED))),
        (
            "emptied",
            _ascending(
                array_of(record([("relay", a_key), ("time", a_moment)]), limits.HAVE_RELAYS),
                by=lambda row: row[0],
            ),
        ),
        ("at", a_moment),
    ]
)


def _read(payload: bytes) -> Have:
    return Have(*_SHAPE(read_cbor(payload, WHAT, limits.HAVE_BYTES), WHAT)[1:])


# Making one


def make_have(
    transcript: Transcript,
    device: DeviceId,
    counter: Counter,
    missing_bodies: Iterable[StatementId],
    emptied: Mapping[RelayId, datetime],
    now: datetime,
    heard_of: Iterable[StatementId] = (),
) -> Have:
    """What this device holds of that record. `heard_of`: ids that others' haves name and that are not held.

    What does not fit is left out: runs that are not urgent first, then what is asked for (it is asked for
    again), then the ends of former incarnations, each author's newest last. Heads, missing bodies and urgent
    runs always fit.
    """
    runs = transcript.above()
    urgent = _fairly(_above(run) for run in runs if run.urgent)
    relays = sorted(emptied.items(), key=lambda row: row[1])[-limits.HAVE_RELAYS :]
    have = Have(
        channel=transcript.terms_for_next().channel,
        device=device,
        counter=counter,
        vector=(),
        heads=tuple(sorted(transcript.heads())[: limits.HAVE_HEADS]),
        above=tuple(urgent[: limits.HAVE_RUNS]),
        missing=tuple(_most_urgent(transcript, missing_bodies)[: limits.HAVE_ASKED]),
        asked=(),
        emptied=tuple(sorted((relay, whole_milliseconds(at)) for relay, at in relays)),
        at=whole_milliseconds(now),
    )
    room = _Room(limits.HAVE_BYTES - len(write_cbor(_value(have))))
    ends = room.take(_fairly(End(*life, *mark) for life, mark in transcript.vector().items()), _row)
    asked = room.take(_asked(transcript, heard_of, counter)[: limits.HAVE_ASKED], bytes)
    others = _fairly(_above(run) for run in runs if not run.urgent)[: limits.HAVE_RUNS - len(have.above)]
    above = have.above + tuple(room.take(others, _row))
    return replace(have, vector=tuple(sorted(ends)), asked=tuple(asked), above=above)


Row = TypeVar("Row")
Entry = TypeVar("Entry", End, Above)


class _Room:
    """The bytes that are left of a have."""

    LIST_HEADS = 3 * 4  # three lists grow, and each then says its length in up to four bytes more

    def __init__(self, free: int) -> None:
        self._free = free - self.LIST_HEADS

    def take(self, rows: Iterable[Row], written: Callable[[Row], object]) -> list[Row]:
        """The first of these rows, as many as fit."""
        taken: list[Row] = []
        for row in rows:
            self._free -= len(write_cbor(written(row)))
            if self._free < 0:
                break
            taken.append(row)
        return taken


def _above(run: Run) -> Above:
    return Above(run.author, run.life, run.first, run.last, run.last_id)


def _fairly(entries: Iterable[Entry]) -> list[Entry]:
    """Each author's newest, then each one's second newest …: so that no author pushes out the others."""
    by_author: dict[DeviceId, list[Entry]] = {}
    for entry in sorted(entries, reverse=True):
        by_author.setdefault(entry.author, []).append(entry)
    return [entry for turn in zip_longest(*by_author.values()) for entry in turn if entry is not None]


def _most_urgent(transcript: Transcript, ids: Iterable[StatementId]) -> list[StatementId]:
    headers = {id: transcript.header(id) for id in ids}
    return sorted(headers, key=lambda id: (-headers[id].precedence, headers[id].said_at, id))


def _asked(transcript: Transcript, heard_of: Iterable[StatementId], counter: Counter) -> list[StatementId]:
    """In turn one that each author's statements link to, and one that was heard of; other ones in each have.

    So whoever links to what nobody has takes no other author's turns.
    """
    wanted = sought(transcript)
    linked = [ids & wanted for ids in transcript.missing_by_author().values()]
    turns = [*linked, {id for id in heard_of if id not in transcript}]
    shuffled = [sorted(ids, key=lambda id: labelled_hash(WHAT, id, str(counter.n).encode())) for ids in turns]
    return list(dict.fromkeys(id for turn in zip_longest(*shuffled) for id in turn if id is not None))
