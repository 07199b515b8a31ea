"""Loads a channel's record from the vault, and settles it there now and then.

A settled record is taken up in one go; only what came since is read statement by statement, and bodies stay
in the vault. It is derived: when there is none, or one of another version, all is read anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from client.station.ports import KeptRecord, Vault
from hotline.errors import Malformed
from hotline.ids import ChannelId, StatementId
from hotline.shapes import read_cbor, write_cbor
from hotline.statements.header import Statement, trusted_statement
from hotline.transcript.transcript import Transcript

SETTLE_LEAST = 1000  # statements: reading so many one by one is not felt
SETTLE_SHARE = 50  # and a fiftieth of the record: so it costs each statement the same in a long one
REST_BYTES = 2**28
ALL_ANEW: tuple[int, list[StatementId], list[StatementId]] = (0, [], [])


class VaultShelf:
    """The transcript's `Shelf` in a vault."""

    def __init__(self, vault: Vault) -> None:
        self._record = vault.record

    def statement(self, id: StatementId) -> Statement:
        return trusted_statement(*self._record.statement(id))

    def body(self, id: StatementId) -> bytes | None:
        return self._record.body(id)


def load(transcript: Transcript, channel: ChannelId, vault: Vault) -> list[StatementId]:
    """Fills an empty transcript. Gives the statements that duties are to look at."""
    record = vault.record
    without = set(record.without_body(channel))
    upto, rest, duties = _take_up(transcript, record.settled(channel), without)
    fresh = [id for _, id in record.after(channel, upto)]
    for id in (*rest, *fresh):
        transcript.load(trusted_statement(*record.statement(id)), id not in without)
    return [*duties, *rest, *fresh]


def wants_settling(transcript: Transcript) -> bool:
    """Whether so much came since the last time that opening would be slow."""
    return len(transcript) - transcript.settled >= max(SETTLE_LEAST, transcript.settled // SETTLE_SHARE)


def settle(
    transcript: Transcript, channel: ChannelId, vault: Vault, open_duties: Iterable[StatementId]
) -> None:
    """Keeps the record as it is now, inside a transaction that has kept all its statements."""
    upto = vault.record.last_number(channel)
    rest = write_cbor([transcript.incomplete(), sorted(open_duties)])
    vault.record.keep_settled(channel, KeptRecord(upto, transcript.settle(), rest))


def _take_up(
    transcript: Transcript, kept: KeptRecord | None, without: Iterable[StatementId]
) -> tuple[int, list[StatementId], list[StatementId]]:
    """Up to which statement that went, what of it was not settled, and on which duties were open."""
    if kept is None:
        return ALL_ANEW
    value: Any = read_cbor(kept.rest, "settled record", REST_BYTES)
    rest, duties = value
    try:
        transcript.take_up(kept.record, without)
    except Malformed:
        return ALL_ANEW
    return kept.upto, list(map(StatementId, rest)), list(map(StatementId, duties))
