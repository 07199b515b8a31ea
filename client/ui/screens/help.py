"""What the keys do for what has focus, by the keys as they are mapped; the five words; the shapes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget

from client.text.tongue import say
from client.text.words import meaning
from client.ui.commands import Command
from client.ui.drawing import line, wrapped
from client.ui.glyphs import glyphs
from client.ui.keys import bind
from client.ui.screens.base import FullScreen
from client.ui.widgets.lines import Lines

FIVE = ("queued", "relayed", "delivered", "read", "answered")
KEY_ROOM = 12
Moves = Sequence[tuple[str, str]]
"""Keys that belong to what has focus and have no name, and what they do."""


class HelpScreen(FullScreen):
    DEFAULT_CSS = """
    HelpScreen VerticalScroll { height: 1fr; padding: 0 2; scrollbar-size-vertical: 1; }
    HelpScreen.narrow VerticalScroll { padding: 0 1; }
    """
    BINDINGS: ClassVar = bind("close")
    KEYS: ClassVar = ("back",)

    def __init__(self, here: Sequence[Command], everywhere: Sequence[Command], moves: Moves) -> None:
        super().__init__()
        self._help = Help(here, everywhere, moves)

    def body(self) -> Iterable[Widget]:
        with VerticalScroll():
            yield self._help

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()

    def action_help(self) -> None:
        self.dismiss()

    def action_close(self) -> None:
        self.dismiss()


class Help(Lines):
    """The page itself."""

    def __init__(self, here: Sequence[Command], everywhere: Sequence[Command], moves: Moves) -> None:
        super().__init__()
        self._here, self._everywhere, self._moves = here, everywhere, moves

    def lines(self, width: int) -> Sequence[Content]:
        return [
            *_titled(say("KEYS HERE"), self._keys(self._here, width)),
            *(_pair(keys, say(what), width) for keys, what in self._moves),
            Content(""),
            *_titled(say("KEYS EVERYWHERE"), self._keys(self._everywhere, width)),
            Content(""),
            *_titled(say("HOW FAR A STATEMENT HAS COME"), self._words(width)),
            Content(""),
            *_titled(say("SHAPES"), self._shapes(width)),
        ]

    def _keys(self, commands: Sequence[Command], width: int) -> Iterator[Content]:
        for each in commands:
            yield _pair(each.key, each.meaning, width)

    def _words(self, width: int) -> Iterator[Content]:
        room = max(KEY_ROOM, *(len(say(each)) + 2 for each in FIVE))
        for each in FIVE:
            text = wrapped(say(meaning(each)), width - room, "$body")
            for n, part in enumerate(text):
                yield line((f"{say(each) if n == 0 else '':<{room}}", "bold $strong")) + part

    def _shapes(self, width: int) -> Iterator[Content]:
        shapes = glyphs()
        bars = shapes.bars
        for shape, style, what in (
            (shapes.full, "$green", say("a relay that is up")),
            (shapes.empty, "$amber", say("a relay that is down; a statement that is queued")),
            (shapes.half, "$muted", say("under way: relayed, connecting, not complete")),
            (shapes.check, "$green", say("done: delivered, read, verified, intact")),
            (shapes.cross, "$red", say("refused, or it does not count; the reason stands beside it")),
            (shapes.clock, "$amber", say("a time runs, or is over")),
            (shapes.alert, "$amber", say("asked of you, or to be looked at")),
            (shapes.unsure, "$amber", say("not verified: the root may be another's")),
            (shapes.courier, "$muted", say("it came by courier, or late")),
            (" ".join(bars[1:]), "$ours", say("PRIORITY, IMMEDIATE, FLASH beside a statement")),
        ):
            yield line((f"{shape:<{KEY_ROOM}}", style), (what, "$body"))


def _titled(title: str, lines: Iterable[Content]) -> Iterator[Content]:
    yield line((title, "bold $muted"))
    yield from lines


def _pair(key: str, what: str, width: int) -> Content:
    return line((f"{key:<{KEY_ROOM}}", "bold $key"), (what, "$body")).truncate(width, ellipsis=True)
