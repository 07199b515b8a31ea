"""The terminal on a record of 100,000 statements: its first frame, keys, typing under a flood, idleness."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from textual import events
from textual.pilot import Pilot

from bench.arrivals import SECOND, Post
from bench.bare_app import READY
from bench.crowded import PASSPHRASE, Crowd, crowded
from bench.screens import Screen
from client.engine.attach import attach
from client.engine.engine import Engine
from client.engine.keeper import Keeper
from client.engine.profiles import Profile
from client.engine.service import Service
from client.engine.verbs import Here, Verbs
from client.engine.world import real_world
from client.links.ports import World
from client.station.arrivals import EnvelopeCame
from client.station.station import Station
from client.ui.app import HotlineApp
from client.ui.screens.flash import GUARD, FlashDialog
from client.ui.settings import Settings
from client.ui.widgets.composer import Composer
from client.ui.widgets.transcript import Transcript
from client.vault.file import unlock

MANY = 100_000
FLOOD = 10_000  # statements that arrive while somebody types
TOGETHER = 100  # of them in one transaction, as waiting envelopes are taken in
RUNS = 5
KEYS = 15
IDLE_SECONDS = 20.0
SAID = "vessels were on"  # what somebody said, out of the record
ASKED = "is locked"  # stands on the first screen that takes keys


def terminal(many: int = MANY, flood: int = FLOOD) -> dict[str, float]:
    """All figures of this file."""
    world = real_world()
    with TemporaryDirectory(prefix="hotline-bench-") as folder:
        passphrase = Path(folder) / "passphrase"
        passphrase.touch(mode=0o600)
        passphrase.write_text(PASSPHRASE)
        crowd = crowded(Path(folder) / "many", many, world)
        figures = frames(crowd, passphrase, Path(folder) / "compiled")
        figures |= asyncio.run(keys(crowd, flood, world))
    return figures


# From outside


def frames(crowd: Crowd, passphrase: Path, compiled: Path) -> dict[str, float]:
    """Until one can type, against an empty program; until the record is there; and what idleness costs.

    What Python compiles goes into the folder `compiled`. The first run of each is not counted: it does that,
    and for an installed program it is done.
    """
    installed = {"PYTHONPYCACHEPREFIX": str(compiled)}
    bare, locked, record, attached = [], [], [], []
    for _ in range(1 + RUNS):
        with Screen([sys.executable, "-m", "bench.bare_app"], **installed) as screen:
            bare.append(screen.until(READY))
        with Screen(_hotline(crowd), **installed) as screen:
            locked.append(screen.until(ASKED))
            screen.press(PASSPHRASE.encode() + b"\r")
            record.append(screen.until(SAID) - locked[-1])
    share = 0.0
    with kept_line(crowd, passphrase):
        for _ in range(1 + RUNS):
            with Screen(_hotline(crowd), **installed) as screen:
                attached.append(screen.until(SAID))
                share = screen.share(IDLE_SECONDS) if len(attached) > RUNS else 0.0
    first, typed = median(bare[1:]), median(locked[1:])
    return {
        "terminal.bare_frame_s": first,
        "terminal.frame_s": typed,
        "terminal.frame_ratio": typed / first,
        "terminal.record_s": median(record[1:]),
        "terminal.attached_s": median(attached[1:]),
        "terminal.idle_share": share,
    }


@contextmanager
def kept_line(crowd: Crowd, passphrase: Path) -> Iterator[None]:
    """`hotline run` on that profile, open, while the block lasts."""
    command = [sys.executable, "-m", "client.main", "run", "--profile", str(crowd.profile)]
    environment = {**os.environ, "HOTLINE_PASSPHRASE_FILE": str(passphrase)}
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as process:
        try:
            while asyncio.run(attach(crowd.profile)) is None:
                time.sleep(0.05)
                assert process.poll() is None, "it has not ended"
            yield
        finally:
            process.terminate()


def _hotline(crowd: Crowd) -> Sequence[str]:
    return [sys.executable, "-m", "client.main", "--profile", str(crowd.profile)]


# From inside


class Opened(Keeper):
    """A desk that is open already."""

    def __init__(self, profile: Profile, world: World, verbs: Verbs) -> None:
        super().__init__(profile, world)
        self._open = verbs

    async def attach(self) -> Verbs | None:
        self.verbs = self._open
        return self._open


async def keys(crowd: Crowd, flood: int, world: World) -> dict[str, float]:
    """CPU time of a key, and how long a key waits while very much arrives."""
    profile = Profile("bench", crowd.profile)
    with unlock(profile.vault, PASSPHRASE, world.now()) as vault:
        async with Engine(vault, world) as engine:
            verbs = Here(Service(engine, vault, profile.folder, world))
            app = HotlineApp(Opened(profile, world, verbs), Settings(lock_after=0))
            async with app.run_test(size=(120, 36)) as pilot:
                await _shown(pilot)
                figures = {
                    "terminal.key_ms": await _cpu(pilot, "f12"),
                    "terminal.page_down_ms": await _cpu(pilot, "pagedown", before="pageup"),
                    "terminal.end_ms": await _cpu(pilot, "end", before="home"),
                }
                came = await engine.call(lambda station: _flood(station, crowd, flood, world))
                figures |= await _typing(pilot, engine, came)
    return figures


async def _shown(pilot: Pilot[None]) -> None:
    while not any(each.rows for each in pilot.app.screen.query(Transcript)):
        await pilot.pause(GUARD + 0.1)
        if isinstance(pilot.app.screen, FlashDialog):  # a FLASH of the record waits; it is kept as a bar
            await pilot.press("escape")
    await pilot.pause(1.0)


async def _cpu(pilot: Pilot[None], key: str, before: str | None = None) -> float:
    """Milliseconds of CPU, all threads together, from a key until the screen is drawn."""
    spent = []
    for _ in range(KEYS):
        if before is not None:
            await pilot.press(before)
            await pilot.pause(0.2)
        began = time.process_time()
        await pilot.press(key)
        await pilot.pause()
        spent.append(time.process_time() - began)
        await pilot.pause(0.1)
    return 1000 * median(spent)


def _flood(station: Station, crowd: Crowd, flood: int, world: World) -> list[list[EnvelopeCame]]:
    """What others say, sealed for this desk, in batches."""
    posts = [Post(speaker, station, world.entropy) for speaker in crowd.speakers[1:]]
    crowd.between = SECOND / 1000
    came = []
    for number in range(flood):
        turn = number % len(posts)
        said = crowd.say(turn + 1, "message", {"subject": f"News {number}", "text": "All is quiet."})
        came.append(posts[turn].envelope(said, crowd.now))
    return [came[at : at + TOGETHER] for at in range(0, len(came), TOGETHER)]


async def _typing(pilot: Pilot[None], engine: Engine, came: list[list[EnvelopeCame]]) -> dict[str, float]:
    """Somebody writes while all of it arrives: the longest and the usual wait of a letter."""
    await pilot.press("i")
    began = time.perf_counter()
    flooding = asyncio.create_task(_arrive(engine, came))
    waits = []
    while not flooding.done():
        waits.append(await _letter(pilot))
        await asyncio.sleep(0.1)
    await flooding
    return {
        "terminal.flood_s": time.perf_counter() - began,
        "terminal.typing_ms": 1000 * median(waits),
        "terminal.typing_most_ms": 1000 * max(waits),
    }


async def _letter(pilot: Pilot[None]) -> float:
    """Seconds from a key until its letter stands there. The pilot's own `press` waits for an idle machine."""
    composer = pilot.app.screen.query_one(Composer)
    before, pressed = len(composer.text), time.perf_counter()
    pilot.app.post_message(events.Key("e", "e"))
    while len(composer.text) == before:  # noqa: ASYNC110  nobody is told: it is what is measured
        await asyncio.sleep(0.001)
    return time.perf_counter() - pressed


async def _arrive(engine: Engine, came: list[list[EnvelopeCame]]) -> None:
    for batch in came:
        await engine.do(lambda station, now, batch=batch: station.receive(batch, now))  # type: ignore[misc]
