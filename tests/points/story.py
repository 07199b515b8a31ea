"""A story that death may end at any point, and that goes on from what is on disk.

`act` is what a program does, from its start; after a death it is begun again on the folder that is left. It
tells what somebody was told is kept, which is what must be there in the end. Where the death comes from is
not its business.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

Tell = Callable[[str], None]
"""Takes what was acknowledged, the moment that it was."""


class Story(Protocol):
    """All that it knows is in `folder`."""

    async def prepare(self, folder: Path) -> None:
        """Before the first start."""

    async def act(self, folder: Path, tell: Tell) -> None:
        """From start to end, whatever was done before."""

    async def left(self, folder: Path, told: list[str]) -> None:
        """After a death, before anything is done again: nothing told is gone, nothing is there by halves."""

    async def check(self, folder: Path, told: list[str]) -> None:
        """After an act that came to its end: all is there, nothing is there twice, and it is sound."""


def names_in(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())
