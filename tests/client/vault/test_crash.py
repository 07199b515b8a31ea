"""A desk that is killed at the worst moment has all that it was told is kept, and nothing by halves."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from hotline.errors import VaultUnavailable
from tests.client.vault.crashing_desk import ROUNDS
from tests.client.vault.samples import CHANNEL, LIFE, due, kept_statement, new_vault, reopened


def run_until_killed(path: Path, crash_at: str) -> list[str]:
    """What the desk said before it died."""
    environment = {**os.environ, "HOTLINE_CRASH_AT": crash_at}
    command = [sys.executable, "-m", "tests.client.vault.crashing_desk", str(path)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    return done.stdout.split()


@pytest.mark.parametrize(
    ("crash_at", "kept"),
    [
        ("vault/before-commit:1", 0),
        ("vault/after-commit:1", 1),
        ("vault/before-commit:30", 29),
        ("vault/after-commit:30", 30),
        (f"vault/before-commit:{ROUNDS}", ROUNDS - 1),
    ],
)
def test_what_was_committed_is_there_and_the_rest_is_not(path: Path, crash_at: str, kept: int) -> None:
    """Killed before a commit, nothing of that transaction; killed after it, all of it, though never told."""
    said = run_until_killed(path, crash_at)
    assert len(said) - 1 in (kept, kept - 1)

    numbers = range(1, kept + 1)
    with reopened(path) as vault:
        assert list(vault.record.statements(CHANNEL)) == [kept_statement(n, b"x" * 9000) for n in numbers]
        life = vault.profile.life()
        assert (life.counter if life else 0) == kept
        assert set(vault.outbox.due()) == {due(n) for n in numbers}


@pytest.mark.parametrize("crash_at", ["vault/before-rename", "vault/after-rename"])
def test_a_vault_is_created_whole_or_not_at_all(path: Path, crash_at: str) -> None:
    """Killed before it has its name there is none, and creating it again works; after it, it opens empty."""
    run_until_killed(path, crash_at)

    if crash_at == "vault/before-rename":
        with pytest.raises(VaultUnavailable, match="no vault"):
            reopened(path)
        new_vault(path).close()
    with reopened(path) as vault:
        assert vault.profile.life() is None
        with vault.transaction():
            vault.profile.keep_life(LIFE)
    assert not path.with_name("vault.db.new").exists()
