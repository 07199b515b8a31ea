"""The pooled estimate: each standardised to an interval of 80 percent, then the mean with equal weights.

Exact: fractions throughout, rounded only to be shown. Source: the IDEA protocol (investigate, discuss,
estimate, aggregate); docs/SPEC.md 11.4.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from hotline.ids import PartyId
from hotline.kinds.risk import RiskEstimate

STANDARD_CONFIDENCE = 80  # percent: what every interval is stretched or shrunk to


@dataclass(frozen=True, slots=True)
class Interval:
    """Percent. `best` lies between the two."""

    low: Fraction
    best: Fraction
    high: Fraction


@dataclass(frozen=True, slots=True)
class Pooled:
    """What the parties estimate together, how far apart they are, and who is outside."""

    together: Interval
    each: Mapping[PartyId, Interval]
    spread: Fraction  # from the lowest best to the highest
    dissent: tuple[PartyId, ...]  # whose own interval does not hold the pooled best; ascending


def pool(estimates: Mapping[PartyId, RiskEstimate]) -> Pooled | None:
    """None when there is nothing to pool."""
    if not estimates:
        return None
    each = {party: standardised(estimates[party]) for party in sorted(estimates)}
    lows, bests, highs = zip(*((one.low, one.best, one.high) for one in each.values()), strict=True)
    together = Interval(_mean(lows), _mean(bests), _mean(highs))
    outside = tuple(party for party, one in each.items() if not one.low <= together.best <= one.high)
    return Pooled(together, each, max(bests) - min(bests), outside)


def standardised(estimate: RiskEstimate) -> Interval:
    """The estimate with the interval it would have at 80 percent, clipped to 0 and 100."""
    best = Fraction(estimate.best)
    stretch = Fraction(STANDARD_CONFIDENCE, estimate.interval_confidence)
    low, high = best - (best - estimate.low) * stretch, best + (estimate.high - best) * stretch
    return Interval(max(low, Fraction(0)), best, min(high, Fraction(100)))


def rounded(percent: Fraction) -> str:
    """With two decimals, halves to the even digit: `6.67`."""
    hundredths = round(percent * 100)
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def _mean(values: tuple[Fraction, ...]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)
