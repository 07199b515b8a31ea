"""What the doctor looks at, as values: no check reads a clock, a file or the station itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class DeskFact:
    """A desk by its name, and how long its credential holds."""

    name: str
    not_before: datetime
    not_after: datetime


@dataclass(frozen=True, slots=True)
class RelayFact:
    """One relay. `refused`: it answered, and it or we turned the other away."""

    name: str
    up: bool
    why: str
    refused: bool
    ahead: timedelta | None  # of its clock this machine's was, at the last log-in; None: not logged in yet


@dataclass(frozen=True, slots=True)
class ChannelFact:
    """One channel: its agreement's dates, and what is wrong with the record held here."""

    title: str
    exercise: bool
    effective_at: datetime
    review_at: datetime
    sunset_at: datetime
    missing: int  # statements that others know and this desk lacks
    bodies: int  # bodies that are due to this desk and have not come
    alarms: tuple[str, ...]
    unverified: tuple[str, ...]  # codes of parties whose root code nobody compared here
    keyless: tuple[str, ...]  # desks for which nothing can be sealed yet


@dataclass(frozen=True, slots=True)
class Facts:
    now: datetime
    vault_trouble: str  # why the vault is not sound or cannot be written; empty when it is well
    free_bytes: int  # on the disk that holds the vault
    open_to_others: tuple[str, ...]  # files and folders of the profile that others may look into
    own: DeskFact
    peers: tuple[DeskFact, ...]
    sealing_key_made_at: datetime
    rotate: timedelta
    relays: tuple[RelayFact, ...]
    channels: tuple[ChannelFact, ...]
    aside: tuple[datetime, ...]  # when each envelope was set aside that could not be taken in
