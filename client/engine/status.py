"""How the lines stand, as values for whoever shows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from hotline.ids import Precedence, RelayId


@dataclass(frozen=True, slots=True)
class RelayStatus:
    """One relay. `since`: when it came up, or went down, or was first tried.

    `proof_at`: when something last came from it; lights may be green without.
    """

    relay: RelayId
    name: str
    url: str
    up: bool
    since: datetime
    proof_at: datetime | None
    why: str  # it is down; empty while it is up
    retired: bool  # no agreement in force names it; it is read a while longer
    empty: bool  # up, and its mailbox was found empty in this session
    refused: bool = False  # it answered, but one turned the other away
    ahead: timedelta | None = None  # of the relay's clock this machine's was, when it last logged in
    tries: int = 0  # that were begun since it was last up
    next_in: float | None = None  # seconds until the next try; None while it is up, or being tried

    def proof_age(self, now: datetime) -> timedelta | None:
        return None if self.proof_at is None else max(now - self.proof_at, timedelta(0))


@dataclass(frozen=True, slots=True)
class EngineStatus:
    """All of it. `waiting` counts what no relay has taken yet, by precedence."""

    relays: tuple[RelayStatus, ...]
    waiting: Mapping[Precedence, int]
    store_trouble: str  # why the vault cannot be written; empty while it can
    quiet: bool  # nothing waits here, at a relay that is up, or in a known gap
