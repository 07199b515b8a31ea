"""Pictures of screens, kept as text: every line as it reads, and under it how its pieces are coloured.

    await same_picture(terminal, "main")           compares with pictures/main.txt
    HOTLINE_PICTURES=1 pytest tests/client/ui      draws them anew; look at the difference before it is kept

What differs from run to run is masked: seconds, hashes, ports, ages below a minute. Lines that go away by
themselves are sent away before. A picture is compared once it has stood still.
"""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from difflib import unified_diff
from pathlib import Path
from typing import Any

from rich.style import Style

from tests.client.ui.room import WITHIN, Terminal

FOLDER = Path(__file__).parent / "pictures"
MASKS = [
    (re.compile(r"\d\d:\d\d:\d\dZ"), "hh:mm:ssZ"),
    (re.compile(r"\b\d\d? s\b"), lambda found: "n s".rjust(len(found[0]))),
    (re.compile(r"\b[0-9a-f]{8,64}\b"), lambda found: "h" * len(found[0])),
    (re.compile(r"\b[0-9a-f]{4}(?: [0-9a-f]{4})+\b"), lambda found: re.sub(r"[0-9a-f]", "h", found[0])),
    (re.compile(r"\b[0-9a-f]{4}…-"), "hhhh…-"),
    (re.compile(r"localhost:\d+"), "localhost:port"),
    (re.compile(r"\b\d{4}(?: +\d{4}){2,}"), lambda found: re.sub(r"\d", "d", found[0])),
]


async def same_picture(terminal: Terminal, name: str, *masks: str) -> None:
    """Fails with both pictures where they differ. `masks`: more patterns of what differs from run to run."""
    masked = [*MASKS, *((re.compile(each), _dots) for each in masks)]
    drawn = await _still(terminal, masked)
    path = FOLDER / f"{name}.txt"
    if os.environ.get("HOTLINE_PICTURES") == "1":
        path.parent.mkdir(exist_ok=True)
        path.write_text(drawn, encoding="utf-8")
        return
    assert path.exists(), f"There is no picture {name} yet: HOTLINE_PICTURES=1 draws it."
    kept = path.read_text(encoding="utf-8")
    with suppress(TimeoutError):  # what comes over the line may still be on its way
        async with asyncio.timeout(WITHIN):
            while drawn != kept:
                drawn = await _still(terminal, masked)
    assert drawn == kept, f"{name} looks otherwise now:\n{_difference(kept, drawn)}"


def _dots(found: re.Match[str]) -> str:
    return "·" * len(found[0])


async def _still(terminal: Terminal, masks: list[Any]) -> str:
    """The picture, once it is the same twice in a row."""
    before = ""
    for _ in range(int(WITHIN / 0.1)):
        terminal.app.clear_notifications()
        await terminal.pilot.pause(0.1)
        drawn = "\n".join(_lines(terminal, masks)) + "\n"
        if drawn == before:
            return drawn
        before = drawn
    raise AssertionError(f"the screen does not stand still:\n{terminal.text()}")


def _lines(terminal: Terminal, masks: list[Any]) -> Iterator[str]:
    for strip in terminal.app.screen._compositor.render_strips():
        text = "".join(segment.text for segment in strip)
        for pattern, mask in masks:
            text = pattern.sub(mask, text)
        yield text.rstrip() or "."
        colours = _colours(terminal, strip)
        if colours:
            yield f"    ~ {colours}"


def colours_of(terminal: Terminal, y: int) -> str:
    """How that line of the screen is coloured."""
    return _colours(terminal, terminal.app.screen._compositor.render_strips()[y])


def _colours(terminal: Terminal, strip: Any) -> str:
    """`0-7 #8e99a6; 9-10 bold #7fb2d9 on #22303b`: by what the terminal is told, last filters included."""
    background = terminal.app.screen.styles.background
    filtered = list(strip)
    for each in terminal.app.get_line_filters():
        filtered = each.apply(filtered, background)
    pieces: list[tuple[int, int, str]] = []
    at = 0
    for segment in filtered:
        style, end = _named(segment.style), at + len(segment.text)
        visible = segment.text.strip() or " on " in style
        if visible and pieces and pieces[-1][2] == style and pieces[-1][1] == at:
            pieces[-1] = (pieces[-1][0], end, style)
        elif visible:
            pieces.append((at, end, style))
        at = end
    return "; ".join(f"{start}-{end} {style}" for start, end, style in pieces)


def _named(style: Style | None) -> str:
    if style is None:
        return "plain"
    words = [
        word for word in ("bold", "dim", "italic", "underline", "reverse", "strike") if getattr(style, word)
    ]
    if style.color is not None and style.color.name != "default":
        words.append(style.color.name)
    if style.bgcolor is not None and style.bgcolor.name not in {"default", "#10151b", "#111111", "#fbfbf9"}:
        words += ["on", style.bgcolor.name]
    return " ".join(words) or "plain"


def _difference(kept: str, drawn: str) -> str:
    return "\n".join(unified_diff(kept.split("\n"), drawn.split("\n"), "kept", "drawn", lineterm="", n=2))
