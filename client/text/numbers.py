"""Numbers as the officer's language writes them. Not here: times and sizes, which are alike everywhere."""

from __future__ import annotations

from client.text.tongue import spoken

GROUPS = {"en": ","}
POINTS = {"en": "."}
NO_BREAK = "\u00a0"


def whole(number: int) -> str:
    """`4,000`; in French and Russian with a blank at which no line breaks."""
    return f"{number:,}".replace(",", GROUPS.get(spoken(), NO_BREAK))


def decimal(text: str) -> str:
    """`6.67`; in French and Russian `6,67`."""
    return text.replace(".", POINTS.get(spoken(), ","))
