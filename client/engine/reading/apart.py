"""How far estimates of one risk are from one another, as steps in the matrix; pure.

A step is one level of likelihood or of impact. Scores are not subtracted: likelihood 2 by impact 4 and
likelihood 4 by impact 2 have one score, and are four steps apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from client.engine.reading.shapes_board import Apart, ApartWord

FAR = 2  # levels on one axis: no longer a matter of where a border between two levels lies

Cell = tuple[int, int]
"""Likelihood and impact, 1 to 5."""


def apart(cells: Sequence[Cell]) -> Apart | None:
    """Between the two that are farthest from each other; None where there is nothing to compare."""
    if len(cells) < 2:
        return None
    likelihood, impact = (max(axis) - min(axis) for axis in zip(*cells, strict=True))
    steps = max(abs(one[0] - other[0]) + abs(one[1] - other[1]) for one, other in combinations(cells, 2))
    return {"steps": steps, "word": _word(likelihood, impact), "likelihood": likelihood, "impact": impact}


def _word(likelihood: int, impact: int) -> ApartWord:
    widest = max(likelihood, impact)
    return "same cell" if widest == 0 else "to discuss" if widest < FAR else "far apart"
