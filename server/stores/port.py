"""What the relay asks of its stores, as promises in words. Every implementation passes tests/server/stores/.

`Mailboxes` keeps envelopes until their recipients have them, `KeyDirectory` the devices' newest sealing keys,
`Blobs` the sealed files that are too large for an envelope. All of them:

- take the time as an argument;
- are durable when a call returns, or raise StoreFailed, and then nothing of that call was done; the store
  works again as soon as the world does (a disk that was full has room);
- are safe to ask again: the same request a second time changes nothing.

They trust their caller for what the wire format promises: that an envelope's id is the SHA-256 of its public
part, that a depositor is who it says, that a document was signed by its device.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum, StrEnum
from typing import Protocol

from hotline.ids import BlobId, Counter, DeviceId, EnvelopeId, PartyId, Precedence
from hotline.limits import BLOB_CHUNK_BYTES
from hotline.values import value
from server.rules.order import Cursor
from server.rules.quota import Level


@value
class Slot:
    """What one recipient gets of an envelope besides its public part."""

    mailbox: DeviceId
    octets: bytes


@value
class Deposit:
    """One envelope on its way in. Its time to live counts from now."""

    party: PartyId  # the depositor's: quotas and what expired are counted for it
    envelope: EnvelopeId
    public: bytes
    precedence: Precedence
    ttl: timedelta
    slots: tuple[Slot, ...]

    @property
    def octets(self) -> int:
        """All that came: the public part once, and the slots."""
        return len(self.public) + sum([len(slot.octets) for slot in self.slots])


@dataclass(slots=True, eq=False)
class Arrival:
    """A deposit that is on its way into a store, while its recipients may have it already."""

    deposit: Deposit
    at: datetime
    seqs: tuple[int, ...]  # of its deliveries, in the order of its slots
    straight: set[int] = field(default_factory=set)  # handed straight over: nobody needs a hint
    acknowledged: set[int] = field(default_factory=set)
    kept: set[int] = field(default_factory=set)  # written: to be let go when it was acknowledged since

    def deliveries(self) -> Iterator[tuple[DeviceId, Delivery]]:
        """What each of its mailboxes is to be handed."""
        deposit = self.deposit
        for slot, seq in zip(deposit.slots, self.seqs, strict=True):
            yield (
                slot.mailbox,
                Delivery(seq, deposit.envelope, deposit.precedence, self.at, deposit.public, slot.octets),
            )


class Verdict(StrEnum):
    """What became of one slot."""

    STORED = "stored"
    ALREADY_HAD = "already-had"
    REFUSED = "refused"


@value
class Answer:
    """What became of one slot of a deposit, in the words of a receipt."""

    mailbox: DeviceId
    slot_hash: bytes  # SHA-256 of the slot
    verdict: Verdict
    code: str = ""  # set when refused: mailbox-full, party-quota, party-total, too-large, bad-ttl
    what: str = ""  # the same as a sentence


@value
class Delivery:
    """One envelope as one recipient gets it. `seq` names it in this store, for this mailbox."""

    seq: int  # in order of arrival; one that was kept is never given twice, not even after a restart
    envelope: EnvelopeId
    precedence: Precedence
    deposited_at: datetime
    public: bytes
    slot: bytes

    @property
    def octets(self) -> int:
        """What it weighs in a quota and in a delivery window."""
        return len(self.public) + len(self.slot)


@dataclass(frozen=True, slots=True)
class MailboxUsage:
    """What waits in one mailbox: all of it, and by depositing party."""

    total: Level
    by_party: Mapping[PartyId, Level]


class Mailboxes(Protocol):
    """Envelopes waiting for devices. Nothing is dropped or evicted: it is fetched, refused or expires."""

    async def deposit(self, deposit: Deposit, now: datetime) -> list[Answer]:
        """Keep one envelope for each of its recipients; gives an answer for each slot, in their order.

        A slot is known by mailbox, envelope id and slot hash until it expires, also after it was
        acknowledged: then the answer is ALREADY_HAD and nothing is stored. Another slot under the same id is
        another deposit. What is refused for one mailbox is stored for the others. The public part is kept
        once.
        """

    def arrive(self, deposit: Deposit, now: datetime) -> Arrival:
        """The deposit with its deliveries numbered, so that they may be handed over at once.

        Nothing is kept or promised yet; who arrives later has higher numbers. For stores of one process only,
        through which everything arrives: who was handed number 7 straight is not handed number 6 after it.
        """

    async def keep(self, arrivals: Sequence[Arrival]) -> list[list[Answer]]:
        """`deposit` for several that have arrived, in their order and made durable together.

        What was acknowledged by then is not kept, and takes no room; only its slot is remembered, as after
        any acknowledgement.
        """

    def remember(self, arrival: Arrival) -> bool:
        """Instead of `keep`, when all its recipients have acknowledged it: its slots are known from now on.

        Only that is not durable when it returns: it is within a minute, and when the store is closed in
        order. False when too many wait for that: then it is to be kept as ever.
        """

    def holds(self, mailbox: DeviceId) -> bool:
        """Whether a fetch could find anything that is not acknowledged yet."""

    async def fetch(
        self,
        mailbox: DeviceId,
        cursor: Cursor,
        now: datetime,
        *,
        lowest: Precedence = Precedence.ROUTINE,
        count: int,
        octets: int,
    ) -> list[Delivery]:
        """What waits beyond the cursor, the most urgent first, then as it arrived; nothing below `lowest`.

        At most `count`, and at most `octets` together, but always at least one if one waits. It stays there
        until it is acknowledged: whoever starts again with Cursor() gets it again.
        """

    async def acknowledge(self, mailbox: DeviceId, seqs: tuple[int, ...]) -> int:
        """Let go of what its recipient has; gives how many waited till now. Unknown or another's: no harm."""

    def watch(self, mailbox: DeviceId, woken: Callable[[], None]) -> Callable[[], None]:
        """Call `woken` on the event loop after something was stored for this mailbox; gives how to stop that.

        A hint and no proof: it may be lost, and what it announces may be gone. Fetch when a session starts,
        and now and then.
        """

    async def usage(self, mailbox: DeviceId) -> MailboxUsage:
        """What waits in this mailbox, expired or not, until `expire` has swept it."""

    async def usage_of(self, party: PartyId) -> Level:
        """What this party has waiting in all mailboxes."""

    async def expire(self, now: datetime) -> Mapping[PartyId, int]:
        """Delete what is past its time to live; gives how many slots that were, by depositing party.

        An envelope past its time is not fetched any more, swept or not.
        """

    async def expired(self) -> Mapping[PartyId, int]:
        """How many slots of each party have ever expired here without being acknowledged."""


