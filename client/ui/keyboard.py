"""A keyboard that writes Russian: outside a field, its letters are the Latin ones on the same keys.

So an officer who has just written in Russian need not change the keyboard to acknowledge.
"""

from __future__ import annotations

from collections.abc import Mapping

from textual import events
from textual.dom import DOMNode

_CYRILLIC = "йцукенгшщзфывапролдячсмить"
_LATIN = "qwertyuiopasdfghjklzxcvbnm"
SAME_KEY: Mapping[str, str] = dict(zip(_CYRILLIC + _CYRILLIC.upper(), _LATIN + _LATIN.upper(), strict=True))


def as_latin(event: events.Key, focused: DOMNode | None) -> events.Key:
    """The same key press by its Latin letter, unless what has focus takes letters for itself."""
    letter = SAME_KEY.get(event.character or "")
    if letter is None or (focused is not None and focused.check_consume_key(event.key, event.character)):
        return event
    return events.Key(letter, letter)
