"""What the desk says of itself, in the officer's language: errors, reasons, results.

The desk speaks English; its sentences know their patterns, and those are the keys of the tables. Not here:
the terminal's own sentences, which are said with `say`; what others wrote, which is never translated.
"""

from __future__ import annotations

from client.text.tongue import say, spoken
from hotline.errors import HotlineError
from hotline.sentence import Sentence

ENGLISH = "en"
KIND = frozenset({"kind", "other_kind"})
WORDS = frozenset({"functions", "function", "role"})
PIECES = frozenset({"what", "advice", "why", "to", "thing", "part"})
"""At these names the value is our own word too: a kind, words with commas between, a piece of a sentence."""

SYSTEM = (
    "connection refused",
    "connection reset by peer",
    "no route to host",
    "network is unreachable",
    "name or service not known",
    "temporary failure in name resolution",
    "no such file or directory",
    "permission denied",
    "no space left on device",
    "read-only file system",
    "is a directory",
    "not a directory",
)
"""The usual reasons of the system, as they stand within a sentence; another is said as it comes."""


def told(said: str | HotlineError) -> str:
    """A sentence of the desk, or an error with what to do about it."""
    text = said.sentence if isinstance(said, HotlineError) else said
    if spoken() == ENGLISH:
        return str(text)
    if not isinstance(text, Sentence):
        return say(text)
    return say(text.pattern, **{name: _value(name, each) for name, each in text.values.items()})


def within(reason: str) -> str:
    """As it stands within a sentence: `connection refused`."""
    return reason[:1].lower() + reason[1:] if reason[1:2].islower() else reason


def _value(name: str, value: str) -> str:
    if name in KIND:
        return _kind(value)
    if isinstance(value, Sentence):
        return told(value)
    if name in PIECES:
        return say(within(value) if within(value) in SYSTEM else value)
    if name in WORDS:
        return ", ".join(say(each.replace("-", " ")) for each in value.split(", "))
    return _where(value) if name == "where" else value


def _kind(value: str) -> str:
    """A kind within a sentence; one that is not ours stays as it is called."""
    from hotline.kinds.catalogue import KINDS

    known = KINDS.get(value)
    if known is None and not isinstance(value, Sentence):
        return value
    return say(known.TITLE if known is not None else told(value)).lower()


def _where(value: str) -> str:
    """A document in the officer's words, and its field as the document has it."""
    document, comma, field = value.partition(", ")
    return say(document) + comma + field
