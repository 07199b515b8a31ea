"""What requirements.lock names, as files, for places that have no network of their own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"  # as systemd sets it


def fetch_locked(folder: Path) -> None:
    """Puts the files into this folder, each checked against its hash, for this system's own Python."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--require-hashes", "--only-binary=:all:"]
    command += ["--python-version", _version(), "--requirement", "requirements.lock", "--dest", str(folder)]
    subprocess.run(command, check=True, cwd=ROOT)


def _version() -> str:
    """The version of the Python that is started outside any environment."""
    command = ["/usr/bin/env", "python3", "-c", "import platform; print(platform.python_version())"]
    told = subprocess.run(command, env={"PATH": PATH}, check=True, capture_output=True, text=True)
    return told.stdout.strip()
