"""Settles a record: puts what is complete into columns; and takes a settled record up again.

What is taken up gives the same answers as if every statement had come anew, at a small part of the cost. Few
statements stay awake: those that carry documents, and those by which others are judged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import Any

from hotline.codec import from_milliseconds, to_milliseconds
from hotline.ids import PartyId, Precedence, StatementId
from hotline.statements.header import Audience
from hotline.transcript import settled as form
from hotline.transcript.desks import Desk
from hotline.transcript.documents import CARRYING
from hotline.transcript.graph import founds
from hotline.transcript.held import Held
from hotline.transcript.order import Order
from hotline.transcript.record import Record
from hotline.transcript.settled import NONE, Settled, Track

# Settling


def settle(record: Record, order: Sequence[StatementId]) -> bytes:
    """Puts all that is complete into columns, lets go of the rest of it, and gives what is to be kept."""
    incomplete = record.graph.incomplete
    complete = [id for id in order if id not in incomplete]
    settled = _columns(record, complete)
    record.held.rest_on(settled, {id: record.held[id] for id in _awake(record)})
    return form.write(
        [
            form.to_value(settled),
            record.graph.ancestry.to_value(),
            sorted(record.graph.heads),
            record.witnesses.to_value(),
            record.equivocations.to_value(),
            record.equivocations.awake(),
            record.amendments.awake(),
            [id for _, _, id in record.law.last_use.values()],
            [id for id in record.places.cut_off() if id not in incomplete],
            [[party, to_milliseconds(at)] for party, at in record.latest_said.items()],
        ]
    )


def _awake(record: Record) -> Iterator[StatementId]:
    for kind in CARRYING:
        yield from record.by_kind.get(kind, ())
    yield from record.equivocations.awake()
    yield from record.amendments.awake()
    yield from record.places.cut_off()


def _columns(record: Record, complete: list[StatementId]) -> Settled:
    """The columns for these, in their order. What stands where it stood before is only copied."""
    before = record.held.settled
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before.ids, complete, strict=False)))
    settled = before.upto(same)
    settled.ids = complete
    settled.index()
    kinds = {name: number for number, name in enumerate(settled.kinds)}
    audiences = {each: number for number, each in enumerate(settled.audiences)}
    fresh = [record.held[id] for id in complete[same:]]
    for held in fresh:
        _append(settled, kinds, audiences, held)
    settled.tracks = _tracks(before.tracks, fresh)
    settled.kinds, settled.audiences = list(kinds), list(audiences)
    cards = ((settled.rows.get(id, NONE), record.held[id].carried) for id in record.by_kind.get("desk", ()))
    settled.desks = {row: card for row, card in cards if isinstance(card, Desk)}
    return settled


def _tracks(before: Sequence[Track], fresh: Iterable[Held]) -> list[Track]:
    """Those there were, and those that begin among the fresh ones. What is true of the first is of all."""
    begin = {held.spot.track: held for held in fresh if held.spot is not None and held.spot.position == 0}
    new = (begin[track] for track in range(len(before), len(before) + len(begin)) if track in begin)
    return [*before, *(Track(held.header.place, held.whole, held.begun) for held in new)]


def _append(settled: Settled, kinds: dict[str, int], audiences: dict[Audience, int], held: Held) -> None:
    header = held.header
    assert held.spot is not None
    settled.track.append(held.spot.track)
    settled.position.append(held.spot.position)
    settled.said.append(to_milliseconds(header.said_at))
    settled.kind.append(kinds.setdefault(header.kind, len(kinds)))
    settled.precedence.append(header.precedence)
    settled.audience.append(audiences.setdefault(header.audience, len(audiences)))
    settled.card.append(settled.rows[held.desk.said_in] if held.desk is not None else NONE)
    settled.refers.append(settled.rows[header.refers_to] if header.refers_to is not None else NONE)


# Taking up


def take_up(record: Record, order: Order, raw: bytes) -> None:
    """A settled record, into one that holds nothing yet. Which bodies are missing is known there already.

    Raises Malformed for what was kept in another form.
    """
    value: list[Any] = form.read(raw)
    columns, ancestry, heads, witnesses, outlived, roots, used, last_use, cut_off, latest = value
    settled = form.from_value(columns)
    record.held.rest_on(settled, {})
    record.graph.ancestry.take_up(ancestry)
    record.graph.heads.update(map(StatementId, heads))
    record.witnesses.take_up(witnesses)
    record.latest_said.update({PartyId(party): from_milliseconds(at) for party, at in latest})
    order.take_up(settled.ids, settled.said)
    _take_up_indexes(record, settled)
    _take_up_documents(record, settled)  # before any other is looked at: these tell who speaks
    _take_up_chains(record, settled)
    record.equivocations.take_up(outlived, _woken(record, roots))
    for held in _woken(record, used):
        record.amendments.completed(held)
    for held in _woken(record, last_use):
        record.law.note_use(held)
    for held in _woken(record, cut_off):
        record.places.take_up_cut_off(held)


def _woken(record: Record, ids: Sequence[bytes]) -> list[Held]:
    """These, which stay awake."""
    found = [record.held[StatementId(id)] for id in ids]
    for held in found:
        record.held.take(held)
    return found


def _take_up_indexes(record: Record, settled: Settled) -> None:
    kinds = [record.by_kind.setdefault(name, []) for name in settled.kinds]
    precedences = [record.by_precedence.setdefault(each, []) for each in sorted(Precedence)]
    for id, kind, precedence, refers in zip(
        settled.ids, settled.kind, settled.precedence, settled.refers, strict=True
    ):
        kinds[kind].append(id)
        precedences[precedence].append(id)
        if refers != NONE:
            record.referring.setdefault(settled.ids[refers], []).append(id)
    for id in record.without_body & settled.rows.keys():
        audience = settled.audiences[settled.audience[settled.rows[id]]]
        record.unshown.setdefault(audience, set()).add(id)


def _take_up_chains(record: Record, settled: Settled) -> None:
    runs: list[list[StatementId]] = [[] for _ in settled.tracks]
    for id, track in zip(settled.ids, settled.track, strict=True):
        runs[track].append(id)
    for run, ids in zip(settled.tracks, runs, strict=True):
        for doubled in record.places.take_up(run, ids):
            record.equivocations.placed(doubled)


def _take_up_documents(record: Record, settled: Settled) -> None:
    """Opens what Record statements carry, and tells everyone who speaks, and by what terms."""
    carrying = [id for kind in CARRYING for id in record.by_kind.get(kind, ())]
    awake = sorted(_woken(record, carrying), key=lambda held: settled.rows[held.id])
    for held in awake:
        record.open_carried(held)
        if isinstance(held.carried, Desk):
            settled.desks[settled.rows[held.id]] = held.carried
    for held in awake:
        held.desk = settled.desks.get(settled.card[settled.rows[held.id]])
        if founds(held.header):
            assert held.spot is not None
            record.law.add(held.id, held.spot, held.carried)
            record.documents += 1
