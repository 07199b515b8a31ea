"""Real processes for a story: three desks and two relays, of which the test may kill what it likes."""

from __future__ import annotations

import os
import tempfile
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from client.drills.crisis import Crisis
from client.drills.desks import DeskProcess
from client.drills.script import read_script
from client.engine.world import real_world
from client.text.subject import subject_of

ROOT = Path(__file__).resolve().parents[2]
WITHIN = 300  # seconds: a machine may be slow, but nothing hangs


@contextmanager
def short_folder() -> Iterator[Path]:
    """A folder with a short path, as sockets need it."""
    with tempfile.TemporaryDirectory(prefix="hl") as folder:
        yield Path(folder)


def environment(**more: str) -> dict[str, str]:
    """As a newcomer has it: no setting of ours, and our own commands first."""
    mine = {name: value for name, value in os.environ.items() if not name.startswith("HOTLINE_")}
    return mine | {"NO_COLOR": "1"} | more


@asynccontextmanager
async def open_line() -> AsyncIterator[Crisis]:
    """The demo's line, open, before anything is said. `folder` is the crisis's own."""
    with short_folder() as folder:
        async with Crisis(read_script("strait.yaml"), folder, real_world(), lambda *_: None) as crisis:
            await crisis.begin()
            yield crisis


def message(text: str) -> dict[str, str]:
    return {"subject": subject_of(text), "text": text, "language": "en"}


async def say_all(
    crisis: Crisis, desk: DeskProcess, texts: Iterable[str], precedence: str = "ROUTINE"
) -> None:
    """One after the other; each must be in every record in the end."""
    for text in texts:
        crisis.said.append((await desk.say("message", message(text), precedence))["id"])
