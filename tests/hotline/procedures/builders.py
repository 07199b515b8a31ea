"""Questions, estimates and closes, said by the desks of a test world."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hotline.codec import to_rfc3339
from tests.hotline.transcript.world import DAY, START, Said, Speaker, party

DEADLINE = START + timedelta(hours=2)


def ask(desk: Speaker, *codes: str, deadline: str = to_rfc3339(DEADLINE), **other: Any) -> Said:
    content = {
        "title": "Fire on the ridge",
        "event": "Artillery fire is reported by the observers.",
        "resolve_by": max(deadline, to_rfc3339(START + 7 * DAY)),
        "resolution": "By the observers' reports.",
        "scale": None,
        "asked": [party(code).id.hex() for code in codes],
        "deadline": deadline,
        "round": 1,
    }
    return desk.say("risk-question", content, **other)


def figures(low: int = 10, best: int = 20, high: int = 40, confidence: int = 60) -> dict[str, Any]:
    return {
        "low": low,
        "high": high,
        "best": best,
        "interval_confidence": confidence,
        "impact": 3,
        "confidence": "moderate",
        "confidence_reason": "Two sources agree.",
        "basis": "Reports of the last week.",
        "sources": [],
        "indicators": [],
    }


def estimate(desk: Speaker, question: Said, content: dict[str, Any] | None = None, **other: Any) -> Said:
    """A filing: its body held back, for the principals."""
    chosen: dict[str, Any] = {
        "audience": tuple(sorted({party("BRV").id, party("KLO").id})),
        "held": True,
    } | other
    chosen["after"] = [question, *chosen.get("after", ())]
    return desk.say("risk-estimate", content or figures(), refers_to=question, **chosen)


def close(desk: Speaker, question: Said, filing: Said, **other: Any) -> Said:
    return desk.say("risk-close", {"filing": filing.id.hex()}, refers_to=question, **other)
