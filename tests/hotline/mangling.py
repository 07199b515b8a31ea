"""Bytes as an attacker or a broken line would send them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import strategies as st

from hotline.errors import Rejected


@st.composite
def mangled(draw: st.DrawFn, raw: bytes) -> bytes:
    """These bytes with something changed, cut, doubled or put in."""
    at = draw(st.integers(0, len(raw) - 1))
    match draw(st.sampled_from(["flip", "cut", "cut out", "double", "insert", "append"])):
        case "flip":
            return raw[:at] + bytes([raw[at] ^ draw(st.integers(1, 255))]) + raw[at + 1 :]
        case "cut":
            return raw[:at]
        case "cut out":
            return raw[:at] + raw[at + draw(st.integers(1, 8)) :]
        case "double":
            return raw[:at] + raw[at : at + draw(st.integers(1, 64))] + raw[at:]
        case "insert":
            return raw[:at] + draw(st.binary(min_size=1, max_size=8)) + raw[at:]
        case _:
            return raw + draw(st.binary(min_size=1, max_size=8))


def read_or_rejected(read: Callable[[bytes], object], raw: bytes) -> None:
    """Passes when the bytes are read or refused; any other exception is a bug."""
    try:
        read(raw)
    except Rejected as refusal:
        assert str(refusal)


def refused(read: Callable[[], object], *words: str) -> None:
    """Passes when it is refused and the sentence has these words."""
    with pytest.raises(Rejected) as caught:
        read()
    for word in words:
        assert word in str(caught.value)
