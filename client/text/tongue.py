"""Our own sentences in the officer's language: by the English sentence.

A sentence that a table lacks is said in English. What others wrote is never looked up here. A process speaks
one language at a time, as with gettext: `speak` chooses it, `say` says. A table is read when it is chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

NAMES: Mapping[str, str] = {"en": "English", "fr": "Français", "ru": "Русский"}


class _Tables(Mapping[str, Mapping[str, str]]):
    def __getitem__(self, language: str) -> Mapping[str, str]:
        match language:
            case "en":
                return {}
            case "fr":
                from client.text.languages.french import FRENCH

                return FRENCH
            case "ru":
                from client.text.languages.russian import RUSSIAN

                return RUSSIAN
        raise KeyError(language)

    def __iter__(self) -> Iterator[str]:
        return iter(NAMES)

    def __len__(self) -> int:
        return len(NAMES)


TABLES: Mapping[str, Mapping[str, str]] = _Tables()


class _Tongue:
    def __init__(self) -> None:
        self.language = "en"
        self.table: Mapping[str, str] = TABLES["en"]


_TONGUE = _Tongue()


def speak(language: str) -> None:
    """From here on `say` gives this language. Raises KeyError for one that there is no table of."""
    _TONGUE.table = TABLES[language]
    _TONGUE.language = language


def spoken() -> str:
    """The language that is spoken: `en`, `fr` or `ru`."""
    return _TONGUE.language


def words_in(language: str) -> Callable[[str], str]:
    """Says our words in that language, whatever is spoken here; in English where there is no table of it."""
    table = TABLES.get(language, {})
    return lambda word: table.get(word, word)


def say(sentence: str, **values: object) -> str:
    """The sentence in the officer's language, with these values at their {names}."""
    said = _TONGUE.table.get(sentence, sentence)
    return said.format(**values) if values else said
