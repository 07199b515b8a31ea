"""What our words mean, in a sentence that an officer reads: states, standings and obligations, by language.

The words themselves are the protocol's and the same everywhere; a language is one more table here. What a
table lacks is said in English.
"""

from __future__ import annotations

from collections.abc import Mapping

ENGLISH: Mapping[str, str] = {
    # How far a statement has come
    "queued": "It is in your vault and goes out as soon as there is a way.",
    "relayed": "A relay signed for it; no desk of theirs has it yet.",
    "delivered": "A desk of theirs has it. Nobody says yet that it was read.",
    "read": "A named officer has read it. That is not a consent.",
    "answered": "They have answered.",
    # What a statement counts for
    "counts": "It counts.",
    "conflicting": "Its author's device said two things in one place: it gives no right.",
    "disowned": "Its author's party no longer stands for the device that said it.",
    "disputed": "Two amendments are in force side by side: it binds only its author.",
    "late": "It was said under terms, or with a credential, that had ended.",
    "unwitnessed": "It is dated in time, but no other party shows that it was.",
    "misplaced": "It refers to something that it cannot answer.",
    "invalid": "It breaks the agreement or the protocol. It is kept and shown, and counts for nothing.",
    "waiting": "It cannot be judged yet.",
    # How an obligation stands
    "open": "There is still time.",
    "met": "It was done in time.",
    "met late": "It was done, but late.",
    "overdue": "Unanswered: they have it, and the time is over.",
    "unreached": "No sign of life from them: no clock runs. Try another way.",
    "unconfirmed": "They show signs of life, but no proof that they have it.",
    "contested": "The clocks contradict each other: both times are shown.",
    "waived": "It is no longer owed.",
}

LANGUAGES: Mapping[str, Mapping[str, str]] = {"en": ENGLISH}


def meaning(word: str, language: str = "en") -> str:
    """What the word means; nothing for a word that is not ours."""
    return LANGUAGES.get(language, ENGLISH).get(word) or ENGLISH.get(word, "")
