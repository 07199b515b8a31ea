"""`hotline` alone, and a profile that is named ahead of the command."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.client.cli.trail import Done

Hotline = Callable[..., Done]


def test_where_nobody_sits_at_a_terminal_the_help_is_printed(empty: Path, hotline: Hotline) -> None:
    """A script that forgot its command is told; it does not hang in a terminal that nobody sees."""
    done = hotline()

    assert done.code == 2
    assert "Usage: hotline" in done.err
    assert "init" in done.err


def test_a_profile_may_stand_ahead_of_the_command(
    folder: Path, hotline: Hotline, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After the command goes before ahead of it, and both before the environment."""
    monkeypatch.setenv("HOTLINE_PROFILE", "ava")

    assert "This desk: AVA-1" in _desk(hotline("status", "--plain", "--wait", "0"))
    assert "This desk: BRV-1" in _desk(hotline("--profile", "brv", "status", "--plain", "--wait", "0"))
    typed_twice = hotline("--profile", "brv", "status", "--profile", "ava", "--plain", "--wait", "0")
    assert "This desk: AVA-1" in _desk(typed_twice)


def _desk(done: Done) -> str:
    assert done.code == 0, done.err
    return f"This desk: {done.out.split()[1].rstrip(',.:')}"


def test_playing_needs_somebody_at_a_terminal(empty: Path, hotline: Hotline) -> None:
    """It says so before it starts anything."""
    done = hotline("play")

    assert done.code == 2
    assert "This needs a terminal" in done.err
