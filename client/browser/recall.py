"""What a screen must be told when it is shown anew, after a reload or after it missed something.

Not a terminal: it does not know what stands where. It knows the modes that the program set, and the last
words of a program that has no screen of its own yet (a question for the passphrase). A program with a screen
of its own draws it again when the window's size changes.
"""

from __future__ import annotations

import re

RESET = b"\x18\x1bc"  # end whatever has begun, then forget everything. Source: ECMA-48 CAN, RIS
OWN_SCREEN = 1049  # Source: xterm's control sequences, DECSET
PASSING = {2026}  # "a drawing has begun": over before anybody looks
WORDS_BYTES = 16 * 1024  # some screenfuls of plain text
MODES = 64  # far more than there are

_SET = re.compile(rb"\x1b\[\?([0-9;]{1,64})([hl])")
_BEGUN = re.compile(rb"\x1b(?:\[(?:\?[0-9;]{0,64})?)?\Z")


class Recall:
    """Follows what a program writes."""

    def __init__(self) -> None:
        self._modes: dict[int, bool] = {}
        self._words = b""
        self._begun = b""

    @property
    def own_screen(self) -> bool:
        """Whether the program can draw all of it again."""
        return self._modes.get(OWN_SCREEN, False)

    def follow(self, output: bytes) -> None:
        """What the program wrote next; it may end in the midst of a sequence."""
        text = self._begun + output
        begun = _BEGUN.search(text)
        self._begun = begun[0] if begun else b""
        for found in _SET.finditer(text):
            for number in found[1].split(b";"):
                self._set(number, found[2] == b"h")
        if self.own_screen:
            self._words = b""
        else:
            self._words = (self._words + output)[-WORDS_BYTES:]

    def greeting(self) -> bytes:
        """Brings any screen to where this program's is, but for what a program with its own draws again."""
        modes = (b"\x1b[?%d%c" % (number, b"h" if on else b"l") for number, on in self._modes.items())
        return RESET + self._words + b"".join(modes)

    def _set(self, number: bytes, on: bool) -> None:
        mode = int(number[:5] or 0)
        if mode not in PASSING and (mode in self._modes or len(self._modes) < MODES):
            self._modes[mode] = on
