"""What every screen and dialog has: the strips on top that nothing may cover or dim, and its way back.

A FLASH or the help may come to stand over any of them at any moment, also while it is about to go.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, cast

from textual import events
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.await_remove import AwaitRemove
from textual.screen import ModalScreen, Screen
from textual.widget import Widget

from client.ui.keys import bind
from client.ui.widgets.keybar import KeyBar
from client.ui.widgets.small import Small, is_small
from client.ui.widgets.strips import Strips
from client.ui.widgets.topbar import TopBar

if TYPE_CHECKING:
    from client.ui.app import HotlineApp

T = TypeVar("T")


def stand_still(widget: Widget) -> None:
    """Nothing blinks, the cursor of a field neither."""
    if hasattr(widget, "cursor_blink"):
        widget.cursor_blink = False


async def made(screen: Screen[Any]) -> None:
    """Once all that it begins with is there, or could not be made."""
    await screen._mounted_event.wait()


class Going(Screen[T]):
    """Gives its answer and goes; where another stands over it, once that is gone. The first answer counts."""

    undisturbed = False
    """Whether no FLASH comes to stand over it now."""
    _answer: tuple[T | None] | None = None

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """The library's own takes away whatever is on top, whoever calls it."""
        if self._answer is None:
            self._answer = (result,)
        return super().dismiss(self._answer[0]) if self.is_active else AwaitComplete()

    async def on_top(self) -> None:
        """Once nothing stands over it any more."""
        while not self.is_active:
            self._resumed.clear()
            await self._resumed.wait()

    @cached_property
    def _resumed(self) -> asyncio.Event:
        return asyncio.Event()

    def remove(self) -> AwaitRemove:
        """Where it is still being made, once it is: the library would go on making it, with nothing on it."""
        return super().remove() if self.is_mounted else AwaitRemove([asyncio.create_task(self._remove())])

    async def _remove(self) -> None:
        await made(self)
        await super().remove()

    def on_screen_resume(self) -> None:
        self._resumed.set()
        if self._answer is not None:
            self.dismiss()


class FullScreen(Going[None]):
    """Banner, top bar, `body`, and a key bar. Escape goes back."""

    DEFAULT_CSS = """
    FullScreen { background: $background; color: $body; layers: below cover; }
    FullScreen > TopBar { padding: 1 2; }
    FullScreen.narrow > TopBar { padding: 1; }
    FullScreen.low > TopBar { padding: 0 1; }
    FullScreen.narrow > KeyBar { padding: 0 1; }
    FullScreen > Small { layer: cover; display: none; }
    FullScreen.small > Small { display: block; }
    """
    BINDINGS: ClassVar = bind("back", "help")
    KEYS: ClassVar[tuple[str, ...]] = ("help", "back")
    """The names of the keys that the bar shows, in order; the last always fits."""
    WORDS: ClassVar[Mapping[str, str]] = {}
    """What a key is called here, where that is another word."""

    def compose(self) -> ComposeResult:
        yield Strips()
        yield TopBar()
        yield from self.body()
        yield KeyBar(*self.KEYS, **self.WORDS)

    def body(self) -> Iterable[Widget]:
        raise NotImplementedError

    @property
    def line_app(self) -> HotlineApp:
        return cast("HotlineApp", self.app)

    def on_resize(self) -> None:
        self.set_class(self.size.height < 30, "low")
        self.set_class(self.size.width < 100, "narrow")
        self.set_class(is_small(self.size), "small")
        if is_small(self.size) and not self.query(Small) and self.is_attached:
            self.mount(Small())

    def on_screen_suspend(self) -> None:
        self._covered_or_not()

    def on_screen_resume(self) -> None:
        self._covered_or_not()

    def _covered_or_not(self) -> None:
        """The clock counts seconds only while no dialog is over it."""
        for bar in self.query(TopBar):
            bar.redraw()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        stand_still(event.widget)

    def action_back(self) -> None:
        self.dismiss()

    def action_help(self) -> None:
        self.line_app.help(self)


class Dialog(Going[T], ModalScreen[T]):
    """A question over the screen below; the banner stays bright. Gives a typed answer."""

    DEFAULT_CSS = """
    Dialog { background: $background 70%; color: $body; align: center middle; }
    Dialog > .sheet {
        width: 76; max-width: 96%; height: auto; max-height: 90%; background: $field; padding: 1 3;
    }
    """
    BINDINGS: ClassVar = bind("back", "help", "flash")

    def compose(self) -> ComposeResult:
        yield Strips()
        yield from self.sheet()

    def sheet(self) -> Iterable[Widget]:
        raise NotImplementedError

    @property
    def line_app(self) -> HotlineApp:
        return cast("HotlineApp", self.app)

    def on_resize(self) -> None:
        self.set_class(is_small(self.size), "small")

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        stand_still(event.widget)

    def action_back(self) -> None:
        self.dismiss(None)

    def action_help(self) -> None:
        self.line_app.help(self)

    def action_flash(self) -> None:
        self.line_app.action_flash()
