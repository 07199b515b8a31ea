"""A widget that is lines: a function of its width makes them, and it is as high as they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from client.ui.drawing import stack

if TYPE_CHECKING:
    from client.ui.app import HotlineApp


class Lines(Widget):
    """Subclasses say `lines`; `redraw` when what they are made from has changed."""

    DEFAULT_CSS = "Lines { height: auto; width: 1fr; }"

    def lines(self, width: int) -> Sequence[Content]:
        """What stands here now, each line at most that wide."""
        raise NotImplementedError

    @property
    def line_app(self) -> HotlineApp:
        return cast("HotlineApp", self.app)

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self._drawn: Sequence[Content] | None = None

    def render(self) -> Content:
        self._drawn = list(self.lines(max(self.size.width, 1)))
        return stack(self._drawn)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return max(len(self.lines(max(width, 1))), 1)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        return container.width

    def redraw(self) -> None:
        """Draws anew what has changed; others make room only where it has become higher or lower."""
        before, now = self._drawn, list(self.lines(max(self.size.width, 1)))
        if before is None or len(before) != len(now):
            self.refresh(layout=True)
        elif not all(one.is_same(other) for one, other in zip(before, now, strict=True)):
            self.refresh()
