"""`hotline demo`: a short crisis on this machine, and whether anything was lost."""

from __future__ import annotations

import asyncio
import json
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from client.cli.output import put_json, tell
from client.cli.reach import world
from client.drills.crisis import Crisis
from client.drills.script import read_script
from client.drills.verdict import Figures
from client.links.ports import World
from client.text.clean import clean_line
from hotline.errors import Misuse, Refused

SCRIPT = "strait.yaml"
STYLES = {"look": "cyan", "step": "", "hard": "bold"}
PASSED = "Nothing was lost, nothing came twice, and all three desks hold the same record."
FAILED = "The desks do not hold the same record."


class Story:
    """What an onlooker reads: each step in a line, with the seconds since the beginning."""

    def __init__(self, console: Console, world: World) -> None:
        self._console = console
        self._world = world
        self._began = world.monotonic()

    def tell(self, text: str, style: str) -> None:
        """One sentence; `look` says what to watch in the steps that follow."""
        seconds = "" if style == "look" else f"{self._world.monotonic() - self._began:5.1f} s"
        line = Table.grid(padding=(0, 2, 0, 0))
        line.add_column(width=7, style="dim")
        line.add_column()
        line.add_row(seconds, Text(clean_line(text), STYLES[style]))
        if style == "look":
            self._console.print()
        self._console.print(line)

    def end(self, figures: Figures) -> None:
        """The verdict with its figures."""
        table = Table(box=None, pad_edge=False, padding=(0, 3, 0, 0))
        for column in ("desk", "statements", "lost", "twice", "SHA-256 of the record"):
            table.add_column(column, no_wrap=True)
        for each in figures.held:
            table.add_row(each.desk, f"{each.statements}", f"{each.lost}", f"{each.twice}", each.hash[:32])
        self._console.print()
        self._console.print(table)
        self._console.print()
        good = figures.passed
        self._console.print(Text(PASSED if good else FAILED, "bold green" if good else "bold red"))
        for line in _figures(figures):
            self._console.print(Text(line))


def _figures(figures: Figures) -> Iterator[str]:
    yield f"Statements: {figures.statements}   lost: {figures.lost}   twice: {figures.twice}"
    if figures.flash_seconds is not None:
        yield f"From the FLASH key to its acknowledgement: {figures.flash_seconds:.2f} s"
    yield f"Deposits that died with the relay, unacknowledged: {figures.died}"


@click.command()
@click.option("--keep", is_flag=True, help="Keep the folder with vaults, relays and logs.")
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Play it in this new folder, and keep it.  [default: a temporary one]",
)
@click.option("--json", "as_json", is_flag=True, help="The figures as one JSON object; the story on stderr.")
def command(keep: bool, folder: Path | None, as_json: bool) -> None:
    """Play a short crisis with three desks and two relays on this machine; it asks nothing, about 20 s.

    One desk loses its power, one relay is killed and its disk wiped. Exit code 0 when nothing was lost.

    \b
    Example:
      hotline demo
      hotline demo --folder /tmp/strait && hotline read "Strait exercise" --profile /tmp/strait/ava
    """
    console = Console(highlight=False, markup=False, emoji=False, stderr=as_json)
    with _folder(folder, keep) as place:
        figures = asyncio.run(_play(place, console))
    if as_json:
        put_json(
            {"passed": figures.passed, "equal": figures.equal, **json.loads(json.dumps(asdict(figures)))}
        )
    if not figures.passed:
        raise Refused("not-equal", FAILED, advice="Run it with --keep, and look at the logs.")


async def _play(folder: Path, console: Console) -> Figures:
    end_on_signals()
    script, here = read_script(SCRIPT), world()
    console.print(Text.assemble((script.title, "bold"), ("   EXERCISE EXERCISE EXERCISE", "bold yellow")))
    story = Story(console, here)
    async with Crisis(script, folder, here, story.tell) as crisis:
        figures = await crisis.play()
        story.end(figures)
    console.print(Text("EXERCISE EXERCISE EXERCISE", "bold yellow"))
    console.print()
    console.print(Text.assemble("Sit at a desk yourself:  ", ("make play", "bold"), "  (or: hotline play)"))
    return figures


def end_on_signals() -> None:
    """Whoever ends this in another way than by Ctrl-C leaves no process behind either."""
    task = asyncio.current_task()
    assert task is not None
    for each in (signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(each, task.cancel)


@contextmanager
def _folder(wanted: Path | None, keep: bool) -> Iterator[Path]:
    """A new folder that is ours alone, with a path short enough for sockets; removed unless it is to stay."""
    if wanted is not None:
        try:
            wanted.mkdir(mode=0o700, parents=True)
        except FileExistsError as error:
            raise Misuse(f"{wanted} is there already.", "Choose a new folder.") from error
    place = wanted.absolute() if wanted is not None else Path(tempfile.mkdtemp(prefix="hotline-"))
    try:
        yield place
    finally:
        if keep or wanted is not None:
            tell(f"Kept: {place}")
        else:
            shutil.rmtree(place, ignore_errors=True)
