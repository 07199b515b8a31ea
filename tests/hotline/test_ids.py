"""Names of things: precedence, incarnations, places."""

from __future__ import annotations

import pytest

from hotline.ids import Incarnation, Precedence


@pytest.mark.parametrize("precedence", Precedence)
def test_a_precedence_is_found_by_name_and_prosign(precedence):
    """In any case, as people type it."""
    for word in (precedence.name, precedence.name.lower(), precedence.prosign, precedence.prosign.lower()):
        assert Precedence.named(word) is precedence


@pytest.mark.parametrize("word", ["", "RP", "F", "urgent"])
def test_another_word_is_no_precedence(word):
    with pytest.raises(KeyError):
        Precedence.named(word)


def test_the_higher_goes_first():
    assert sorted(Precedence, reverse=True)[0] is Precedence.FLASH
    assert [each for each in Precedence if each.urgent] == [Precedence.IMMEDIATE, Precedence.FLASH]


def test_incarnations_order_by_number_then_nonce():
    """Two restores of one backup in one second still have an order, the same for all."""
    low, high = bytes(16), b"\1" + bytes(15)

    assert Incarnation(1, high, True) < Incarnation(2, low, True)
    assert Incarnation(2, low, True) < Incarnation(2, high, True)
    assert Incarnation(2, high, True).tag == "0100"
