"""Pooled estimates: exact, and the same whoever computes them."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline.ids import PartyId
from hotline.kinds.risk import RiskEstimate
from hotline.procedures.pool import Interval, pool, rounded, standardised
from tests.hotline.procedures.builders import figures

ONE, TWO, THREE = (PartyId(bytes([n]) * 32) for n in range(3))


def made(**fields: Any) -> RiskEstimate:
    return RiskEstimate.model_validate_json(json.dumps(figures(**fields)))


def test_the_check_value_of_the_standardisation() -> None:
    """Low 10, high 40, best 20 held with 60 percent become 6.67 and 46.67 with 80."""
    interval = standardised(made(low=10, high=40, best=20, confidence=60))

    assert (rounded(interval.low), rounded(interval.best), rounded(interval.high)) == (
        "6.67",
        "20.00",
        "46.67",
    )


def test_an_interval_ends_at_0_and_100() -> None:
    interval = standardised(made(low=5, high=95, best=50, confidence=50))

    assert [interval.low, interval.high] == [0, 100]


def test_one_hundred_percent_confidence_shrinks_the_interval() -> None:
    interval = standardised(made(low=10, high=60, best=35, confidence=100))

    assert [interval.low, interval.high] == [15, 55]


def test_all_count_alike() -> None:
    found = pool(
        {
            ONE: made(low=10, best=20, high=30, confidence=80),
            TWO: made(best=60, low=50, high=75, confidence=80),
        }
    )

    assert found is not None
    assert found.together == Interval(Fraction(30), Fraction(40), Fraction(105, 2))
    assert found.spread == 40


def test_dissent_is_shown() -> None:
    """Whose own interval does not hold what all say together is named."""
    near = made(low=15, best=20, high=40, confidence=80)
    far = made(low=80, best=90, high=95, confidence=80)

    found = pool({ONE: near, TWO: near, THREE: far})

    assert found is not None
    assert found.dissent == (ONE, TWO, THREE)
    agreed = pool({ONE: near, TWO: near})
    assert agreed is not None and agreed.dissent == ()


def test_nothing_gives_no_pool() -> None:
    assert pool({}) is None


@pytest.mark.parametrize(
    ("value", "text"), [("0", "0.00"), ("1/200", "0.00"), ("3/200", "0.02"), ("100", "100.00")]
)
def test_rounding_is_to_the_even_hundredth(value: str, text: str) -> None:
    """Once, at the end, and the same everywhere."""
    assert rounded(Fraction(value)) == text


@st.composite
def estimates(draw: st.DrawFn) -> RiskEstimate:
    low, best, high = sorted(draw(st.tuples(*[st.integers(1, 99)] * 3)))
    return made(low=low, best=best, high=high, confidence=draw(st.integers(50, 100)))


@given(st.lists(estimates(), min_size=1, max_size=3), st.randoms())
def test_the_order_of_parties_does_not_matter(found: list[RiskEstimate], dice: Any) -> None:
    """Exact fractions: no desk's sum differs by the order in which it adds."""
    pairs = list(zip((ONE, TWO, THREE), found, strict=False))
    first = pool(dict(pairs))
    dice.shuffle(pairs)

    assert pool(dict(pairs)) == first
    assert first is not None
    assert 0 <= first.together.low <= first.together.best <= first.together.high <= 100
