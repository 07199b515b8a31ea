"""What a language has to keep to: everything is said in it, nothing else, and nothing in it does harm."""

from __future__ import annotations

import ast
from string import Formatter

import pytest

from client.engine.attach_lines import error_answer, read_answer, write_answer
from client.text.clean import clean
from client.text.telling import told
from client.text.tongue import TABLES, say, speak
from hotline.errors import Refused
from hotline.sentence import read_sentence, sentence, write_sentence
from tests.client.text.spoken import errors_in, reached, sentences

LANGUAGES = ("fr", "ru")
SENTENCES = frozenset(sentences())


def places(sentence: str) -> list[str]:
    """The {names} in it."""
    return sorted(name for _, name, _, _ in Formatter().parse(sentence) if name is not None)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_has_a_translation(language: str) -> None:
    assert sorted(SENTENCES - TABLES[language].keys()) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_left_that_nothing_says(language: str) -> None:
    assert sorted(TABLES[language].keys() - SENTENCES) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_translation_has_the_same_places(language: str) -> None:
    table = TABLES[language]

    assert {each: places(said) for each, said in table.items()} == {each: places(each) for each in table}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_begins_and_ends_as_its_sentence(language: str) -> None:
    """Blanks around it are the screen's; a label has no full stop, and a sentence has one."""
    for english, said in TABLES[language].items():
        assert said.strip()
        assert (said[:1] == " ", said[-1:] == " ") == (english[:1] == " ", english[-1:] == " "), english
        whole = " " in english.strip()  # a word that stands alone may be cut short in one of them
        assert not whole or said.rstrip().endswith(".") == english.rstrip().endswith("."), english


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_in_a_translation_is_hostile(language: str) -> None:
    assert all(clean(each) == each for each in TABLES[language].values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_word_is_not_said_for_two_of_the_states(language: str) -> None:
    """What the line must not mix up, in any language."""
    apart = [
        ("queued", "relayed", "delivered", "read", "answered"),
        ("unanswered", "overdue", "unreached", "unconfirmed", "contested", "waived"),
        ("Acknowledge", "Acceptance", "Reply", "Verify"),
        ("Offline", "Unreached", "Unanswered", "Unconfirmed", "Unverified"),
    ]

    assert all(len({TABLES[language][each] for each in words}) == len(words) for words in apart)


def test_a_sentence_is_said_in_the_language_that_is_spoken() -> None:
    try:
        speak("ru")
        assert say("{n} of {most} words", n=3, most=200) == "слов: 3 из 200"
        assert say("What a party wrote.") == "What a party wrote."
    finally:
        speak("en")


def test_what_goes_wrong_has_its_pattern() -> None:
    """An error made of pieces could be said in English only. The place in a document is as it is."""
    pieces = [
        f"{path.name}: {ast.unparse(part)}"
        for path, tree in reached()
        for _, parts in errors_in(tree)
        for part in parts
        if isinstance(part, ast.JoinedStr)
    ]

    assert pieces == []


def test_what_the_desk_says_is_told_in_the_language_that_is_spoken() -> None:
    """Patterns, and values that are words of ours; what others wrote stays. Also once it was kept or sent."""
    refused = Refused(
        "wrong-audience", sentence(GOES_TO, clause="4.1", kind="risk-question", to="every party")
    )
    sent = read_answer(write_answer(error_answer(refused)))
    assert sent.error is not None
    unreached = sentence("The relay cannot be reached: {why}.", why="Connection refused")
    try:
        speak("fr")
        assert told(refused) == (
            "Selon l'art. 4.1, le type «\u00a0question de risque\u00a0» va à\u00a0: toutes les parties."
        )
        assert told(sent.error["what"]) == told(refused)
        assert told(read_sentence(write_sentence(unreached))) == (
            "Le relais est injoignable\u00a0: connexion refusée."
        )
        assert told("What a party wrote.") == "What a party wrote."
    finally:
        speak("en")
    assert told(refused) == "By clause 4.1 a risk-question goes to every party."


GOES_TO = "By clause {clause} a {kind} goes to {to}."
