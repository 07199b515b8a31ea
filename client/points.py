"""Named places where a crash would hurt: each commit, rename and fsync stands beside one.

A test sets a hook, or starts the process with HOTLINE_CRASH_AT=name or name:n in its environment: then the
process kills itself, as a power cut would, when it passes that point for the n-th time. The variable is
looked at once, when this module is imported; otherwise a point does nothing.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable

Hook = Callable[[str], None]


def point(name: str) -> None:
    """Say that the program is about to pass, or has just passed, a place where a crash would hurt."""
    _hook(name)


def set_hook(hook: Hook | None) -> None:
    """Let `hook` see every point from now on; None takes it away."""
    global _hook
    _hook = hook or _nothing


def _nothing(name: str) -> None:
    """What a point does outside tests."""


def _crash_at(where: str) -> Hook:
    """Gives the hook that kills this process at `name` or `name:n`."""
    name, _, times = where.partition(":")
    left = int(times or 1)

    def crash(passed: str) -> None:
        nonlocal left
        left -= passed == name
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    return crash


_hook: Hook = _crash_at(os.environ["HOTLINE_CRASH_AT"]) if "HOTLINE_CRASH_AT" in os.environ else _nothing
