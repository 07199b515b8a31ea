"""Where an estimate stands in the risk matrix, as far as its form is filled in: marks, and their words.

Made from what the fields are, not from the kind: a likelihood in percent (the one called `best`, where there
are several) and an impact with the matrix's own words. Not here: drawing the matrix.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from client.text.tongue import say
from client.ui.glyphs import glyphs
from client.ui.layout.matrix import Lit, Mark
from hotline.kinds.entries import Entry, Input
from hotline.kinds.fields import IMPACT_WORDS
from hotline.kinds.scales import cell_word, likelihood_level

BEST = "best"
MATRIX_WORDS = tuple(IMPACT_WORDS.items())


@dataclass(frozen=True, slots=True)
class Standing:
    """`level` and `impact`: 1 to 5, as far as they are known; `levels`: from lowest to highest."""

    level: int | None
    impact: int | None
    levels: tuple[int, int] | None

    @property
    def lit(self) -> Lit:
        return Lit(self.level, self.impact, self.levels)

    def mark(self, shape: str, here: bool = False) -> Mark | None:
        """None while one of the two is open."""
        if self.level is None or self.impact is None:
            return None
        return Mark(self.level, self.impact, f"{shape} {self.level * self.impact}", here=here)

    @property
    def word(self) -> str:
        """`12 high`; empty while it is open."""
        if self.level is None or self.impact is None:
            return ""
        return f"{self.level * self.impact} {say(cell_word(self.level, self.impact))}"


def has_matrix(form: Sequence[Entry]) -> bool:
    """Whether what is asked for has a place in the matrix."""
    return bool(_likelihoods(form)) and _impact(form) is not None


def standing(form: Sequence[Entry], values: Mapping[str, Any]) -> Standing:
    """Of what was entered so far; what is no number yet is left out."""
    percents = {each.name: _within(each, values) for each in _likelihoods(form)}
    best = percents.get(BEST) if BEST in percents else next(iter(percents.values()), None)
    known = [likelihood_level(each) for each in percents.values() if each is not None]
    impact = _impact(form)
    return Standing(
        level=None if best is None else likelihood_level(best),
        impact=None if impact is None else _within(impact, values),
        levels=(min(known), max(known)) if len(known) > 1 else None,
    )


def marks(now: Standing, before: Standing | None) -> list[Mark]:
    """What is entered now, and what the own party said last time."""
    found = [now.mark(glyphs().full, here=True), before.mark(glyphs().empty) if before else None]
    return [each for each in found if each is not None]


def is_likelihood(entry: Entry) -> bool:
    """A percentage that is neither certain nor impossible."""
    return entry.input is Input.NUMBER and (entry.unit, entry.least, entry.most) == ("percent", 1, 99)


def _likelihoods(form: Sequence[Entry]) -> list[Entry]:
    return [each for each in form if is_likelihood(each) and not each.many]


def _impact(form: Sequence[Entry]) -> Entry | None:
    return next((each for each in form if each.words == MATRIX_WORDS and not each.many), None)


def _within(entry: Entry, values: Mapping[str, Any]) -> int | None:
    text = str(values.get(entry.name) or "")
    if not text.isascii() or not text.isdigit():
        return None
    least, most = entry.least or 0, entry.most or 0
    return int(text) if least <= int(text) <= most else None
