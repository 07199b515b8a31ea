"""Six groups of four digits, typed as they are heard. Nothing is said of right or wrong here.

It takes digits, backspace and the arrows, and leaves all letters to the screen.
"""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.message import Message

from client.text.tongue import say
from client.ui.drawing import line
from client.ui.layout.digits import big, fits_big, in_groups
from client.ui.widgets.lines import Lines

DIGITS = 24


class CodeEntry(Lines, can_focus=True):
    DEFAULT_CSS = "CodeEntry { height: auto; }"

    class Done(Message):
        """Enter was pressed."""

    class Changed(Message):
        """A digit came or went."""

    def __init__(self) -> None:
        super().__init__()
        self.digits = ""
        self._roomy = True

    @property
    def complete(self) -> bool:
        return len(self.digits) == DIGITS

    def clear(self) -> None:
        self.digits = ""
        self.redraw()

    def set_roomy(self, roomy: bool) -> None:
        """Whether there are lines to draw them large."""
        if roomy != self._roomy:
            self._roomy = roomy
            self.redraw()

    def check_consume_key(self, key: str, character: str | None) -> bool:
        return _is_digit(character) or key == "backspace"

    def on_key(self, event: events.Key) -> None:
        if _is_digit(event.character):
            self._take((self.digits + (event.character or ""))[:DIGITS])
        elif event.key == "backspace":
            self._take(self.digits[:-1])
        elif event.key == "enter":
            self.post_message(self.Done())
        elif event.key != "space":  # between groups people press it by habit
            return
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Digits that were copied from anywhere prove nothing: only what is typed as it is heard does."""
        event.stop()
        self.line_app.tell(say("Type them as you hear them: what was copied proves nothing."))

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def _take(self, digits: str) -> None:
        self.digits = digits
        self.refresh()
        self.post_message(self.Changed())

    def lines(self, width: int) -> Sequence[Content]:
        groups = in_groups(self.digits)
        here = min(len(self.digits), DIGITS - 1) // 4
        styles = [self._style(n, here) for n in range(len(groups))]
        if fits_big(width) and self._roomy:
            return big(groups, width, styles, numbered=False)
        pieces = [(each, style) for each, style in zip(groups, styles, strict=True)]
        spaced = [part for piece in pieces for part in ("   ", piece)]
        return [line(*spaced[1:])]

    def _style(self, group: int, here: int) -> str:
        if group == here and self.has_focus:
            return "bold $key"
        return "bold $strong" if group < here or self.complete else "$muted"


def _is_digit(character: str | None) -> bool:
    return character is not None and character.isascii() and character.isdigit()
