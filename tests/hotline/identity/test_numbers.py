"""The digits and words that two people compare before they trust a root."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mnemonic import Mnemonic

from hotline.errors import Malformed, Misuse, NotTrusted
from hotline.identity.numbers import check_digits, languages, root_digits, root_words
from hotline.identity.root import make_root
from tests.hotline.people import NOW, desk

BRAVO = desk("BRV")
PAYLOAD = BRAVO.root.signed.payload
DIGITS = root_digits(PAYLOAD)


@given(st.binary(max_size=64))
def test_there_are_always_six_groups_of_four(payload):
    """Leading zeros are kept."""
    groups = root_digits(payload).split(" ")

    assert [len(each) for each in groups] == [4] * 6
    assert all(each.isascii() and each.isdigit() for each in groups)


@pytest.mark.parametrize(
    "typed",
    [
        DIGITS,
        DIGITS.replace(" ", ""),
        f"  {DIGITS}\n",
        DIGITS.replace(" ", "-"),
        DIGITS.replace(" ", "\u00a0"),
    ],
)
def test_spacing_does_not_matter(typed):
    """People type as they hear."""
    check_digits(typed, PAYLOAD)


@given(st.integers(0, 23), st.integers(1, 9))
def test_every_single_wrong_digit_is_refused(place, off):
    """All of it is compared, not the beginning."""
    digits = DIGITS.replace(" ", "")
    wrong = digits[:place] + str((int(digits[place]) + off) % 10) + digits[place + 1 :]

    with pytest.raises(NotTrusted):
        check_digits(wrong, PAYLOAD)


@pytest.mark.parametrize("typed", ["", DIGITS[:-1], DIGITS + "0", DIGITS[:-1] + "x", DIGITS[:-1] + "²"])
def test_what_is_not_24_digits_is_a_slip_and_not_a_forgery(typed):
    """The officer is asked to read again, not told that the root is false."""
    with pytest.raises(Malformed):
        check_digits(typed, PAYLOAD)


def test_the_refusal_does_not_tell_the_right_digits():
    """Whoever types must have heard them."""
    with pytest.raises(NotTrusted) as caught:
        check_digits("0" * 24, PAYLOAD)

    assert not any(group in str(caught.value) for group in DIGITS.split(" "))


def test_another_document_has_other_digits_and_words():
    """Even with the same keys: the name that was read aloud is part of it."""
    other = make_root("BRV", "Party BRW", True, BRAVO.root_key, NOW).signed.payload
    another = make_root("BRV", "Party BRV", False, BRAVO.root_key, NOW).signed.payload

    assert len({root_digits(each) for each in (PAYLOAD, other, another)}) == 3
    assert len({root_words(each) for each in (PAYLOAD, other, another)}) == 3


def places_in(language: str) -> dict[str, int]:
    return {word: place for place, word in enumerate(Mnemonic(language).wordlist)}


@pytest.mark.parametrize("language", languages())
def test_words_in_every_language_say_the_same(language):
    """Twelve words, at the same twelve places of every list."""
    places = [places_in(language)[word] for word in root_words(PAYLOAD, language).split()]

    assert len(places) == 12
    assert places == [places_in("english")[word] for word in root_words(PAYLOAD).split()]


def test_there_are_several_languages():
    assert {"english", "french", "spanish", "russian", "chinese_simplified"} <= set(languages())


def test_a_language_without_words_is_named():
    with pytest.raises(Misuse, match="klingon"):
        root_words(PAYLOAD, "klingon")


def test_the_digits_are_those_of_the_specification():
    """Written out: ten bytes of the labelled hash, modulo 10^24."""
    import hashlib

    hashed = hashlib.sha256(b"hotline root code 1\0" + (3).to_bytes(8, "big") + b"abc").digest()
    number = int.from_bytes(hashed[:10], "big") % 10**24

    assert root_digits(b"abc").replace(" ", "") == str(number).zfill(24)
