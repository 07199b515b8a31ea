"""Numbers as each language writes them."""

from __future__ import annotations

import pytest

from client.text.clean import clean_line
from client.text.numbers import decimal, whole
from client.text.tongue import NAMES, speak


@pytest.mark.parametrize(
    ("language", "n", "part"),
    [("en", "4,000", "6.67"), ("fr", "4\u00a0000", "6,67"), ("ru", "4\u00a0000", "6,67")],
)
def test_a_number_is_written_as_its_readers_write_it(language: str, n: str, part: str) -> None:
    try:
        speak(language)
        assert (whole(4000), decimal("6.67")) == (n, part)
        assert clean_line(whole(4000)) == n
    finally:
        speak("en")


def test_every_language_is_tried_here() -> None:
    assert {*NAMES} == {"en", "fr", "ru"}
