"""The relay against the bare one: throughput, delay, memory, log-ins, and a restart with many desks.

The two sides of each ratio are measured in turn and the medians compared, because a machine that does
something else as well changes from second to second.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench.house import House, Running, make_house
from client.engine.world import real_world

SIDES = ("hotline", "bare")
RUNS = 5
DEPOSITS = 1_500  # of each pair
PACED = 300  # deposits at 100 a second
LOGINS = 600
SESSIONS = 1_000
FEW = 50  # sessions that come and go first: what is made once is not a session's
DESKS = 10_000  # that come back after a restart

Side = dict[str, Running]
Figures = dict[str, float]


def relay(desks: int = DESKS) -> Figures:
    """All figures of this file."""
    with TemporaryDirectory(prefix="hotline-bench-") as folder:
        house = make_house(Path(folder), max(desks, SESSIONS), real_world())
        figures = traffic(house)
        for tls in (False, True):
            figures |= logins(house, tls) | memory(house, tls)
        return figures | coming_back(house, desks)


def traffic(house: House) -> Figures:
    """Deposits as fast as they go, and a hundred a second."""
    with Running(house, "hotline") as ours, Running(house, "bare") as bare:
        both = {"hotline": ours, "bare": bare}
        fast = in_turn(lambda side: load("throughput", both[side], house, DEPOSITS)["per_second"])
        paced = in_turn(lambda side: load("latency", both[side], house, PACED)["p50_ms"])
    return {
        "relay.throughput": fast["hotline"],
        "relay.throughput_bare": fast["bare"],
        "relay.throughput_ratio": fast["hotline"] / fast["bare"],
        "relay.p50_ms": paced["hotline"],
        "relay.p50_bare_ms": paced["bare"],
        "relay.p50_ratio": paced["hotline"] / paced["bare"],
    }


def logins(house: House, tls: bool) -> Figures:
    """Log-ins a second against connections a second."""
    name = "relay.login_tls" if tls else "relay.login"
    with Running(house, "hotline", tls) as ours, Running(house, "bare", tls) as bare:
        both = {"hotline": ours, "bare": bare}
        rate = in_turn(lambda side: load("logins", both[side], house, LOGINS)["per_second"])
    return {
        f"{name}_per_second": rate["hotline"],
        f"{name}_bare_per_second": rate["bare"],
        f"{name}_ratio": rate["hotline"] / rate["bare"],
    }


def memory(house: House, tls: bool) -> Figures:
    """KiB that a session costs while nothing happens, in fresh processes."""
    name = "relay.kb_per_session_tls" if tls else "relay.kb_per_session"
    figures = {}
    for side, end in (("hotline", ""), ("bare", "_bare")):
        with Running(house, side, tls) as running:
            load("logins", running, house, FEW)
            before = running.resident_kb
            with Staying(running, house, SESSIONS):
                figures[name + end] = (running.resident_kb - before) / SESSIONS
    return figures


def coming_back(house: House, desks: int) -> Figures:
    """Seconds until all desks of a relay that was restarted have been handed their FLASH."""
    seconds = {}
    for side in SIDES:
        with Running(house, side) as running:
            load("fill", running, house, desks)
        with Running(house, side) as running:
            back = load("come_back", running, house, desks)
        assert back["urgent_first"] == desks, f"{back} of {desks} were served FLASH first"
        seconds[side] = back["seconds"]
    return {
        "relay.return_desks": desks,
        "relay.return_s": seconds["hotline"],
        "relay.return_bare_s": seconds["bare"],
        "relay.return_ratio": seconds["bare"] / seconds["hotline"],
    }


def in_turn(measure: Callable[[str], float]) -> Figures:
    """Each side's median."""
    measured: dict[str, list[float]] = {side: [] for side in SIDES}
    for _ in range(RUNS):
        for side in SIDES:
            measured[side].append(measure(side))
    return {side: median(values) for side, values in measured.items()}


def load(what: str, running: Running, house: House, count: int) -> Figures:
    """What a load in its own process measured."""
    done = subprocess.run(_command(what, running, house, count), check=True, capture_output=True, text=True)
    figures: Figures = json.loads(done.stdout)
    return figures


class Staying:
    """Sessions that are open and silent."""

    def __init__(self, running: Running, house: House, count: int) -> None:
        self._command = _command("sessions", running, house, count)

    def __enter__(self) -> None:
        pipes = subprocess.PIPE
        self._process = subprocess.Popen(self._command, stdin=pipes, stdout=pipes, text=True)
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == "open\n"

    def __exit__(self, *_: object) -> None:
        self._process.communicate("leave\n")


def _command(what: str, running: Running, house: House, count: int) -> list[str]:
    return [
        sys.executable,
        "-m",
        "bench.loads",
        what,
        running.side,
        running.url,
        str(house.desks),
        str(count),
    ]
