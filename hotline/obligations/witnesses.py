"""Whether others' dates bear out the date of a reply: what they said before it, and after it.

A statement dated in time that descends from the reply shows that it was said in time; one dated later that it
descends from shows that it was not. Only the agreement's other parties are asked: anybody can make a root,
and speak under it for whom it suits. Source: docs/SPEC.md 10.4.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate

from hotline.ids import PartyId, StatementId
from hotline.transcript.transcript import Transcript


@dataclass(frozen=True, slots=True)
class _Chain:
    """One author's complete statements of one incarnation, each following the one before."""

    party: PartyId
    ids: Sequence[StatementId]
    latest_before: Sequence[datetime]  # the latest date up to here
    earliest_after: Sequence[datetime]  # the earliest date from here on


class Witnesses:
    """All statements of one transcript by author, ready to be asked about any reply."""

    def __init__(self, transcript: Transcript) -> None:
        self._transcript = transcript
        self._chains = list(_chains(transcript))

    def seen_by(self, reply: StatementId, others: Collection[PartyId]) -> datetime | None:
        """The earliest date that one of these parties gave a statement that descends from the reply."""
        return min(self._after(reply, others), default=None)

    def saw(self, reply: StatementId, others: Collection[PartyId]) -> datetime | None:
        """The latest date that one of these parties gave a statement that the reply descends from."""
        return max(self._before(reply, others), default=None)

    def _after(self, reply: StatementId, others: Collection[PartyId]) -> Iterator[datetime]:
        for chain in self._of(others):
            first = bisect_left(chain.ids, True, key=lambda id: self._transcript.is_ancestor(reply, id))
            yield from chain.earliest_after[first : first + 1]

    def _before(self, reply: StatementId, others: Collection[PartyId]) -> Iterator[datetime]:
        for chain in self._of(others):
            end = bisect_left(chain.ids, True, key=lambda id: not self._transcript.is_ancestor(id, reply))
            yield from chain.latest_before[max(end - 1, 0) : end]

    def _of(self, parties: Collection[PartyId]) -> Iterator[_Chain]:
        return (chain for chain in self._chains if chain.party in parties)


def _chains(transcript: Transcript) -> Iterator[_Chain]:
    incomplete = set(transcript.incomplete())
    forked = {(alarm.author, alarm.life) for alarm in transcript.alarms()}
    for device in transcript.desks():
        for life in transcript.lives(device):
            ids = [id for id in transcript.chain(device, life) if id not in incomplete]
            # In a chain with two histories not each follows the one before: then each stands alone.
            for piece in ([each] for each in ids) if (device, life) in forked else [ids]:
                party = transcript.entry(piece[-1]).party if piece else None
                if party is not None:
                    yield _chain(transcript, party, piece)


def _chain(transcript: Transcript, party: PartyId, ids: Sequence[StatementId]) -> _Chain:
    dates = [transcript.header(id).said_at for id in ids]
    after = list(accumulate(reversed(dates), min))[::-1]
    return _Chain(party, ids, list(accumulate(dates, max)), after)
