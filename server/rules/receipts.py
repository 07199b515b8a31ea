"""Receipts: the relay's signature over what it has made durable, one for many deposits.

Each covers deposits of one precedence, so that the receipt of a FLASH does not wait behind that of a backlog,
and about ROWS mailboxes at most, so that it is sent in few parts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from hotline.crypto.signing import SigningKey
from hotline.ids import DeviceId, Precedence, RelayId
from hotline.wire.frames import ReceiptFrame
from hotline.wire.receipts import Receipt, sign_receipt
from server.rules.effects import StoreDeposit
from server.stores.port import Answer, Verdict

ROWS = 512  # about 36 KiB; well under limits.RECEIPT_SLOTS


@dataclass(frozen=True, slots=True)
class Kept:
    """A deposit and what the store answered for each of its mailboxes; None when it could not write."""

    request: StoreDeposit
    answers: Sequence[Answer] | None

    @property
    def rows(self) -> tuple[tuple[DeviceId, bytes], ...]:
        """The mailboxes that have it, with the hash of what each has."""
        held = (each for each in self.answers or () if each.verdict is not Verdict.REFUSED)
        return tuple((each.mailbox, each.slot_hash) for each in held)

    @property
    def precedence(self) -> Precedence:
        return self.request.deposit.precedence


def receipts(
    key: SigningKey, kept: Iterable[Kept], now: datetime
) -> Iterator[tuple[ReceiptFrame, Precedence]]:
    """Signed receipts for what is durable, the most urgent first."""
    held = sorted((each for each in kept if each.rows), key=_precedence, reverse=True)
    for precedence, group in groupby(held, key=_precedence):
        for some in _chunks(group):
            yield _receipt(key, some, now), precedence


def _precedence(kept: Kept) -> Precedence:
    return kept.precedence


def _chunks(kept: Iterable[Kept]) -> Iterator[list[Kept]]:
    chunk: list[Kept] = []
    rows = 0
    for each in kept:
        rows += len(each.rows)
        if chunk and rows > ROWS:
            yield chunk
            chunk, rows = [], len(each.rows)
        chunk.append(each)
    if chunk:
        yield chunk


def _receipt(key: SigningKey, kept: Sequence[Kept], now: datetime) -> ReceiptFrame:
    deposits = tuple((each.request.deposit.envelope, each.rows) for each in kept)
    receipt = Receipt(RelayId(key.public), now, deposits)
    return ReceiptFrame(tuple(each.request.ref for each in kept), sign_receipt(receipt, key))
