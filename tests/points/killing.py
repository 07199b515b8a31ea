"""A process that kills itself, as a power cut would, when it passes a point for the n-th time.

HOTLINE_CRASH_AT=name or name:n says where. Only programs of tests/ look at it: what is installed cannot.

Usage: HOTLINE_CRASH_AT=link/before-send:3 python -m tests.points.killing client.main run
"""

from __future__ import annotations

import os
import runpy
import signal
import sys
import threading
import time

import client.points
import server.points

VARIABLE = "HOTLINE_CRASH_AT"
TIME = 0.02  # seconds


def arm() -> None:
    """From now on this process dies where its environment says; without the variable it does not."""
    if VARIABLE in os.environ:
        hook = _crash_at(os.environ[VARIABLE])
        client.points.set_hook(hook)
        server.points.set_hook(hook)


def _crash_at(where: str) -> client.points.Hook:
    name, _, times = where.partition(":")
    left = int(times or 1)

    def crash(passed: str) -> None:
        nonlocal left
        left -= passed == name
        if left == 0:
            give_time()
            os.kill(os.getpid(), signal.SIGKILL)

    return crash


def give_time() -> None:
    """To whoever acknowledges too early, in another thread than the one that dies: so that it is heard."""
    if threading.current_thread() is not threading.main_thread():
        time.sleep(TIME)


if __name__ == "__main__":
    arm()
    del sys.argv[0]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
