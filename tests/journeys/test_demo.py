"""`hotline demo`, as a newcomer runs it."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys

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
    """Whether there is no such process any more; the demo waited for its own."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False
