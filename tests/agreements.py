"""The clauses of an agreement that most tests do not care about, as fields of an agreement's text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

KindClause = tuple[str, Sequence[str], str, bool]
"""Kind, who may say it, to whom it goes, and whether its body may be held back."""


def usual_clauses(
    kinds: Sequence[KindClause],
    verifiers: Sequence[str],
    *,
    next_called: str = "duty officer, voice line",
    comm_check: str = "1h",
    rotate: str = "1h",
    retain: str = "7d",
) -> dict[str, Any]:
    """From clause 3 to clause 7. FLASH is acknowledged in ten minutes, IMMEDIATE in thirty."""
    within = {"FLASH": "10m", "IMMEDIATE": "30m", "PRIORITY": None, "ROUTINE": None}
    return {
        "kinds": [
            {"clause": f"3.{n}", "kind": kind, "authors": list(authors), "audience": audience, "held": held}
            for n, (kind, authors, audience, held) in enumerate(kinds, 1)
        ],
        "precedences": [
            {"clause": f"4.{n}", "precedence": name, "acknowledge_within": limit, "next": next_called}
            for n, (name, limit) in enumerate(within.items(), 1)
        ],
        "comm_check": {
            "clause": "5.1",
            "interval": comm_check,
            "answer_within": "60s",
            "duty_within": "30m",
            "directory_within": "1d",
        },
        "delivery": {"clause": "5.2", "presumed_after": None},
        "keys": {"clause": "6.1", "rotate": rotate, "retain": retain},
        "retention": {"clause": "6.2", "bodies": "365d"},
        "history": {"clause": "6.3", "bodies": "from-joining"},
        "verification": {"clause": "7.1", "verifiers": list(verifiers), "quorum": 1},
    }
