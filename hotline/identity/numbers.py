"""What two people compare over a voice line to be sure of a root: 24 digits, or twelve words.

Each root document has its own, so nobody can choose two documents to match. Source: docs/SPEC.md 3; BIP-39.
"""

from __future__ import annotations

from functools import cache

from mnemonic import Mnemonic

from hotline.codec import labelled_hash
from hotline.crypto.labels import ROOT_CODE, ROOT_WORDS
from hotline.errors import Malformed, Misuse, NotTrusted
from hotline.sentence import sentence

DIGITS = 24
_GROUP = 4


def root_digits(root_payload: bytes) -> str:
    """Six groups of four: `0123 4567 …`."""
    number = int.from_bytes(labelled_hash(ROOT_CODE, root_payload)[:10]) % 10**DIGITS
    digits = f"{number:0{DIGITS}d}"
    return " ".join(digits[at : at + _GROUP] for at in range(0, DIGITS, _GROUP))


def check_digits(typed: str, root_payload: bytes) -> None:
    """All 24 must be typed, with any spaces. Raises Malformed when they are not 24, NotTrusted when wrong."""
    digits = "".join(typed.replace("-", " ").split())
    if len(digits) != DIGITS or not (digits.isascii() and digits.isdigit()):
        raise Malformed(
            "root code", sentence("needs {n} digits", n=DIGITS), "Read all six groups of four again."
        )
    if digits != root_digits(root_payload).replace(" ", ""):
        raise NotTrusted(
            "These are not the digits of this root.",
            "Read them once more over a number that you know; if they differ again, the root is not theirs.",
        )


def root_words(root_payload: bytes, language: str = "english") -> str:
    """The same check in twelve words. Raises Misuse for a language that has no word list."""
    return _words(language).to_mnemonic(labelled_hash(ROOT_WORDS, root_payload)[:16])


def languages() -> list[str]:
    """The languages that `root_words` speaks."""
    return sorted(Mnemonic.list_languages())


@cache
def _words(language: str) -> Mnemonic:
    if language not in Mnemonic.list_languages():
        raise Misuse(
            sentence("There is no word list in {language}.", language=language),
            sentence("There are: {languages}.", languages=", ".join(languages())),
        )
    return Mnemonic(language)
