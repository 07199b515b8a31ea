"""The systemd unit, as systemd itself judges it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.deploy.needs import program

DEPLOY = Path(__file__).parents[2] / "deploy"
UNIT = "hotline-relay.service"
MOST_EXPOSED = 20  # tenths: 2.0 of 10


@pytest.fixture
def analyze(tmp_path):
    """`systemd-analyze` on a root into which the unit, and what it starts, is installed."""
    path = program("systemd-analyze", "systemd")
    here = tmp_path / "root"
    shutil.copytree("/usr/lib/systemd/system", here / "usr/lib/systemd/system", symlinks=True)
    units = here / "etc/systemd/system"
    units.mkdir(parents=True)
    shutil.copy(DEPLOY / "systemd" / UNIT, units)
    for started in ("opt/hotline/bin/hotline-relay", "bin/sh"):
        (here / started).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy("/bin/true", here / started)

    def run(verb: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [path, verb, f"--root={here}", *arguments, UNIT]
        return subprocess.run(command, capture_output=True, text=True)

    return run


def test_the_unit_is_understood_without_a_warning(analyze):
    """Every key is one that systemd knows, and what it starts can be started."""
    told = analyze("verify", "--man=no")

    assert (told.returncode, told.stdout, told.stderr) == (0, "", "")


def test_the_unit_exposes_little(analyze):
    """A relay that is taken over reaches its own folder and the network, and no more."""
    told = analyze("security", "--offline=true", "--no-pager", f"--threshold={MOST_EXPOSED}")

    assert told.returncode == 0, told.stdout
