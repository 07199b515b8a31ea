"""Why a relay turns something away, by its code: a relay speaks English, an officer maybe another language.

What the relay itself said stays the text; ours is what it means, and the key of the languages' tables.
"""

from __future__ import annotations

from collections.abc import Mapping

from hotline.sentence import Sentence

REFUSALS: Mapping[str, str] = {
    "mailbox-full": "That desk's mailbox is full.",
    "party-quota": "Your party has used up what the relay keeps for it.",
    "too-large": "It is larger than the relay takes.",
    "too-fast": "More is under way than the relay takes at once.",
    "expired": "Its time was over before it came.",
    "unknown-mailbox": "The relay serves no such desk.",
    "not-admitted": "The relay does not admit this desk.",
    "revoked": "Your party's root has revoked this device.",
    "malformed": "The relay did not understand it.",
    "too-early": "It is too early for that.",
    "busy": "The relay is busy.",
    "replaced": "This device has logged in over a newer connection.",
    "closing": "The relay is closing.",
}


def understood(code: str, said: str) -> str:
    """The relay's own words; with what they mean, where the code is known."""
    return Sentence(said, REFUSALS[code], {}) if code in REFUSALS else said
