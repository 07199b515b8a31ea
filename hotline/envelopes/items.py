"""What can be in an envelope: a list of items, each of a class below; the table at the end reads them.

Not here: whether anything in them is true; signatures are verified by whoever takes an item in.
Source: docs/SPEC.md 6.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from typing import ClassVar

from hotline import limits
from hotline.crypto.signing import ED25519_SIGNATURE_BYTES
from hotline.errors import Malformed
from hotline.ids import DeviceId, StatementId
from hotline.shapes import Shape, array_of, exact_bytes, read_cbor, record, some_bytes, write_cbor
from hotline.signed import PayloadType, Signed, signed_from_value

WHAT = "items"


@dataclass(frozen=True, slots=True)
class StatementItem:
    """A header's bytes and its author's signature."""

    NAME: ClassVar = "statement"
    payload: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class BodyItem:
    NAME: ClassVar = "body"
    statement: StatementId
    body: bytes = field(repr=False)  # padded, as its hash is over it


@dataclass(frozen=True, slots=True)
class HaveItem:
    NAME: ClassVar = "have"
    signed: Signed


@dataclass(frozen=True, slots=True)
class LinkItem:
    NAME: ClassVar = "link"
    signed: Signed


@dataclass(frozen=True, slots=True)
class KeyItem:
    NAME: ClassVar = "key"
    signed: Signed


@dataclass(frozen=True, slots=True)
class ParcelItem:
    """Another's envelope for that desk, carried unopened."""

    NAME: ClassVar = "parcel"
    recipient: DeviceId
    public: bytes
    slot: bytes


Item = StatementItem | BodyItem | HaveItem | LinkItem | KeyItem | ParcelItem


def write_items(items: Sequence[Item]) -> bytes:
    """Raises Malformed when they are too many or too large for one envelope."""
    if len(items) > limits.ITEMS:
        raise Malformed(WHAT, f"are {len(items)}, at most {limits.ITEMS} go into one envelope")
    raw = write_cbor([item_value(item) for item in items])
    if len(raw) > limits.ITEMS_BYTES:
        raise Malformed(WHAT, f"are {len(raw)} bytes, at most {limits.ITEMS_BYTES} go into one envelope")
    return raw


def read_items(raw: bytes) -> tuple[Item, ...]:
    """Raises Malformed, naming item and field."""
    items: tuple[Item, ...] = _ITEMS(read_cbor(raw, WHAT, limits.ITEMS_BYTES), WHAT)
    return items


def item_value(item: Item) -> list[object]:
    """The item as it stands in the list."""
    parts = (getattr(item, field.name) for field in fields(item))
    return [item.NAME, *(part.to_value() if isinstance(part, Signed) else part for part in parts)]


def _item(value: object, where: str) -> Item:
    if type(value) is not list or not value or type(value[0]) is not str or value[0] not in _TABLE:
        raise Malformed(where, "is no item that this protocol has")
    name, *values = value
    made, shape = _TABLE[name]
    item: Item = made(*shape(values, f"{where}, {name}"))
    return item


_ITEMS = array_of(_item, limits.ITEMS)


def _signed(payload_type: PayloadType) -> Shape:
    def check(value: object, where: str) -> Signed:
        signed = signed_from_value(value, where)
        if signed.type is not payload_type:
            raise Malformed(f"{where}.type", f"needs {payload_type}")
        return signed

    return check


def _entry(made: type[Item], *shapes: Shape) -> tuple[str, tuple[type[Item], Shape]]:
    names = [field.name for field in fields(made)]
    return made.NAME, (made, record(list(zip(names, shapes, strict=True))))


_TABLE: dict[str, tuple[type[Item], Shape]] = dict(
    [
        _entry(StatementItem, some_bytes(limits.HEADER_BYTES), exact_bytes(ED25519_SIGNATURE_BYTES)),
        _entry(BodyItem, exact_bytes(32), some_bytes(limits.BODY_BYTES)),
        _entry(HaveItem, _signed(PayloadType.HAVE)),
        _entry(LinkItem, _signed(PayloadType.LINK)),
        _entry(KeyItem, _signed(PayloadType.SEALING_KEY)),
        _entry(
            ParcelItem,
            exact_bytes(32),
            some_bytes(limits.ENVELOPE_BYTES),
            some_bytes(limits.SLOT_BYTES, 1),
        ),
    ]
)
