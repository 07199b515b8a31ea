"""The subject of a text that was given none: its first line, cut at a word where it is long.

Not here: cutting for a screen's width (`clean`); this goes into the record, and reads well for ever.
"""

from __future__ import annotations

SUBJECT = 60  # characters: a line of a list, with what stands beside it


def subject_of(text: str) -> str:
    """At most `SUBJECT` characters; an ellipsis where the line goes on."""
    first = text.strip().split("\n")[0].rstrip()
    if len(first) <= SUBJECT:
        return first
    words = first[:SUBJECT].rpartition(" ")[0].rstrip(" ,;:–-")
    begun = words if len(words) >= SUBJECT // 2 else first[: SUBJECT - 1]  # a language without blanks
    return begun + "…"


def repeats(subject: str, text: str) -> bool:
    """Whether the subject says no more than the text begins with."""
    return subject in (text.strip(), subject_of(text))
