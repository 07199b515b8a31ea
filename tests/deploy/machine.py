"""A throwaway server: this machine's own system, booted once more by systemd, with no network but loopback.

What is written there goes to memory and is gone at the end. So a manual can be followed as root, word for
word: users, services and ports are real, and nothing of them touches the machine that runs the test.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.deploy.needs import SYSTEM_PATH

WITHIN = 600  # seconds: only a broken test waits so long
UNIT = """\
[Unit]
Requires=basic.target
After=basic.target
SuccessAction=exit-force
FailureAction=exit-force
[Service]
Type=oneshot
WorkingDirectory=/root
Environment=HOME=/root LANG=C.UTF-8
ExecStart=/bin/bash /mnt/rehearsal/script
StandardOutput=file:/mnt/rehearsal/output
StandardError=file:/mnt/rehearsal/output
"""
BOOT = """\
set -e
mount -t tmpfs -o mode=755 none "$1/disk"
mkdir "$1/disk/new" "$1/disk/work" "$1/disk/root"
mount -t overlay -o "lowerdir=/,upperdir=$1/disk/new,workdir=$1/disk/work" none "$1/disk/root"
rm -rf "$1/disk/root/var/lib/hotline-relay" "$1/disk/root/opt/hotline"
cp "$1/rehearsal.service" "$1/disk/root/etc/systemd/system/"
shift
exec systemd-nspawn "$@" --boot -- --unit=rehearsal.service
"""


@dataclass(frozen=True)
class Told:
    """How the script ended, and all that it and its commands wrote."""

    code: int
    output: str


def on_a_throwaway_machine(folder: Path, script: str, shown: Mapping[str, Path]) -> Told:
    """Boot, run a bash script as root, end. `shown`: folders of this machine to read there, by their path."""
    (folder / "disk").mkdir(parents=True)
    (folder / "script").write_text(script)
    (folder / "rehearsal.service").write_text(UNIT)
    options = [f"--directory={folder}/disk/root", f"--bind={folder}:/mnt/rehearsal", "--private-network"]
    options += ["--quiet", "--console=pipe", "--register=no", "--keep-unit", "--link-journal=no"]
    options += [f"--bind-ro={here}:{there}" for there, here in shown.items()]
    options += [f"--machine=rehearsal-{os.getpid()}"]
    booted = subprocess.run(
        ["unshare", "--mount", "bash", "-c", BOOT, "boot", str(folder), *options],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=WITHIN,
        env={"PATH": SYSTEM_PATH},
    )
    output = folder / "output"
    return Told(booted.returncode, output.read_text() if output.exists() else booted.stderr)
