"""What a command reads before it knows whether it attaches."""

from __future__ import annotations

import subprocess
import sys


def test_a_command_that_attaches_reads_no_engine() -> None:
    """Reading it takes a third of a second, more than all the rest of such a command."""
    look = "import sys, client.cli.say; print(*{'client.engine.engine', 'aiohttp'} & sys.modules.keys())"

    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)

    assert done.stdout.split() == []
