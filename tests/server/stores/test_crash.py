"""A relay killed at the worst moment has lost nothing that it acknowledged, and has nothing by halves."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from server.rules.quota import Limits
from server.stores.embedded import open_stores
from tests.server.stores.crashing_relay import ROUNDS
from tests.server.stores.samples import deposit, texts, verdicts
from tests.server.stores.survived import Said, check_blobs, check_file, check_mailbox, heard


def run_until_killed(folder: Path, crash_at: str) -> Said:
    """What the relay said before it died: numbers by the word before them."""
    environment = {**os.environ, "HOTLINE_CRASH_AT": crash_at}
    command = [sys.executable, "-m", "tests.server.stores.crashing_relay", str(folder)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    return heard(done.stdout.splitlines())


@pytest.mark.parametrize(
    "crash_at",
    [
        "store/before-commit:1",
        "store/before-commit:30",
        "store/after-commit:1",
        "store/after-commit:31",
        "blobs/before-sync:3",
        "blobs/before-rename:3",
        "blobs/before-folder-sync:4",
        "blobs/after-rename:3",
    ],
)
async def test_nothing_acknowledged_is_lost_and_nothing_is_there_twice(tmp_path: Path, crash_at: str) -> None:
    """Killed before or after a commit, a sync or a rename, the relay goes on as if it had been asked less."""
    said = run_until_killed(tmp_path, crash_at)

    async with open_stores(tmp_path, Limits(), 2**20) as stores:
        await check_mailbox(stores, said, ROUNDS)
        await check_blobs(stores, said, ROUNDS)
    check_file(tmp_path / "relay.db")


async def test_what_was_not_committed_was_not_acknowledged(tmp_path: Path) -> None:
    """Killed before its first commit, a relay has said nothing and holds nothing."""
    said = run_until_killed(tmp_path, "store/before-commit:1")

    async with open_stores(tmp_path, Limits(), 2**20) as stores:
        assert said["stored"] == set()
        assert await texts(stores.mailboxes) == []


async def test_what_was_committed_but_not_acknowledged_is_known_again(tmp_path: Path) -> None:
    """Killed after a commit and before it could say so: the second deposit is answered "already had"."""
    said = run_until_killed(tmp_path, "store/after-commit:1")

    async with open_stores(tmp_path, Limits(), 2**20) as stores:
        held = await texts(stores.mailboxes)
        assert said["stored"] == set()
        assert held
        assert await verdicts(stores.mailboxes, deposit(held[0])) == ["already-had"]
