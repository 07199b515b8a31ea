"""The first frame does not wait for what it does not need."""

from __future__ import annotations

import subprocess
import sys

HEAVY = (
    "pydantic",
    "aiohttp",
    "cryptography",
    "apsw",
    "yaml",
    "cbor2",
    "hotline.kinds.catalogue",
    "client.engine.engine",
)


def test_the_terminal_is_there_before_the_engine_is_read() -> None:
    """Reading the app and its main screen reads neither the engine nor a library that only that needs."""
    program = (
        "import sys, client.ui.app, client.ui.screens.main, client.ui.screens.unlock\n"
        f"print(*[each for each in {HEAVY!r} if each in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout.split() == []
