"""What the station asks of the vault: one transaction, and the shelves in it.

A vault keeps one device's state. The real one is an encrypted file (`client.vault`); the simulation opens the
same code on a database in memory. Every method is called inside `transaction()`, may raise StoreFailed, and
takes effect when the transaction ends, together with all the others in it, or not at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from hotline.ids import (
    ChannelId,
    DeviceId,
    EnvelopeId,
    Incarnation,
    PairId,
    PartyId,
    Precedence,
    RelayId,
    SealingKeyId,
    StatementId,
)
from hotline.signed import Signed

SELF = "self"
"""The carrier of what was said here."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose device this is. The credential is None between `init` and the import of one."""

    signing_seed: bytes = field(repr=False)
    root: Signed | None
    credential: Signed | None


@dataclass(frozen=True, slots=True)
class Life:
    """The incarnation this vault lives in, and the last counter it used for sync items."""

    incarnation: Incarnation
    counter: int


@dataclass(frozen=True, slots=True)
class KeptRoot:
    """A party root that was imported. `verified` says who compared the digits, when and how; or None."""

    party: PartyId
    signed: Signed
    verified: str | None


@dataclass(frozen=True, slots=True)
class KeptStatement:
    channel: ChannelId
    payload: bytes
    signature: bytes
    body: bytes | None
    arrived_at: datetime
    carrier: str  # SELF, a relay's key in hex, or "courier"


@dataclass(frozen=True, slots=True)
class KeptRecord:
    """A channel's record as it was last settled: it can be made anew from the statements."""

    upto: int  # the number of the last statement that was kept then
    record: bytes
    rest: bytes  # what was not settled, and what duties were open


@dataclass(frozen=True, slots=True)
class OwnKey:
    """A sealing key of this device; the private half is erased some time after it was superseded."""

    id: SealingKeyId
    private: bytes = field(repr=False)
    announcement: Signed
    made_at: datetime
    superseded_at: datetime | None


@dataclass(frozen=True, slots=True)
class OutPair:
    """The secret this device shares with a peer for one sealing key of the peer's."""

    peer: DeviceId
    key: SealingKeyId
    pair: PairId
    secret: bytes = field(repr=False)
    confirmed: bool  # the peer's link named it: short slots will do


@dataclass(frozen=True, slots=True)
class InPair:
    """The secret a peer shares with this device for one sealing key of this device's."""

    peer: DeviceId
    key: SealingKeyId
    pair: PairId
    secret: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class LinkRecord:
    """The newest link that a peer sent to this device."""

    peer: DeviceId
    link: Signed


@dataclass(frozen=True, slots=True)
class Due:
    """A desk lacks a statement (or its body), as far as is known here. Gone once its `have` covers it."""

    device: DeviceId
    channel: ChannelId
    statement: StatementId
    precedence: Precedence
    not_before: datetime
    tries: int
    envelope: EnvelopeId | None  # what carries it now
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A sealed envelope that waits for receipts. A newer one of the same `topic` replaces it."""

    id: EnvelopeId
    public: bytes
    slots: tuple[tuple[DeviceId, bytes], ...]
    precedence: Precedence
    made_at: datetime
    expires_at: datetime
    topic: str | None
    channel: ChannelId | None
    everywhere: bool  # through every relay, not through the first that takes it


@dataclass(frozen=True, slots=True)
class Receipted:
    """A relay's signed word that this slot lies in that mailbox."""

    envelope: EnvelopeId
    device: DeviceId
    relay: RelayId
    at: datetime  # the relay's time


@dataclass(frozen=True, slots=True)
class SetAside:
    """An envelope that could not be taken in, kept whole with the reason."""

    public: bytes
    slot: bytes
    why: str
    at: datetime


class Profile(Protocol):
    """Who this is, whom it knows, which channels it is on."""

    def identity(self) -> Identity: ...
    def keep_identity(self, identity: Identity) -> None: ...
    def life(self) -> Life | None:
        """None before first use and after a restore: then a new incarnation starts."""

    def keep_life(self, life: Life) -> None: ...
    def former_life(self) -> Incarnation | None:
        """The newest incarnation this vault ever knew, also one that a restore ended."""

    def roots(self) -> Sequence[KeptRoot]: ...
    def keep_root(self, root: KeptRoot) -> None:
        """One a party; the newer replaces the older."""

    def credentials(self) -> Sequence[tuple[DeviceId, Signed]]:
        """Desks known from imported cards."""

    def keep_credential(self, device: DeviceId, credential: Signed) -> None: ...
    def agreements(self) -> Sequence[tuple[ChannelId, Signed]]:
        """The first agreement of each channel joined, in the order of joining, with its signatures."""

    def keep_agreement(self, channel: ChannelId, agreement: Signed) -> None: ...


