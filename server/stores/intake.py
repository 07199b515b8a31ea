"""What a deposit goes through in every store: sizes, what is known already, the quota, then the shelf."""

from __future__ import annotations

from hashlib import sha256
from typing import Protocol

from hotline.errors import Refused
from server.rules.quota import check_sizes, check_ttl
from server.stores.ledger import Entry, Ledger
from server.stores.port import Answer, Arrival, Deposit, Slot, Verdict


class Shelf(Protocol):
    """Where one deposit's slots are kept."""

    def has(self, key: bytes) -> bool:
        """Whether the slot of this key was kept before and has not expired."""

    def remember(self, key: bytes) -> None:
        """Know the slot of this key until it expires, as surely as it is kept."""

    def remember_acknowledged(self, key: bytes) -> None:
        """The same for a slot that needs no keeping any more; it may be forgotten when the process dies."""

    def keep(self, slot: Slot, seq: int, entry: Entry) -> None:
        """Keep a slot that was counted as `entry`, under this number."""


def take_in(arrival: Arrival, ledger: Ledger, shelf: Shelf) -> list[Answer]:
    """Keep what may be kept; gives an answer for each slot, in their order."""
    slots = zip(arrival.deposit.slots, arrival.seqs, strict=True)
    return [_take_slot(arrival, slot, seq, ledger, shelf) for slot, seq in slots]


def slot_keys(deposit: Deposit) -> list[bytes]:
    """What its slots are known by."""
    return [slot_key(deposit, slot, sha256(slot.octets).digest()) for slot in deposit.slots]


def slot_key(deposit: Deposit, slot: Slot, slot_hash: bytes) -> bytes:
    """What a slot is known by: a hash of mailbox, envelope id and slot hash, 32 bytes each."""
    return sha256(slot.mailbox + deposit.envelope + slot_hash).digest()


def _take_slot(arrival: Arrival, slot: Slot, seq: int, ledger: Ledger, shelf: Shelf) -> Answer:
    deposit = arrival.deposit
    slot_hash = sha256(slot.octets).digest()
    key = slot_key(deposit, slot, slot_hash)
    try:
        check_ttl(deposit.ttl)
        check_sizes(len(deposit.public), len(slot.octets))
        if seq in arrival.acknowledged:
            shelf.remember_acknowledged(key)
        elif shelf.has(key):
            return Answer(slot.mailbox, slot_hash, Verdict.ALREADY_HAD)
        else:
            octets = len(deposit.public) + len(slot.octets)
            shelf.keep(slot, seq, ledger.admit(slot.mailbox, deposit.party, octets, deposit.precedence))
            arrival.kept.add(seq)
            shelf.remember(key)
    except Refused as refusal:
        return Answer(slot.mailbox, slot_hash, Verdict.REFUSED, refusal.code, str(refusal))
    return Answer(slot.mailbox, slot_hash, Verdict.STORED)
