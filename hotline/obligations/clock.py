"""When the time to answer began: at the delivery, as the party's own have and the record date it.

No clock is trusted. Where the have's date and the record's contradict each other the start is contested: both
are kept, and only the later may make anything overdue. Source: docs/SPEC.md 10.3.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from hotline.codec import later
from hotline.delivery.proofs import Proof
from hotline.ids import StatementId


@dataclass(frozen=True, slots=True)
class Start:
    """When the clock began. `earliest` and `latest` differ when it is contested."""

    earliest: datetime
    latest: datetime
    because: StatementId  # the statement that carries the proof
    presumed: bool = False

    @property
    def contested(self) -> bool:
        return self.earliest != self.latest


def start_of(asked_at: datetime, delivered: Iterable[Proof]) -> Start | None:
    """The start that the delivery gives; of several proofs the one that is surely the first.

    None: nothing shows that it was delivered.
    """
    starts = (_start(asked_at, proof) for proof in delivered)
    return min(starts, key=lambda each: (each.latest, each.contested, each.because), default=None)


def _start(asked_at: datetime, proof: Proof) -> Start:
    """The have's own date, if it lies between the request and the record of it; else both bounds."""
    if asked_at <= proof.have_at <= proof.said_at:
        return Start(proof.have_at, proof.have_at, proof.said_in)
    earliest = max(asked_at, min(proof.have_at, proof.said_at))
    return Start(earliest, max(asked_at, proof.have_at, proof.said_at), proof.said_in)


def presumed_start(heard: Iterable[Proof], after: timedelta | None) -> Start | None:
    """The start that the agreement presumes some time after a sign of life, by the later of its two dates."""
    if after is None:
        return None
    signs = ((later(max(proof.have_at, proof.said_at), after), proof.said_in) for proof in heard)
    return min((Start(at, at, said_in, presumed=True) for at, said_in in signs), key=_first, default=None)


def _first(start: Start) -> tuple[datetime, StatementId]:
    return start.latest, start.because
