"""Likelihood in words, and the risk matrix. Numbers are stored; words and matrix are only drawn.

Sources: ICD 203 (2015); the PHIA probability yardstick; docs/SPEC.md 4 (`scale`).
"""

from __future__ import annotations

from typing import Literal

Scale = Literal["icd203", "phia"]
Band = tuple[int, int, str]
"""From, to, word; in percent."""

BANDS: dict[Scale, tuple[Band, ...]] = {
    "icd203": (  # each reaches up to the next: [from, to)
        (1, 5, "almost no chance"),
        (5, 20, "very unlikely"),
        (20, 45, "unlikely"),
        (45, 55, "roughly even chance"),
        (55, 80, "likely"),
        (80, 95, "very likely"),
        (95, 100, "almost certain"),
    ),
    "phia": (  # with the yardstick's own gaps: between two bands stands "between …"
        (1, 6, "remote chance"),
        (10, 21, "highly unlikely"),
        (25, 36, "unlikely"),
        (40, 51, "realistic possibility"),
        (55, 76, "likely"),
        (80, 91, "highly likely"),
        (95, 100, "almost certain"),
    ),
}

_LEVELS = (5, 20, 55, 80)  # percent at which the matrix's likelihood goes up by one
LEVEL_RANGES = tuple(zip((1, *_LEVELS), (*(each - 1 for each in _LEVELS), 99), strict=True))
"""From and to, in whole percent, of the matrix's rows 1 to 5: every number is in one of them."""


def likelihood_word(percent: int, scale: Scale) -> str:
    """What the scale calls a likelihood of 1 to 99 percent."""
    below = ""
    for low, high, word in BANDS[scale]:
        if percent < low:
            return f"between {below} and {word}"
        if percent < high:
            return word
        below = word
    raise ValueError(f"{percent} is not a likelihood from 1 to 99 percent")


def likelihood_level(percent: int) -> int:
    """The row of the matrix, 1 to 5."""
    return 1 + sum(percent >= each for each in _LEVELS)


def risk_level(percent: int, impact: int) -> str:
    """The word of the matrix's cell: likelihood 1 to 5 by impact 1 to 5."""
    return cell_word(likelihood_level(percent), impact)


def cell_word(level: int, impact: int) -> str:
    """What a cell of the matrix is called; its number is the product of the two."""
    cell = level * impact
    return "low" if cell < 5 else "moderate" if cell < 10 else "high" if cell < 20 else "extreme"
