"""A control with its title before it, and under it, once it was left, what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from client.text.tongue import say
from client.ui.checking import Path
from client.ui.drawing import line, wrapped
from client.ui.errands import once_drawn
from client.ui.glyphs import glyphs
from client.ui.widgets.form.control import Control
from client.ui.widgets.lines import Lines
from hotline.kinds.entries import Entry

TITLE = 14  # cells for a title: a mark before it, a blank after it, and the longest word of any between them


class FieldTitle(Lines):
    """What is asked for; an arrow before it where the officer is."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title

    def here(self, here: bool) -> None:
        self.set_class(here, "here")
        self.refresh()

    def lines(self, width: int) -> Sequence[Content]:
        mark = glyphs().arrow if self.has_class("here") else " "
        words = wrapped(say(self._title), max(width - 3, 8))
        return [line(mark if n == 0 else " ", " ") + each for n, each in enumerate(words)]


class Fault(Lines):
    """What is wrong, in the line that keeps two fields apart: nothing moves when it comes or goes."""

    def __init__(self) -> None:
        super().__init__()
        self._words = ""

    def tell(self, words: str) -> None:
        if words != self._words:
            self._words = words
            self.redraw()

    def lines(self, width: int) -> Sequence[Content]:
        return wrapped(f"{glyphs().alert} {self._words}", width, "$red") if self._words else [Content("")]


class Field(Widget):
    DEFAULT_CSS = (
        f"Field > FieldTitle {{ width: {TITLE}; }}"
        """
    Field { layout: horizontal; height: auto; width: 1fr; }
    Field > FieldTitle { color: $muted; margin: 0 0 1 0; }
    Field.close > FieldTitle, Field.holds > FieldTitle, ComposeScreen.low Field > FieldTitle { margin: 0; }
    Field > FieldTitle.here { color: $strong; }
    Field.holds { layout: vertical; }
    Field.holds > FieldTitle { width: 1fr; }
    Field.holds > Vertical { padding: 0 0 0 2; }
    Field > Vertical { width: 1fr; height: auto; }
    Field.close > Vertical > Fault, ComposeScreen.low Field > Vertical > Fault { display: none; }
    Field.close.wrong > Vertical > Fault, ComposeScreen.low Field.wrong > Vertical > Fault { display: block; }
    """
    )

    class Entered(Message):
        """The officer is in this field now."""

        def __init__(self, entry: Entry, hint: str) -> None:
            super().__init__()
            self.entry = entry
            self.hint = hint

    class Left(Message):
        """The officer went on from this field."""

    def __init__(self, control: Control) -> None:
        super().__init__()
        self.control = control
        self._faults: Mapping[Path, str] = {}
        self._left = False
        self._title = FieldTitle(control.entry.title)
        self._fault = Fault()
        self.set_class(control.HOLDS_FIELDS, "holds")

    @property
    def entry(self) -> Entry:
        return self.control.entry

    def compose(self) -> ComposeResult:
        yield self._title
        with Vertical():
            yield self.control
            yield self._fault

    # Coming and going

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        self._title.here(self.has_focus_within)
        nearest = next((each for each in event.widget.ancestors if isinstance(each, Field)), None)
        if nearest is self:
            self.post_message(self.Entered(self.entry, self.control.HINT))
            sight = event.widget if self.control.HOLDS_FIELDS else self  # what is wrong stands under it
            once_drawn(self, self._into_sight, event.widget, sight)

    def _into_sight(self, focused: Widget, sight: Widget) -> None:
        """The library brings what has the focus to the middle where it is out of sight, before this or after
        it: the form stands alike either way."""
        if self.screen.can_view_entire(focused):
            sight.scroll_visible(animate=False)
        else:
            self.screen.scroll_to_center(focused, origin_visible=True)

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        self._title.here(self.has_focus_within)  # of a group: the next may have come before this
        self.control.leave()
        self._left = True
        self._draw_fault()
        self.post_message(self.Left())

    # What is wrong

    def show(self, faults: Mapping[Path, str], everything: bool) -> None:
        """What is wrong within it. It says so once it was left, or when `everything` is told."""
        self._faults = faults
        self._left = self._left or everything
        self._draw_fault(everything)

    def _draw_fault(self, everything: bool = False) -> None:
        words = self.control.show(self._faults, everything) if self._left else ""
        self._fault.tell(words)
        self.set_class(bool(words), "wrong")

    @property
    def wrong(self) -> bool:
        return bool(self._faults)

    def put(self, value: Any) -> None:
        self.control.put(value)


def within(faults: Mapping[Path, str], step: str | int) -> dict[Path, str]:
    """The faults that lie under one step of their paths, from there on."""
    return {path[1:]: words for path, words in faults.items() if path and path[0] == step}


def first_wrong(fields: Iterable[Field]) -> Field | None:
    return next((each for each in fields if each.wrong), None)
