"""The programs of the system that a test needs: where the whole judgement is made, none may be missing."""

from __future__ import annotations

import os
import shutil
import sys

import pytest

SYSTEM_PATH = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/sbin"])


def program(name: str, package: str) -> str:
    """The path of a program. Without it the test is skipped, and fails where CI is set."""
    found = shutil.which(name, path=SYSTEM_PATH)
    return found or _missing(f"{name} is missing: apt-get install {package}")


def throwaway_machine() -> None:
    """What `tests.deploy.machine` needs: Linux, root, and systemd's containers."""
    program("systemd-nspawn", "systemd-container")
    program("unshare", "util-linux")
    if sys.platform != "linux" or os.geteuid() != 0:
        _missing("a throwaway machine can be started by root on Linux only")


def _missing(reason: str) -> str:
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)
