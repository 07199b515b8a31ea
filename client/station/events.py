"""What happened, for whoever shows it: command line, terminal, paging, drills. Facts, no sentences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from hotline.ids import ChannelId, DeviceId, PartyId, Precedence, RelayId, StatementId


@dataclass(frozen=True, slots=True)
class Joined:
    """This desk is on the channel from now on."""

    channel: ChannelId


@dataclass(frozen=True, slots=True)
class Said:
    """A statement of this desk is in the vault: queued."""

    channel: ChannelId
    statement: StatementId
    kind: str
    by_officer: bool  # False: the desk itself said it


@dataclass(frozen=True, slots=True)
class StatementArrived:
    """Another's statement is held; shown at once, also when its history is incomplete."""

    channel: ChannelId
    statement: StatementId
    kind: str
    precedence: Precedence
    complete: bool


@dataclass(frozen=True, slots=True)
class BodyArrived:
    channel: ChannelId
    statement: StatementId


@dataclass(frozen=True, slots=True)
class StateMoved:
    """A statement of ours came further: look at its state again."""

    channel: ChannelId
    statement: StatementId


@dataclass(frozen=True, slots=True)
class AlarmRaised:
    """Something nobody honest does, or that needs a person. `code` is for programs."""

    channel: ChannelId | None
    code: str
    what: str
    device: DeviceId | None = None
    evidence: tuple[StatementId, ...] = ()


@dataclass(frozen=True, slots=True)
class EnvelopeSetAside:
    """An envelope could not be taken in. It is kept whole."""

    relay: RelayId | None
    why: str


@dataclass(frozen=True, slots=True)
class RelayChanged:
    relay: RelayId
    up: bool
    why: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DepositFailed:
    """A relay refused an envelope for that desk; other ways are tried."""

    relay: RelayId
    device: DeviceId
    code: str
    sentence: str


@dataclass(frozen=True, slots=True)
class PartyHeard:
    """A sign of life of that desk came."""

    channel: ChannelId
    party: PartyId
    device: DeviceId


Event = (
    Joined
    | Said
    | StatementArrived
    | BodyArrived
    | StateMoved
    | AlarmRaised
    | EnvelopeSetAside
    | RelayChanged
    | DepositFailed
    | PartyHeard
)
