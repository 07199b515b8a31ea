"""How people name a statement."""

from __future__ import annotations

from hotline.ids import Incarnation
from hotline.statements.number import number

NONCE = bytes.fromhex("7f3a") + bytes(14)


def test_party_desk_and_sequence():
    assert number("BRV", 2, Incarnation(1, NONCE, False), 17) == "BRV-2-17"


def test_after_a_restore_the_new_life_shows():
    """Two statements never have one name."""
    assert number("BRV", 2, Incarnation(2, NONCE, True), 17) == "BRV-2/7f3a-17"
