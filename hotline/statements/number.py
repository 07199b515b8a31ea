"""How people name a statement: party code, desk, seq; the same everywhere and for ever.

Source: docs/SPEC.md 5.
"""

from __future__ import annotations

from hotline.ids import Incarnation


def number(code: str, desk: int, life: Incarnation, seq: int) -> str:
    """`BRV-2-17`, or after a restore `BRV-2/7f3a-17`."""
    return f"{code}-{desk}/{life.tag}-{seq}" if life.restored else f"{code}-{desk}-{seq}"
