"""Links: what one device tells another of their pairs, in its own name only."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline import limits
from hotline.envelopes.links import Link, open_link, open_link_for, sign_link
from hotline.errors import BadSignature, Malformed
from hotline.ids import Counter, PairId, SealingKeyId
from hotline.shapes import write_cbor
from hotline.signed import PayloadType, sign_by_device
from tests.hotline.mangling import mangled, read_or_rejected
from tests.hotline.people import LIFE, desk

BRAVO, DELTA = desk("BRV"), desk("DLT")
PAIR = (PairId(b"\1" * 16), SealingKeyId(b"\2" * 32))
LINK = Link(BRAVO.device, DELTA.device, Counter(LIFE, 3), PAIR, None)
LIFE_VALUE = list(LIFE)


@pytest.mark.parametrize("mine", [PAIR, None])
@pytest.mark.parametrize("theirs", [PAIR, None])
def test_a_link_reads_back(mine, theirs):
    link = Link(BRAVO.device, DELTA.device, Counter(LIFE, 3), mine, theirs)

    signed = sign_link(link, BRAVO.key)

    assert open_link(signed) == link
    assert len(signed.payload) <= limits.LINK_BYTES


def test_nobody_speaks_in_anothers_name():
    """A relay or a third member cannot make us use short slots, or full ones."""
    with pytest.raises(BadSignature):
        open_link(sign_link(LINK, DELTA.key))


@pytest.mark.parametrize(
    ("value", "field"),
    [
        ([2, BRAVO.device, DELTA.device, [LIFE_VALUE, 1], None, None], "version"),
        ([1, bytes(32), DELTA.device, [LIFE_VALUE, 1], None, None], "from"),
        ([1, BRAVO.device, bytes(32), [LIFE_VALUE, 1], None, None], "to"),
        ([1, BRAVO.device, DELTA.device, [LIFE_VALUE, -1], None, None], "counter.n"),
        ([1, BRAVO.device, DELTA.device, [LIFE_VALUE, 1], [bytes(15), bytes(32)], None], "mine.pair"),
        ([1, BRAVO.device, DELTA.device, [LIFE_VALUE, 1], None, [bytes(16), b""]], "theirs.key"),
        ([1, BRAVO.device, DELTA.device, [LIFE_VALUE, 1], None, []], "theirs"),
    ],
)
def test_a_wrong_field_is_refused_by_its_name(value, field):
    with pytest.raises(Malformed) as caught:
        open_link(sign_by_device(PayloadType.LINK, write_cbor(value), BRAVO.key))

    assert caught.value.where == f"link.{field}"


@given(st.one_of(mangled(sign_link(LINK, BRAVO.key).payload), st.binary(max_size=60)))
def test_no_bytes_raise_anything_but_a_refusal(payload):
    read_or_rejected(lambda each: open_link(sign_by_device(PayloadType.LINK, each, BRAVO.key)), payload)


def test_only_ones_own_link_is_opened() -> None:
    """Of an envelope for many each reader needs one; what is broken for another is that one's to find."""
    signed = sign_link(LINK, BRAVO.key)
    broken = replace(signed, signatures=(replace(signed.signatures[0], value=bytes(64)),))

    assert open_link_for(LINK.reader, signed) == LINK
    assert open_link_for(LINK.sender, broken) is None
    with pytest.raises(BadSignature):
        open_link_for(LINK.reader, broken)
