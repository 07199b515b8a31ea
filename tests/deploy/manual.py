"""docs/OPERATING.md as commands: the blocks that are marked `sh`, in order."""

from __future__ import annotations

import re
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs/OPERATING.md"
BLOCK = re.compile(r"^```(?P<mark>[^\n]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(mark: str) -> list[str]:
    """The text of each block with this mark."""
    found = BLOCK.finditer(PAGE.read_text(encoding="utf-8"))
    return [each["text"] for each in found if each["mark"] == mark]


def marks() -> set[str]:
    return {each["mark"] for each in BLOCK.finditer(PAGE.read_text(encoding="utf-8"))}
