"""Opening an envelope ahead: all of taking it in that depends on its bytes and one key alone.

Values go in and come out, so another process can do it. What does not open, or is no statement, is left out
here: the station opens it itself, and says what is wrong. Nothing is taken in by this.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from client.station.arrivals import EnvelopeCame
from hotline.crypto.sealing import SealingKey
from hotline.envelopes.items import Item, StatementItem
from hotline.envelopes.open import Opened, open_full, open_short
from hotline.envelopes.slots import FullSlot, ShortSlot
from hotline.errors import Rejected
from hotline.ids import SealingKeyId
from hotline.statements.header import Statement, open_statement


@dataclass(frozen=True, slots=True)
class Locked:
    """An envelope with what opens it: the private half for a full slot, the pair's secret for a short one."""

    public: bytes
    slot: FullSlot | ShortSlot
    secret: bytes = field(repr=False)
    key: SealingKeyId


@dataclass(frozen=True, slots=True)
class Ahead:
    """What was inside; `statements`: those of its items that are one, verified."""

    opened: Opened
    statements: Mapping[StatementItem, Statement]


OpenedAhead = Callable[[EnvelopeCame], Ahead | None]
"""What was opened ahead of an envelope; None: nothing, the station does it."""


def not_ahead(_came: EnvelopeCame) -> None:
    """Nothing was opened ahead."""


def open_ahead(locked: Sequence[Locked]) -> list[Ahead | None]:
    """For each what was inside, or None."""
    keys: dict[bytes, SealingKey] = {}
    return [_open(each, keys) for each in locked]


def _open(locked: Locked, keys: dict[bytes, SealingKey]) -> Ahead | None:
    try:
        if isinstance(locked.slot, ShortSlot):
            opened = open_short(locked.public, locked.slot, locked.secret, locked.key)
        else:
            if locked.secret not in keys:
                keys[locked.secret] = SealingKey(locked.secret)
            opened = open_full(locked.public, locked.slot, keys[locked.secret])
    except Rejected:
        return None
    return Ahead(opened, _statements(opened.items))


def _statements(items: Iterable[Item]) -> dict[StatementItem, Statement]:
    found: dict[StatementItem, Statement] = {}
    for item in items:
        if isinstance(item, StatementItem):
            with suppress(Rejected):
                found[item] = open_statement(item.payload, item.signature)
    return found
