"""The paper trail is walked once; each test gets a copy of the folder to itself."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from client.vault import lock
from tests.client.cli.trail import PASSPHRASE, Done, typed, walk
from tests.client.vault.samples import QUICK

Hotline = Callable[..., Done]


def _settle(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Commands find this folder's profiles and its passphrase; a guess at that costs nothing."""
    monkeypatch.setattr(lock, "STRONG", QUICK)
    (folder / "passphrase").write_text(f"{PASSPHRASE}\n")
    (folder / "passphrase").chmod(0o600)
    monkeypatch.setenv("HOTLINE_HOME", str(folder / "home"))
    monkeypatch.setenv("HOTLINE_PASSPHRASE_FILE", str(folder / "passphrase"))
    monkeypatch.setenv("HOTLINE_PROFILE", "ava")
    monkeypatch.setenv("NO_COLOR", "1")


@pytest.fixture
def empty(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder where nobody has done anything. Its path is short: a socket's must be."""
    with tempfile.TemporaryDirectory(prefix="hl") as folder:
        _settle(monkeypatch, Path(folder))
        yield Path(folder)


@pytest.fixture(scope="session")
def walked() -> Iterator[Path]:
    with pytest.MonkeyPatch.context() as monkeypatch, tempfile.TemporaryDirectory(prefix="hl") as folder:
        _settle(monkeypatch, Path(folder))
        walk(Path(folder))
        yield Path(folder)


@pytest.fixture
def folder(walked: Path, empty: Path) -> Path:
    """A folder with both parties' papers, both desks, and the channel "Northern line"."""
    shutil.copytree(walked, empty, dirs_exist_ok=True)
    return empty


@pytest.fixture
def hotline(capfd: pytest.CaptureFixture[str]) -> Hotline:
    """Types a command in this process, and gives its end and what it printed."""

    def type_it(*arguments: str) -> Done:
        capfd.readouterr()
        code = typed(*arguments)
        return Done(code, *capfd.readouterr())

    return type_it
