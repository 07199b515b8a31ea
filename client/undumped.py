"""Keeps the memory of a process to itself: it holds keys. For every process that this program is made of."""

from __future__ import annotations

import ctypes
import resource
import sys
from contextlib import suppress

PR_SET_DUMPABLE = 4  # Source: prctl(2)


def leave_no_core_dump() -> None:
    """The memory goes to no file, and no other program of this user may read it."""
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":  # the limit alone does not hold where dumps go to a program
        ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
