"""`hotline demo`, as a newcomer runs it."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time

from tests.journeys.line import ROOT, WITHIN, environment, short_folder

DEMO = [sys.executable, "-m", "client.main", "demo"]


def test_the_demo_loses_nothing():
    """It asks nothing, and its figures hold: all equal, none lost, none twice, fifty deposits died."""
    with short_folder() as folder:
        done = subprocess.run(
            [*DEMO, "--json"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            cwd=ROOT,
            env=environment(TMPDIR=str(folder)),
            timeout=WITHIN,
            check=False,
        )
        left = list(folder.iterdir())

    assert done.returncode == 0, done.stderr
    figures = json.loads(done.stdout)
    held = figures["held"]
    assert [each["desk"] for each in held] == ["AVA-1", "BRV-1", "OBS-1"]
    assert {(each["lost"], each["twice"]) for each in held} == {(0, 0)}
    assert len({each["hash"] for each in held}) == 1
    assert {each["statements"] for each in held} == {held[0]["statements"]}
    assert held[0]["statements"] >= figures["said"] > 50
    assert figures["died"] >= 50
    assert figures["flash_seconds"] > 0
    assert figures["passed"] is True
    assert "held back until all have filed" in " ".join(done.stderr.split())
    assert left == []


def test_whoever_ends_the_demo_leaves_no_process_behind():
    """Ctrl-C in the middle: desks and relays end, and the folder goes."""
    with short_folder() as folder:
        demo = subprocess.Popen(
            DEMO,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd=ROOT,
            env=environment(TMPDIR=str(folder)),
        )
        assert demo.stdout is not None
        relays: list[int] = []
        for line in demo.stdout:
            relays += map(int, re.findall(r"\(pid (\d+)\)", line))
            if len(relays) == 2:
                break
        demo.send_signal(signal.SIGINT)
        demo.communicate(timeout=WITHIN)

        assert demo.returncode == 130
        assert [pid for pid in relays if not _is_gone(pid)] == []
        assert list(folder.iterdir()) == []


def _is_gone(pid: int) -> bool:
    """Asked a few times: a process that has ended may still be in the system's table."""
    for _ in range(100):
        done = subprocess.run(
            ["ps", "-p", str(pid), "-o", "args="], capture_output=True, text=True, check=False
        )
        if "server.main" not in done.stdout:
            return True
        time.sleep(0.05)
    return False
