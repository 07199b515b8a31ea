"""Receipts: the relay's signature over what it has made durable, one for many deposits.

Each covers deposits of one precedence, so that the receipt of a FLASH does not wait behind that of a backlog,
and about ROWS mailboxes at most, so that it is sent in few parts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from operator import itemgetter

from hotline.crypto.signing import SigningKey
from hotline.ids import DeviceId, Precedence, RelayId
from hotline.values import value
from hotline.wire.frames import ReceiptFrame
from hotline.wire.receipts import Receipt, sign_receipt
from server.rules.effects import StoreDeposit
from server.stores.port import Answer, Verdict

Rows = tuple[tuple[DeviceId, bytes], ...]
REFUSED = Verdict.REFUSED
ROWS = 512  # about 36 KiB; well under limits.RECEIPT_SLOTS


@value
class Kept:
    """A deposit and what the store answered for each of its mailboxes; None when it could not write."""

    request: StoreDeposit
    answers: Sequence[Answer] | None

    @property
    def rows(self) -> Rows:
        """The mailboxes that have it, with the hash of what each has."""
        return tuple(
            [(each.mailbox, each.slot_hash) for each in self.answers or () if each.verdict is not REFUSED]
        )

    @property
    def refused(self) -> bool:
        """Whether some mailbox does not have it."""
        return self.answers is None or REFUSED in [each.verdict for each in self.answers]

    @property
    def precedence(self) -> Precedence:
        return self.request.deposit.precedence


def receipts(
    key: SigningKey, kept: Iterable[Kept], now: datetime
) -> Iterator[tuple[ReceiptFrame, Precedence]]:
    """Signed receipts for what is durable, the most urgent first."""
    held = [(each.precedence, each, rows) for each in kept if (rows := each.rows)]
    held.sort(key=itemgetter(0), reverse=True)
    for precedence, group in groupby(held, key=itemgetter(0)):
        for some in _chunks((each, rows) for _, each, rows in group):
            yield _receipt(key, some, now), precedence


def _chunks(held: Iterable[tuple[Kept, Rows]]) -> Iterator[list[tuple[Kept, Rows]]]:
    chunk: list[tuple[Kept, Rows]] = []
    count = 0
    for each, rows in held:
        count += len(rows)
        if chunk and count > ROWS:
            yield chunk
            chunk, count = [], len(rows)
        chunk.append((each, rows))
    if chunk:
        yield chunk


def _receipt(key: SigningKey, held: Sequence[tuple[Kept, Rows]], now: datetime) -> ReceiptFrame:
    deposits = tuple((each.request.deposit.envelope, rows) for each, rows in held)
    receipt = Receipt(RelayId(key.public), now, deposits)
    return ReceiptFrame(tuple(each.request.ref for each, _ in held), sign_receipt(receipt, key))
