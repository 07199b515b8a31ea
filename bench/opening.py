"""Opens a crowded desk's vault: here, or in a process of its own, so that time and memory are those of it."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.crowded import PASSPHRASE, Crowd
from client.engine.outlook import retired_relays
from client.engine.world import real_world
from client.links.ports import World
from client.station.station import Station
from client.vault.file import unlock

PAGE_BYTES = resource.getpagesize()
MEGABYTE = 1_000_000


def opened(profile: Path) -> dict[str, float]:
    """The figures of `main`, from a fresh process."""
    command = [sys.executable, "-m", "bench.opening", str(profile)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


@contextmanager
def opened_here(crowd: Crowd, world: World) -> Iterator[Station]:
    """The crowded desk at work in this process."""
    with unlock(crowd.profile / "desk.vault", PASSPHRASE, world.now()) as vault:
        yield Station(vault, world.entropy, world.now())


def main(profile: Path) -> dict[str, float]:
    """Seconds to unlock the file, then until the station has done what waits, and megabytes for that."""
    world = real_world()
    began = world.monotonic()
    with unlock(profile / "desk.vault", PASSPHRASE, world.now()) as vault:
        unlocked, before = world.monotonic(), _resident()
        station = Station(vault, world.entropy, world.now())
        station.tick(world.now())
        retired_relays(station, world.now())
        ready = world.monotonic()
        return {
            "unlock_s": unlocked - began,
            "open_s": ready - unlocked,
            "open_mb": (_resident() - before) / MEGABYTE,
        }


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE_BYTES


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]))))
