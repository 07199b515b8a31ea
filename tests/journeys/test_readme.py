"""The README's ten minutes, typed as they stand."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from client.drills.relays import free_port
from tests.journeys.line import ROOT, WITHIN, environment, short_folder

BLOCK = re.compile(r"^```sh walk\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PORTS = ("8443", "8444", "9465")


def walk() -> str:
    """All blocks in a row. Only the ports are changed: this machine may use them for something else."""
    text = "".join(BLOCK.findall((ROOT / "README.md").read_text()))
    taken: set[int] = set()
    for port in PORTS:
        while (free := free_port(os.urandom)) in taken:
            pass
        taken.add(free)
        assert port in text
        text = text.replace(port, str(free))
    return text.replace("hotline-relay init north", "hotline-relay init north --health 127.0.0.1:0")


def test_the_ten_minutes_of_the_readme():
    """A newcomer who types every line gets onto the line, is read, and goes on when a relay dies."""
    binaries = Path(sys.executable).parent
    with short_folder() as folder:
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", walk()],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            cwd=folder,
            env=environment(PATH=f"{binaries}:{os.environ['PATH']}"),
            timeout=WITHIN,
            check=False,
        )

    assert done.returncode == 0, done.stdout + done.stderr
    assert 'Agreement "First line": signed by all, in force.' in done.stdout
    assert re.search(r"^BRV is verified: .* with B. Borg\.$", done.stdout, re.MULTILINE)
    assert "State: read. A named officer has read it. That is not a consent." in done.stdout
    assert re.search(r"^Relay north: down\.", done.stdout, re.MULTILINE)
    assert done.stdout.rindex("North is gone. Do you read me?") > done.stdout.index("State: read")
