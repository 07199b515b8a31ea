"""Links: what one device tells another of the pairs between them, signed.

Not here: which pair is used when (SPEC 7.4; `client.station`). Source: docs/SPEC.md 6.
"""

from __future__ import annotations

from dataclasses import dataclass

from hotline import limits
from hotline.crypto.signing import SigningKey
from hotline.envelopes.pairs import PAIR_ID_BYTES
from hotline.fields import a_counter, a_key, counter_value
from hotline.ids import Counter, DeviceId, PairId, SealingKeyId
from hotline.shapes import exact_bytes, one_of, optional, read_cbor, record, write_cbor
from hotline.signed import PayloadType, Signed, sign_by_device, verify_by_device

WHAT = "link"

PairForKey = tuple[PairId, SealingKeyId]
"""A pair, and the reader's sealing key that it came by."""

_PAIR = optional(record([("pair", exact_bytes(PAIR_ID_BYTES)), ("key", exact_bytes(32))]))
_SHAPE = record(
    [
        ("version", one_of(1)),
        ("from", a_key),
        ("to", a_key),
        ("counter", a_counter),
        ("mine", _PAIR),
        ("theirs", _PAIR),
    ]
)


@dataclass(frozen=True, slots=True)
class Link:
    """`mine`: my pair for your key. `theirs`: your pair for my key, as I hold it.

    Of several by one sender the one with the highest counter counts.
    """

    sender: DeviceId
    reader: DeviceId
    counter: Counter
    mine: PairForKey | None
    theirs: PairForKey | None


def sign_link(link: Link, key: SigningKey) -> Signed:
    """The sender's signature on it."""
    value = [1, link.sender, link.reader, counter_value(link.counter), link.mine, link.theirs]
    return sign_by_device(PayloadType.LINK, write_cbor(value), key)


def open_link(signed: Signed) -> Link:
    """Reads, and verifies that its sender signed it. Raises Malformed, BadSignature."""
    link = Link(*_SHAPE(read_cbor(signed.payload, WHAT, limits.LINK_BYTES), WHAT)[1:])
    verify_by_device(signed, PayloadType.LINK, link.sender)
    return link


def open_link_for(reader: DeviceId, signed: Signed) -> Link | None:
    """The same, if it is for this reader: of an envelope for many each needs one. Raises as `open_link`."""
    value = read_cbor(signed.payload, WHAT, limits.LINK_BYTES)
    others = type(value) is list and value[2:3] != [reader]
    return None if others else open_link(signed)
