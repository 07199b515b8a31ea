"""Named places where a crash would hurt: each commit, rename, sync and write to a socket stands beside one.

A test sets a hook that sees them pass, and ends the story there. In what is installed nothing sets one: no
option, file or variable makes a point do anything. `tests/ground/test_points.py` finds a place without one.
"""

from __future__ import annotations

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


_hook: Hook = _nothing
