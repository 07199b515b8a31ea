"""A party root's vault signs for decades and gives no number twice."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from client.points import set_hook
from client.vault.root import RootVault, create_root, open_root_vault
from hotline.crypto.signing import SigningKey
from hotline.errors import Malformed, Misuse, VaultUnavailable
from hotline.identity.credential import CredentialRequest, Role, open_credential, open_request, request
from tests.client.vault.samples import NOON, PASSPHRASE, QUICK, dice, new_vault, reopened

UNTIL = NOON + timedelta(days=365)


def new_root(path: Path) -> RootVault:
    return create_root(path, PASSPHRASE, "BRV", "Bravia", True, NOON, dice(7), QUICK)


@pytest.fixture
def vault(path: Path) -> Iterator[RootVault]:
    with new_root(path) as opened:
        yield opened


def asked(number: int = 1, exercise: bool = True) -> CredentialRequest:
    """A request of the device with this number."""
    key = SigningKey.generate(dice(100 + number))
    return open_request(request(f"Officer {number}", Role.LIAISON, exercise, key, NOON))


def test_it_signs_as_the_party_after_reopening(path: Path) -> None:
    """The same root, the same key; and the file shows neither."""
    with new_root(path) as vault:
        root, seeds = vault.root(), vault.key().seeds
    raw = path.read_bytes()
    assert not any(secret in raw for secret in (*seeds, b"Bravia"))

    with open_root_vault(path, PASSPHRASE, NOON) as again:
        assert again.root() == root
        assert again.key().public == root.key
        assert (root.document.code, root.document.exercise) == ("BRV", True)


def test_credentials_are_issued_and_noted(vault: RootVault) -> None:
    """Each with a serial and a desk of its own, signed by the root."""
    signed = [vault.issue(asked(number), NOON, UNTIL, NOON) for number in (1, 2, 3)]

    issued = vault.issued()
    credentials = [open_credential(each, vault.root()) for each in signed]
    assert [each.credential for each in issued] == signed
    assert [(each.serial, each.desk) for each in credentials] == [(1, 1), (2, 2), (3, 3)]
    assert [(each.serial, each.desk, each.device) for each in issued] == [
        (each.serial, each.desk, each.device) for each in credentials
    ]
    assert {each.at for each in issued} == {NOON}


def test_a_device_keeps_its_desk(vault: RootVault) -> None:
    """A renewal has a new serial; another number is refused; so is another's number."""
    vault.issue(asked(1), NOON, UNTIL, NOON, desk=5)
    renewed = open_credential(vault.issue(asked(1), NOON, UNTIL, NOON), vault.root())
    assert (renewed.serial, renewed.desk) == (2, 5)

    with pytest.raises(Misuse, match="desk 5"):
        vault.issue(asked(1), NOON, UNTIL, NOON, desk=6)
    with pytest.raises(Misuse, match="another device"):
        vault.issue(asked(2), NOON, UNTIL, NOON, desk=5)
    after = open_credential(vault.issue(asked(2), NOON, UNTIL, NOON), vault.root())
    assert (after.serial, after.desk) == (3, 6)


def test_what_is_refused_leaves_no_trace(vault: RootVault) -> None:
    """Dates in the wrong order, or a request for real use from a root for exercises."""
    with pytest.raises(Malformed):
        vault.issue(asked(1), UNTIL, NOON, NOON)
    with pytest.raises(Misuse, match="exercises"):
        vault.issue(asked(1, exercise=False), NOON, UNTIL, NOON)
    with pytest.raises(Malformed):
        vault.issue(asked(1), NOON, UNTIL, NOON, desk=10_000)

    assert vault.issued() == []
    assert open_credential(vault.issue(asked(1), NOON, UNTIL, NOON), vault.root()).desk == 1


def test_numbers_never_come_twice(path: Path) -> None:
    """Revocations share the credentials' serials; acceptances have their own; reopening forgets nothing."""
    with new_root(path) as vault:
        vault.issue(asked(1), NOON, UNTIL, NOON)
        assert (vault.next_serial(), vault.next_acceptance(), vault.next_acceptance()) == (2, 1, 2)

    with open_root_vault(path, PASSPHRASE, NOON) as again:
        assert (again.next_serial(), again.next_acceptance()) == (3, 3)


def test_a_number_is_on_disk_before_what_is_signed_with_it_is_handed_out(vault: RootVault) -> None:
    """A crash after the commit wastes a serial; it never gives one twice."""

    def crash(name: str) -> None:
        if name == "vault/after-commit":
            raise KeyboardInterrupt

    set_hook(crash)
    try:
        with pytest.raises(KeyboardInterrupt):
            vault.issue(asked(1), NOON, UNTIL, NOON)
    finally:
        set_hook(None)

    assert [each.serial for each in vault.issued()] == [1]
    assert vault.next_serial() == 2


def test_a_copy_of_the_closed_file_is_its_backup(path: Path, tmp_path: Path) -> None:
    """One file, which opens anywhere."""
    with new_root(path) as vault:
        root = vault.root()
    shutil.copy(path, tmp_path / "stick")

    with open_root_vault(tmp_path / "stick", PASSPHRASE, NOON) as again:
        assert again.root() == root


def test_roots_and_desks_are_told_apart(path: Path, tmp_path: Path) -> None:
    """Neither opens as the other, and nothing is set aside for it."""
    new_root(path).close()
    desk = tmp_path / "desk" / "vault.db"
    new_vault(desk).close()

    with pytest.raises(VaultUnavailable, match="not a desk's vault"):
        reopened(path)
    with pytest.raises(VaultUnavailable, match="not a party root's vault"):
        open_root_vault(desk, PASSPHRASE, NOON)
    open_root_vault(path, PASSPHRASE, NOON).close()
    reopened(desk).close()


def test_a_root_is_neither_overwritten_nor_open_twice(path: Path) -> None:
    """Nor made up where there is none."""
    with pytest.raises(VaultUnavailable, match="no party root"):
        open_root_vault(path, PASSPHRASE, NOON)
    with new_root(path), pytest.raises(VaultUnavailable, match="Another process"):
        open_root_vault(path, PASSPHRASE, NOON)
    with pytest.raises(Misuse):
        new_root(path)
    with pytest.raises(VaultUnavailable, match="wrong passphrase"):
        open_root_vault(path, "wrong", NOON)
    open_root_vault(path, PASSPHRASE, NOON).close()
