"""A record of 100,000 statements: opening it, asking what is owed, taking in more, verifying its file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.arrivals import compared
from bench.crowded import crowded
from bench.opening import opened, opened_here
from client.engine.exporting import transcript_lines
from client.engine.world import real_world
from client.links.ports import World
from client.station.station import Station
from client.verifying import verified
from hotline.crypto.signing import verify_ed25519
from hotline.signed import Signed

MANY, FEW = 100_000, 1_000
FRESH = 1_000  # statements that arrive, one an envelope
ASKED = 20  # times that something quick is done, to take the mean


def record(many: int = MANY, few: int = FEW, fresh: int = FRESH) -> dict[str, float]:
    """All figures of this file."""
    world = real_world()
    with TemporaryDirectory(prefix="hotline-bench-") as folder:
        small = crowded(Path(folder) / "few", few, world)
        large = crowded(Path(folder) / "many", many, world, has_run=False)
        first, opening = opened(large.profile), opened(large.profile)
        figures = {
            "transcript.unlock_s": opening["unlock_s"],
            "transcript.open_s": opening["open_s"],
            "transcript.open_mb": opening["open_mb"],
            "transcript.open_restored_s": first["open_s"],
        }
        with opened_here(large, world) as station, opened_here(small, world) as other:
            figures |= asking(station, world)
            figures |= verifying(station, world)
            into_many, into_few = compared((station, large), (other, small), fresh, world)
    return figures | {
        "arrival_ms": 1000 * into_many / fresh,
        "arrival_ratio": into_many / into_few,
    }


def asking(station: Station, world: World) -> dict[str, float]:
    """What a terminal asks again and again."""
    [channel] = station.channels()
    station.tick(world.now())
    owed = station.obligations(channel.id, world.now())
    seconds = timed(world, lambda: station.obligations(channel.id, world.now()))
    return {"obligations": len(owed), "obligations_ms": 1000 * seconds}


def timed(world: World, work: Callable[[], object]) -> float:
    """Seconds that it takes, on average."""
    began = world.monotonic()
    for _ in range(ASKED):
        work()
    return (world.monotonic() - began) / ASKED


# Verifying


def verifying(station: Station, world: World) -> dict[str, float]:
    """An exported transcript, as `hotline transcript verify` reads it, against nothing but its signatures."""
    [channel] = station.channels()
    lines = list(transcript_lines(station, channel))
    began = world.monotonic()
    report = verified(lines)
    whole = world.monotonic() - began
    assert report.intact, report.findings[:3]
    said = [channel.transcript.entry(id).statement.signed for id in channel.transcript.order()]
    bare = only_signatures(said, world)
    return {
        "transcript.verify_s": whole,
        "transcript.verify_us": 1e6 * whole / len(said),
        "transcript.verify_ratio": whole / bare,
    }


def only_signatures(said: list[Signed], world: World) -> float:
    """Seconds that the Ed25519 signatures alone take."""
    checks = [(each.signatures[0], each.message) for each in said]
    began = world.monotonic()
    for signature, message in checks:
        verify_ed25519(signature.key_id, signature.value, message)
    return world.monotonic() - began