class Announced(Enum):
    """What became of a sealing key's announcement."""

    NEWEST = "newest"  # kept, in the place of an older one
    SAME = "same"  # these very bytes are kept already
    OLDER = "older"  # ignored: a newer one is kept
    CONFLICT = "conflict"  # other bytes with the same counter: the device's key is in two hands


@dataclass(frozen=True, slots=True)
class Announcement:
    """A device's signed sealing key, as the key directory keeps it."""

    device: DeviceId
    counter: Counter
    document: bytes
    not_after: datetime


class KeyDirectory(Protocol):
    """The newest sealing key of each device."""

    async def put(self, announcement: Announcement, now: datetime) -> Announced:
        """Keep it if its counter is higher than the kept one's. Raises Refused: `expired`.

        Of two with one counter the first stays the one that is given; the second is kept as evidence.
        """

    async def get(self, device: DeviceId, now: datetime) -> bytes | None:
        """The newest document, or None when there is none or its time is over."""

    async def evidence(self, device: DeviceId) -> tuple[bytes, bytes] | None:
        """Two documents of this device with one counter, if such were ever put and have not expired."""

    async def expire(self, now: datetime) -> int:
        """Delete what is past its not-after; gives how many devices have no key here any more."""


@dataclass(frozen=True, slots=True)
class Upload:
    """One blob on its way in. Each device that uploads it does so by itself, whoever else does the same."""

    party: PartyId  # whose quota it counts in
    writer: DeviceId
    blob: BlobId  # SHA-256 of the whole
    size: int
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an upload is: the next byte is due at `offset`."""

    offset: int
    done: bool  # whole, checked and durable


class Blobs(Protocol):
    """Sealed files, known by their SHA-256."""

    async def progress(self, upload: Upload) -> Progress:
        """Where to go on. An upload that has not begun starts at 0; one that its party has whole is done."""

    async def write(self, upload: Upload, offset: int, chunk: bytes, now: datetime) -> Progress:
        """Add a chunk of up to BLOB_CHUNK_BYTES at the upload's offset; the last one has the whole checked.

        Durable only when done: after a crash ask for `progress`. Raises Refused: `wrong-offset`, `too-large`,
        `blob-quota`, `expired`, `bad-ttl` (nothing was written), or `wrong-hash` (the upload is discarded and
        starts at 0).
        """

    async def size(self, blob: BlobId, now: datetime) -> int | None:
        """How large it is; None when it is not here whole, or its time is over."""

    async def read(
        self, blob: BlobId, offset: int, now: datetime, *, octets: int = BLOB_CHUNK_BYTES
    ) -> bytes:
        """Up to `octets` bytes of a whole blob from `offset`; none beyond its end.

        Never more than BLOB_CHUNK_BYTES. Raises Refused: `unknown-blob`.
        """

    async def usage_of(self, party: PartyId) -> int:
        """The bytes that this party's uploads take, whole and begun."""

    async def expire(self, now: datetime) -> int:
        """Delete what is past its time, whole or begun; gives how many."""
