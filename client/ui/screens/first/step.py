"""What the steps have in common: where one is on the way, a page of lines and fields, a line for a path."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import ClassVar

from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input

from client.text.tongue import say
from client.ui.drawing import line, wrap, wrapped
from client.ui.glyphs import glyphs
from client.ui.screens.base import FullScreen
from client.ui.widgets.column import Column
from client.ui.widgets.lines import Lines

WORDS = ("This desk", "Its credential", "The agreement", "The relays", "The parties")
MARGIN = 4  # cells before what a number begins


class Drawn(Lines):
    """Lines that its screen makes."""

    def __init__(self, draw: Callable[[int], Iterable[Content]], id: str | None = None) -> None:
        super().__init__(id=id)
        self._draw_lines = draw

    def lines(self, width: int) -> Sequence[Content]:
        return list(self._draw_lines(width))


class Way(Lines):
    """The five steps: those behind, the one that is now, those ahead."""

    DEFAULT_CSS = "Way { width: 32; padding: 0 2; }"

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number

    def lines(self, width: int) -> Sequence[Content]:
        now = self._number
        if self.screen.size.width < 100:
            text = say("First run, step {n} of {m}: {what}", n=now, m=len(WORDS), what=say(WORDS[now - 1]))
            return [line((text, "bold $muted"))]
        leave = say("You can leave at any point. `hotline` goes on where you left.")
        steps = [self._step(n, word) for n, word in enumerate(WORDS, 1)]
        return [line((say("FIRST RUN"), "bold $muted")), *steps, line(""), *wrapped(leave, width, "$muted")]

    def _step(self, number: int, word: str) -> Content:
        now = self._number
        mark, style = (
            (glyphs().check, "$green")
            if number < now
            else (glyphs().full, "$key")
            if number == now
            else (glyphs().empty, "$muted")
        )
        text = "bold $strong" if number == now else "$body" if number < now else "$muted"
        return line((f"{mark} ", style), (f"{number}  {say(word)}", text))


class Step(FullScreen):
    """One step. `trouble`: what is wrong, in a sentence with what to do."""

    DEFAULT_CSS = """
    Step #columns { height: 1fr; }
    Step.narrow #columns { layout: vertical; }
    Step.narrow Column { display: none; }
    Step.narrow Way { width: 100%; height: auto; margin: 0 0 1 0; padding: 0 1; }
    Step.narrow #page { padding: 0 1; }
    Step.low Way { margin: 0; }
    Step #page { width: 1fr; height: 1fr; padding: 0 2; scrollbar-size-vertical: 1; }
    Step #page > Lines { max-width: 88; }
    Step Input { border: none; background: $field; height: 1; padding: 0 1; }
    Step Input:focus { border: none; background: $chosen; }
    """
    NUMBER: ClassVar[int]

    def __init__(self) -> None:
        super().__init__()
        self.trouble = ""

    def body(self) -> Iterable[Widget]:
        with Horizontal(id="columns"):
            yield Way(self.NUMBER)
            yield Column()
            with VerticalScroll(id="page", can_focus=False):
                yield from self.page()

    def page(self) -> Iterable[Widget]:
        raise NotImplementedError

    def on_mount(self) -> None:
        for entry in self.query(Input):
            entry.cursor_blink = False  # nothing here blinks

    def redraw(self) -> None:
        for part in self.query(Lines):
            part.redraw()

    def fail(self, trouble: str) -> None:
        """Says what is wrong, where the page has a place for it."""
        self.trouble = trouble
        self.redraw()

    def wrong(self, width: int) -> Iterator[Content]:
        """The place for it."""
        yield Content("")
        for each in wrapped(self.trouble, width - 2, "$amber") if self.trouble else []:
            yield line((f"{glyphs().alert} ", "bold $amber")) + each

    def action_back(self) -> None:
        """Before there is a channel there is nowhere to go back to."""


class PathLine(Input):
    """A file or a folder, as one types or drops it."""

    DEFAULT_CSS = "PathLine { margin: 0 0 0 4; max-width: 84; }"

    def __init__(self, placeholder: str) -> None:
        super().__init__(placeholder=placeholder, select_on_focus=False)


def heading(text: str) -> Iterator[Content]:
    yield line((text, "bold $strong"))
    yield Content("")


def numbered(number: int, text: str, width: int, style: str = "$body") -> Iterator[Content]:
    """`1   Hand this file over` and what it needs more lines for, under its words."""
    for place, each in enumerate(wrapped(text, width - MARGIN, style)):
        yield line((f"{number if place == 0 else '':<{MARGIN}}", "bold $key")) + each


def under(text: str, width: int, style: str = "$muted") -> Iterator[Content]:
    """More about a number, under its words."""
    for each in wrapped(text, width - MARGIN, style):
        yield Content(" " * MARGIN) + each


def whole(text: str, width: int, style: str = "$strong") -> Iterator[Content]:
    """A path or a command under its words: cut nowhere, so that it can be copied."""
    room = max(width - MARGIN, 1)
    for start in range(0, max(len(text), 1), room):
        yield Content(" " * MARGIN) + line((text[start : start + room], style))


def points(rows: Iterable[tuple[tuple[str, str], Content]], width: int) -> Iterator[Content]:
    """A shape and beside it as many lines as the words need."""
    for (mark, style), content in rows:
        for place, each in enumerate(wrap(content, width - MARGIN - 2)):
            yield line((" " * MARGIN + (f"{mark} " if place == 0 else "  "), style)) + each
