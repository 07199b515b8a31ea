"""What reports are made of: parts with a title, points with a shape, a blank line between two parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textual.content import Content

from client.ui.drawing import line, wrap


def in_parts(parts: Iterable[Iterable[Content]]) -> Iterator[Content]:
    """One under the other; an empty one is left out."""
    begun = False
    for part in parts:
        lines = list(part)
        if lines and begun:
            yield Content("")
        begun = begun or bool(lines)
        yield from lines


def title(text: str, count: int | None = None) -> Content:
    """What stands over a part."""
    return line((text, "bold $muted"), (f"   {count}" if count is not None else "", "bold $strong"))


def point(mark: str, style: str, content: Content, width: int) -> Iterator[Content]:
    """A shape, and beside it as many lines as the words need."""
    edge = f"{mark} "
    for place, each in enumerate(wrap(content, width - len(edge))):
        yield line((edge if place == 0 else " " * len(edge), style)) + each
