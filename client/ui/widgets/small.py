"""On a window that is too small: one line that says so, over all but what is urgent. Keys go on working."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Size

from client.text.tongue import say
from client.ui.drawing import wrapped
from client.ui.widgets.lines import Lines
from client.ui.widgets.strips import Strips

LEAST = Size(80, 24)


def is_small(size: Size) -> bool:
    """Whether no screen fits."""
    return size.width < LEAST.width or size.height < LEAST.height


class Small(Vertical):
    DEFAULT_CSS = "Small { width: 100%; height: 100%; background: $background; }"

    def compose(self) -> ComposeResult:
        yield Strips()
        yield Enlarge()


class Enlarge(Lines):
    DEFAULT_CSS = "Enlarge { padding: 1; }"

    def lines(self, width: int) -> Sequence[Content]:
        said = say("Make the window at least {size}", size=f"{LEAST.width}x{LEAST.height}")
        return wrapped(said, width, "$amber")
