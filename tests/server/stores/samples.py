"""Small deposits, announcements and uploads with speaking names."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import sha256

from hotline.ids import BlobId, Counter, DeviceId, EnvelopeId, Incarnation, PartyId, Precedence
from server.rules.order import Cursor
from server.stores.port import Announcement, Delivery, Deposit, Mailboxes, Slot, Upload, Verdict

NOON = datetime(2031, 5, 4, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)

NORTH, SOUTH = PartyId(b"N" * 32), PartyId(b"S" * 32)
ADA, BEA, CYD = DeviceId(b"a" * 32), DeviceId(b"b" * 32), DeviceId(b"c" * 32)


def deposit(
    public: bytes = b"sealed",
    *,
    to: tuple[DeviceId, ...] = (ADA,),
    party: PartyId = NORTH,
    precedence: Precedence = Precedence.ROUTINE,
    ttl: timedelta = DAY,
    slot: bytes = b"key for ",
) -> Deposit:
    """One envelope; each recipient's slot ends with its mailbox."""
    slots = tuple(Slot(mailbox, slot + mailbox) for mailbox in to)
    return Deposit(party, EnvelopeId(sha256(public).digest()), public, precedence, ttl, slots)


async def verdicts(store: Mailboxes, what: Deposit, now: datetime = NOON) -> list[str]:
    """What becomes of each slot: the code where it is refused, else the verdict's word."""
    answers = await store.deposit(what, now)
    return [answer.code if answer.verdict is Verdict.REFUSED else answer.verdict.value for answer in answers]


async def waiting(store: Mailboxes, mailbox: DeviceId = ADA, now: datetime = NOON) -> list[Delivery]:
    """All that a mailbox holds."""
    return await store.fetch(mailbox, Cursor(), now, count=1_000, octets=2**30)


async def texts(store: Mailboxes, mailbox: DeviceId = ADA, now: datetime = NOON) -> list[bytes]:
    """The public parts of all that a mailbox holds."""
    return [delivery.public for delivery in await waiting(store, mailbox, now)]


def announcement(
    document: bytes,
    n: int,
    *,
    device: DeviceId = ADA,
    life: int = 1,
    restored: bool = False,
    not_after: datetime = NOON + DAY,
) -> Announcement:
    """A sealing key's announcement with counter (life, n)."""
    counter = Counter(Incarnation(life, b"x" * 16, restored), n)
    return Announcement(device, counter, document, not_after)


def upload(
    content: bytes,
    *,
    party: PartyId = NORTH,
    writer: DeviceId = ADA,
    size: int | None = None,
    expires_at: datetime = NOON + DAY,
) -> Upload:
    """The upload of this content."""
    size = len(content) if size is None else size
    return Upload(party, writer, BlobId(sha256(content).digest()), size, expires_at)
