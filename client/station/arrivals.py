"""What comes in from the lines, and what goes out to them: the words between the station and its links."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from hotline.ids import DeviceId, EnvelopeId, Precedence, RelayId
from hotline.signed import Signed


@dataclass(frozen=True, slots=True)
class EnvelopeCame:
    """An envelope for this device. `relay` None: by courier."""

    relay: RelayId | None
    public: bytes
    slot: bytes


@dataclass(frozen=True, slots=True)
class ReceiptCame:
    """A relay signed for deposits; the link has verified it."""

    relay: RelayId
    at: datetime
    slots: tuple[tuple[EnvelopeId, DeviceId], ...]


@dataclass(frozen=True, slots=True)
class DepositRefused:
    """A relay did not take a slot. `retry_at` None: never there."""

    relay: RelayId
    envelope: EnvelopeId
    device: DeviceId
    code: str
    sentence: str
    retry_at: datetime | None


@dataclass(frozen=True, slots=True)
class MailboxEmpty:
    relay: RelayId
    at: datetime  # the relay's time


@dataclass(frozen=True, slots=True)
class KeyCame:
    """A directory's newest sealing key of a device. It is verified here, not trusted."""

    relay: RelayId
    announcement: Signed


@dataclass(frozen=True, slots=True)
class LinkUp:
    relay: RelayId


@dataclass(frozen=True, slots=True)
class LinkDown:
    relay: RelayId
    why: str


Arrival = EnvelopeCame | ReceiptCame | DepositRefused | MailboxEmpty | KeyCame | LinkUp | LinkDown


@dataclass(frozen=True, slots=True)
class ToDeposit:
    """What a link should deposit now."""

    envelope: EnvelopeId
    public: bytes
    slots: tuple[tuple[DeviceId, bytes], ...]
    precedence: Precedence
