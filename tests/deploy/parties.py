"""Parties for real use, whose desks are good by the real clock. Keys are made from numbers."""

from __future__ import annotations

from tests.server.people import HOUR, NOW, Desk, party

CODES = ("AVA", "BRV")


def desk(code: str, number: int = 1) -> Desk:
    """That party's desk of that number."""
    long = 500_000 * HOUR
    return party(code, exercise=False).desk(number, not_before=NOW - 10_000 * HOUR, not_after=NOW + long)
