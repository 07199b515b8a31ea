"""The passphrase comes from a private file, a keyring or a prompt, in this order."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest

from client.vault.passphrase import VARIABLE, find_passphrase, weakness
from hotline.errors import Misuse, VaultUnavailable


def never() -> str:
    raise AssertionError("nobody should have been asked")


@pytest.fixture
def no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A system keyring that is installed, with one entry."""
    fake, errors = ModuleType("keyring"), ModuleType("keyring.errors")
    entries = {("hotline", "ministry"): "from the keyring"}
    errors.KeyringError = type("KeyringError", (Exception,), {})  # type: ignore[attr-defined]
    fake.errors = errors  # type: ignore[attr-defined]
    fake.get_password = lambda service, name: entries.get((service, name))  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "keyring", fake)
    monkeypatch.setitem(sys.modules, "keyring.errors", errors)
    return fake


def private_file(path: Path, content: bytes) -> dict[str, str]:
    path.write_bytes(content)
    path.chmod(0o600)
    return {VARIABLE: str(path)}


@pytest.mark.parametrize(
    "content", [b"four words and more", b"four words and more\n", b"four words and more\r\n"]
)
def test_from_a_private_file(tmp_path: Path, content: bytes) -> None:
    """Its first line, and nobody is asked."""
    assert find_passphrase("main", private_file(tmp_path / "p", content), never) == "four words and more"


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o644])
def test_a_file_that_others_may_use_is_refused(tmp_path: Path, mode: int) -> None:
    """With what to do about it; the prompt does not step in."""
    environment = private_file(tmp_path / "p", b"four words and more")
    (tmp_path / "p").chmod(mode)

    with pytest.raises(VaultUnavailable, match="chmod 600"):
        find_passphrase("main", environment, never)


def test_a_file_that_is_not_there_or_not_text(tmp_path: Path) -> None:
    """Said so; what was named is not passed over."""
    with pytest.raises(VaultUnavailable, match="No such file"):
        find_passphrase("main", {VARIABLE: str(tmp_path / "none")}, never)
    with pytest.raises(VaultUnavailable, match="not text"):
        find_passphrase("main", private_file(tmp_path / "p", b"\xff\xfe\xff"), never)


@pytest.mark.usefixtures("no_keyring")
def test_without_a_keyring_the_officer_is_asked() -> None:
    """It is an extra that need not be installed."""
    assert find_passphrase("main", {}, lambda: "typed") == "typed"


@pytest.mark.usefixtures("keyring")
def test_the_keyring_knows_it_or_the_officer_is_asked() -> None:
    """Each profile has its own entry."""
    assert find_passphrase("ministry", {}, never) == "from the keyring"
    assert find_passphrase("other", {}, lambda: "typed") == "typed"


def test_a_locked_keyring_is_passed_over(keyring: ModuleType) -> None:
    """The prompt still works."""

    def locked(service: str, name: str) -> str:
        raise keyring.errors.KeyringError

    keyring.get_password = locked  # type: ignore[attr-defined]

    assert find_passphrase("ministry", {}, lambda: "typed") == "typed"


@pytest.mark.usefixtures("no_keyring")
def test_an_empty_passphrase_is_refused(tmp_path: Path) -> None:
    """Typed or from a file."""
    with pytest.raises(Misuse):
        find_passphrase("main", {}, lambda: "")
    with pytest.raises(Misuse):
        find_passphrase("main", private_file(tmp_path / "p", b"\n"), never)


@pytest.mark.parametrize(
    "weak", ["", "hotline", "fifteen letters", "1234567890123456789", "aaaaaaaabbbbbbbb"]
)
def test_weak_ones_are_warned_of(weak: str) -> None:
    """Short, all digits, or of few letters."""
    assert weakness(weak)


@pytest.mark.parametrize("good", ["seven quiet lamps over the ford", "x9$Kq!vR2mWp#7Lt"])
def test_good_ones_are_not(good: str) -> None:
    """Several words, or what a generator gives."""
    assert weakness(good) is None
