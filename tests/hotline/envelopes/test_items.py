"""Items: every class reads back, and nothing else is read."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline import limits
from hotline.envelopes import items as i
from hotline.envelopes.items import Item, read_items, write_items
from hotline.envelopes.seal import item_size
from hotline.errors import Malformed
from hotline.ids import DeviceId, StatementId
from hotline.shapes import read_cbor, write_cbor
from hotline.signed import PayloadType, sign_by_device
from tests.hotline.mangling import mangled, read_or_rejected
from tests.hotline.people import desk

BRAVO = desk("BRV")
HAVE = sign_by_device(PayloadType.HAVE, b"have", BRAVO.key)
LINK = sign_by_device(PayloadType.LINK, b"link", BRAVO.key)

ITEMS: list[Item] = [
    i.StatementItem(b"{}", bytes(64)),
    i.BodyItem(StatementId(bytes(32)), b"body"),
    i.HaveItem(HAVE),
    i.LinkItem(LINK),
    i.KeyItem(BRAVO.announcement()),
    i.ParcelItem(DeviceId(bytes(32)), b"public", b"slot"),
]


def test_items_read_back():
    """All classes, in order."""
    assert list(read_items(write_items(ITEMS))) == ITEMS
    assert {type(item) for item in ITEMS} == set(get_args(Item))


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.NAME)
def test_an_item_has_exactly_its_fields_and_types(item):
    """One more, one less, or a number in any place: refused, naming the item."""
    [value] = as_list(write_items([item]))
    wrongs = [[*value, 0], value[:-1]]
    wrongs += [[*value[:place], 1.5, *value[place + 1 :]] for place in range(1, len(value))]

    for wrong in wrongs:
        with pytest.raises(Malformed, match=f"items.0, {item.NAME}"):
            read_items(write_cbor([wrong]))


def as_list(raw: bytes) -> list:
    value = read_cbor(raw, "x", limits.ITEMS_BYTES)
    assert isinstance(value, list)
    return value


@pytest.mark.parametrize("name", ["have", "link", "key"])
def test_a_signed_document_goes_under_its_own_name(name):
    """A receipt called a have, and so on: refused before anyone looks at it."""
    other = sign_by_device(PayloadType.RECEIPT, b"receipt", BRAVO.key)

    with pytest.raises(Malformed, match=f"{name}.signed.type"):
        read_items(write_cbor([[name, other.to_value()]]))


@pytest.mark.parametrize("value", [{}, "have", [[]], [["gossip", b""]], [[1, b""]], [[["have"], b""]], [7]])
def test_what_is_no_item_is_refused(value):
    with pytest.raises(Malformed):
        read_items(write_cbor(value))


def test_too_many_or_too_large_items_are_neither_written_nor_read():
    """The batch adds up sizes beforehand; this is the last line."""
    many = [ITEMS[0]] * (limits.ITEMS + 1)
    large = [i.BodyItem(StatementId(bytes(32)), bytes(limits.BODY_BYTES))] * 4

    for each in (many, large):
        with pytest.raises(Malformed, match="at most"):
            write_items(each)
    with pytest.raises(Malformed):
        read_items(write_cbor([["body", bytes(32), bytes(limits.BODY_BYTES)]] * 4))
    with pytest.raises(Malformed):
        read_items(write_cbor([["statement", b"", bytes(64)]] * (limits.ITEMS + 1)))


def test_sizes_add_up():
    """The sum of the sizes is the whole but for the list's own head."""
    assert 0 <= len(write_items(ITEMS)) - sum(item_size(item) for item in ITEMS) <= 3


@given(st.one_of(mangled(write_items(ITEMS)), st.binary(max_size=60)))
def test_no_bytes_raise_anything_but_a_refusal(raw):
    read_or_rejected(read_items, raw)
