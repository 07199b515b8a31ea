"""Padmé: lengths say little, and cost little."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline.padding import padded_length

LENGTHS = st.integers(0, 2**24)


@given(LENGTHS)
def test_it_is_never_shorter_and_at_most_twelve_percent_longer(length):
    """The paper's bound."""
    assert length <= padded_length(length) <= length * 1.12 + 1


@given(LENGTHS)
def test_a_padded_length_stays(length):
    """Padding twice changes nothing."""
    assert padded_length(padded_length(length)) == padded_length(length)


@given(LENGTHS, LENGTHS)
def test_longer_never_becomes_shorter(one, other):
    """The order of lengths is kept."""
    assert (one <= other) <= (padded_length(one) <= padded_length(other))


@pytest.mark.parametrize(
    ("length", "padded"),
    [(0, 0), (1, 1), (8, 8), (9, 10), (15, 16), (17, 18), (100, 104), (1000, 1024), (1025, 1088)],
)
def test_known_lengths(length, padded):
    """As the paper's formula gives them."""
    assert padded_length(length) == padded


def test_few_lengths_remain():
    """Of 64 KiB of lengths an observer sees some two hundred."""
    assert len({padded_length(length) for length in range(2**16)}) < 250