class Record(Protocol):
    """The statements held, and how far our own have come."""

    def statements(self, channel: ChannelId) -> Iterator[KeptStatement]:
        """In the order they were kept."""

    def statement(self, id: StatementId) -> tuple[bytes, bytes]:
        """The header's bytes and the signature of one that is kept."""

    def body(self, id: StatementId) -> bytes | None:
        """None: its statement is kept without it."""

    def after(self, channel: ChannelId, number: int) -> Sequence[tuple[int, StatementId]]:
        """The statements kept after the one of that number, in order, each with its own number, from 1."""

    def last_number(self, channel: ChannelId) -> int:
        """That of the statement kept last; 0 when there is none."""

    def without_body(self, channel: ChannelId) -> Sequence[StatementId]:
        """Those kept without their body."""

    def settled(self, channel: ChannelId) -> KeptRecord | None: ...
    def keep_settled(self, channel: ChannelId, kept: KeptRecord) -> None:
        """It replaces the one before."""

    def last_said(self, channel: ChannelId) -> StatementId | None:
        """What was said here last."""

    def keep_statement(self, statement: StatementId, kept: KeptStatement) -> None:
        """The same id again changes nothing."""

    def keep_body(self, statement: StatementId, body: bytes) -> None: ...
    def haves(self, channel: ChannelId) -> Sequence[tuple[DeviceId, Signed]]:
        """The newest of each device."""

    def keep_have(self, channel: ChannelId, device: DeviceId, have: Signed) -> None: ...
    def delivered(self, statement: StatementId) -> Sequence[tuple[DeviceId, datetime]]:
        """The desks that ever covered this statement in a `have`: delivered does not go backwards."""

    def keep_delivered(self, statement: StatementId, device: DeviceId, at: datetime) -> None:
        """The first time stays."""

    def relayed(self, statement: StatementId) -> Sequence[tuple[DeviceId, RelayId]]:
        """The mailboxes in which a relay ever confirmed this statement."""

    def keep_relayed(self, statement: StatementId, device: DeviceId, relay: RelayId) -> None: ...


class Keys(Protocol):
    """Sealing keys and pairs. What is removed here is gone from the disk."""

    def own_keys(self) -> Sequence[OwnKey]:
        """Oldest first."""

    def keep_own_key(self, key: OwnKey) -> None: ...
    def erase_own_key(self, key: SealingKeyId) -> None:
        """With every pair that came by it."""

    def peer_keys(self) -> Sequence[tuple[DeviceId, Signed]]:
        """The newest announcement of each peer."""

    def keep_peer_key(self, device: DeviceId, announcement: Signed) -> None: ...
    def out_pairs(self) -> Sequence[OutPair]: ...
    def keep_out_pair(self, pair: OutPair) -> None:
        """One a peer and key."""

    def drop_out_pairs(self, peer: DeviceId, but: SealingKeyId) -> None: ...
    def in_pairs(self) -> Sequence[InPair]:
        """In the order they were kept."""

    def keep_in_pair(self, pair: InPair) -> None: ...
    def drop_in_pair(self, pair: PairId) -> None: ...
    def links(self) -> Sequence[LinkRecord]: ...
    def keep_link(self, link: LinkRecord) -> None: ...


class Outbox(Protocol):
    """What is to be sent: who lacks what, sealed envelopes, and what relays said of them."""

    def due(self) -> Sequence[Due]: ...
    def keep_due(self, due: Due) -> None:
        """One a device and statement; the newer replaces."""

    def drop_due(self, device: DeviceId, statement: StatementId) -> None: ...
    def outgoing(self) -> Sequence[Outgoing]:
        """Oldest first."""

    def keep_outgoing(self, envelope: Outgoing) -> None: ...
    def drop_outgoing(self, envelope: EnvelopeId) -> None:
        """With its receipts."""

    def receipts(self) -> Sequence[Receipted]: ...
    def keep_receipt(self, receipt: Receipted) -> None: ...
    def emptied(self) -> Sequence[tuple[RelayId, datetime]]:
        """When each relay last said that our mailbox was empty (the relay's time)."""

    def keep_emptied(self, relay: RelayId, at: datetime) -> None: ...
    def attempts(self, envelope: EnvelopeId) -> int:
        """How often taking this in has failed for a reason that was not its own."""

    def count_attempt(self, envelope: EnvelopeId) -> int: ...
    def set_aside(self, envelope: EnvelopeId, what: SetAside) -> None: ...
    def put_aside(self) -> Sequence[tuple[EnvelopeId, SetAside]]: ...


class Vault(Protocol):
    """All of it."""

    @property
    def profile(self) -> Profile: ...
    @property
    def record(self) -> Record: ...
    @property
    def keys(self) -> Keys: ...
    @property
    def outbox(self) -> Outbox: ...

    def transaction(self) -> AbstractContextManager[None]:
        """Durable when it ends without an error; undone whole when it ends with one. Does not nest."""
