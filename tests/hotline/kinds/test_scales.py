"""Likelihoods in words, as the two published scales have them."""

from __future__ import annotations

import pytest

from hotline.kinds.scales import Scale, likelihood_level, likelihood_word, risk_level


@pytest.mark.parametrize(
    ("percent", "word"),
    [
        (1, "almost no chance"),
        (4, "almost no chance"),
        (5, "very unlikely"),
        (20, "unlikely"),
        (45, "roughly even chance"),
        (54, "roughly even chance"),
        (55, "likely"),
        (80, "very likely"),
        (95, "almost certain"),
        (99, "almost certain"),
    ],
)
def test_icd_203(percent: int, word: str) -> None:
    """Where ranges touch, the upper one has the number."""
    assert likelihood_word(percent, "icd203") == word


@pytest.mark.parametrize(
    ("percent", "word"),
    [
        (5, "remote chance"),
        (7, "between remote chance and highly unlikely"),
        (10, "highly unlikely"),
        (50, "realistic possibility"),
        (53, "between realistic possibility and likely"),
        (75, "likely"),
        (94, "between highly likely and almost certain"),
        (95, "almost certain"),
    ],
)
def test_the_yardstick_keeps_its_gaps(percent: int, word: str) -> None:
    assert likelihood_word(percent, "phia") == word


@pytest.mark.parametrize("scale", ["icd203", "phia"])
def test_every_likelihood_has_a_word(scale: Scale) -> None:
    assert all(likelihood_word(percent, scale) for percent in range(1, 100))
    with pytest.raises(ValueError, match="not a likelihood"):
        likelihood_word(100, scale)


def test_the_matrix() -> None:
    assert [likelihood_level(each) for each in (1, 4, 5, 19, 20, 54, 55, 79, 80, 99)] == [
        1,
        1,
        2,
        2,
        3,
        3,
        4,
        4,
        5,
        5,
    ]
    assert risk_level(4, 4) == "low"
    assert risk_level(20, 3) == "moderate"
    assert risk_level(60, 4) == "high"
    assert risk_level(80, 4) == "extreme"
