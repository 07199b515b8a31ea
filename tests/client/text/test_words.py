"""Every word that a person meets has its meaning."""

from __future__ import annotations

import pytest

from client.text.words import ENGLISH, LANGUAGES, meaning
from hotline.delivery.states import State
from hotline.obligations.owed import State as Owed
from hotline.transcript.standing import Word


@pytest.mark.parametrize("word", [*map(str, State), *map(str, Word), *map(str, Owed)])
def test_every_word_of_the_record_has_a_meaning(word: str) -> None:
    assert meaning(word).endswith(".")


def test_a_language_that_lacks_a_word_says_it_in_english() -> None:
    assert meaning("relayed", "xx") == ENGLISH["relayed"]
    assert all(set(table) <= set(ENGLISH) for table in LANGUAGES.values())


def test_a_word_that_is_not_ours_has_none() -> None:
    assert meaning("perhaps") == ""
