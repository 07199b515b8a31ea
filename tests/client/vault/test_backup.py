"""A backup is one file that opens no recorded traffic; a desk restored from it begins a new life."""

from __future__ import annotations

import errno
import os
import shutil
import stat
from pathlib import Path

import pytest

from client.points import set_hook
from client.vault.backup import backup, restore
from client.vault.file import unlock
from client.vault.lock import Lock, new_lock
from client.vault.schema import KEPT_OUT_OF_BACKUPS
from client.vault.vault import DeskVault
from hotline.errors import Misuse, VaultUnavailable
from hotline.ids import EnvelopeId
from tests.client.vault.samples import (
    BODY,
    CHANNEL,
    LIFE,
    NOON,
    PASSPHRASE,
    QUICK,
    dice,
    due,
    fill,
    h,
    identity,
    kept_statement,
    new_vault,
    outgoing,
    own_key,
    receipt,
    reopened,
    statement_id,
)

SECRETS = (h("private"), h("out secret"), h("in secret"))


@pytest.fixture
def made(path: Path, tmp_path: Path) -> Path:
    """A backup of a vault with something on every shelf."""
    made = tmp_path / "stick" / "backup.hlv"
    with new_vault(path) as vault:
        fill(vault)
        assert vault.lock is not None
        backup(vault, made, vault.lock)
    return made


def restored(made: Path, into: Path) -> DeskVault:
    restore(made, into, PASSPHRASE)
    return reopened(into)


def test_a_backup_is_one_private_file(made: Path) -> None:
    """Nothing has to be carried beside it."""
    assert [each.name for each in made.parent.iterdir()] == [made.name]
    assert stat.S_IMODE(made.stat().st_mode) == 0o600


def test_what_is_restored_is_all_but_life_and_keys(made: Path, tmp_path: Path) -> None:
    """Record, identity and outbox come back; the old life is known as the former one."""
    with restored(made, tmp_path / "new" / "vault.db") as vault:
        assert vault.profile.identity() == identity()
        assert list(vault.record.statements(CHANNEL)) == [kept_statement(body=BODY)]
        assert vault.outbox.due() == [due()]
        assert vault.outbox.outgoing() == [outgoing()]
        assert vault.outbox.receipts() == [receipt()]
        assert vault.outbox.attempts(EnvelopeId(h("envelope", 9))) == 1
        assert vault.profile.life() is None
        assert vault.profile.former_life() == LIFE.incarnation
        for table in KEPT_OUT_OF_BACKUPS:
            assert not vault.connection.execute(f"SELECT * FROM {table}").fetchall()


def test_a_backup_holds_no_sealing_keys(made: Path) -> None:
    """Not in a row, not in a free page, not in the raw file."""
    with reopened(made) as vault:
        pages = vault.connection.serialize("main")
    assert h("signing seed") in pages  # so this looks at plaintext
    for secret in SECRETS:
        assert secret not in pages
        assert secret not in made.read_bytes()


def test_the_vault_goes_on_after_a_backup(path: Path, tmp_path: Path) -> None:
    """It keeps its life and its keys."""
    with new_vault(path) as vault:
        fill(vault)
        backup(vault, tmp_path / "backup", new_lock("another", dice(1), QUICK))

        assert vault.profile.life() == LIFE
        assert vault.keys.own_keys() == [own_key()]


def test_a_backup_under_another_passphrase(path: Path, tmp_path: Path) -> None:
    """It opens with that one and not with the vault's."""
    with new_vault(path) as vault:
        fill(vault)
        backup(vault, tmp_path / "backup", new_lock("another", dice(1), QUICK))

    with pytest.raises(VaultUnavailable, match="wrong passphrase"):
        restore(tmp_path / "backup", tmp_path / "new" / "vault.db", PASSPHRASE)
    restore(tmp_path / "backup", tmp_path / "new" / "vault.db", "another")
    unlock(tmp_path / "new" / "vault.db", "another", NOON).close()


def test_nothing_is_overwritten(path: Path, made: Path) -> None:
    """Neither a file by a backup nor a vault by a restore."""
    before = made.read_bytes()
    with reopened(path) as vault, pytest.raises(Misuse, match="overwritten"):
        backup(vault, made, lock_of(vault))
    assert made.read_bytes() == before

    with pytest.raises(Misuse, match="overwritten"):
        restore(made, path, PASSPHRASE)
    with reopened(path) as vault:
        assert vault.profile.life() == LIFE


@pytest.mark.parametrize("name", ["n" * 253, "n" * 300], ids=["its draft's name is too long", "its own is"])
def test_a_name_that_no_file_can_have_is_said(path: Path, made: Path, tmp_path: Path, name: str) -> None:
    """Whoever typed it is told, whichever step finds it."""
    with reopened(path) as vault, pytest.raises((Misuse, VaultUnavailable), match="File name too long"):
        backup(vault, tmp_path / name, lock_of(vault))
    with pytest.raises((Misuse, VaultUnavailable), match="File name too long"):
        restore(made, tmp_path / name, PASSPHRASE)


def lock_of(vault: DeskVault) -> Lock:
    assert vault.lock is not None
    return vault.lock


def test_a_damaged_backup_is_refused_and_stays(made: Path, tmp_path: Path) -> None:
    """No vault is made of it, and nobody renames what lies on the stick."""
    raw = bytearray(made.read_bytes())
    raw[len(raw) // 2] ^= 1
    made.write_bytes(raw)
    into = tmp_path / "new" / "vault.db"

    with pytest.raises(VaultUnavailable, match=r"backup backup\.hlv is damaged"):
        restore(made, into, PASSPHRASE)
    assert made.read_bytes() == raw
    assert [each.name for each in into.parent.iterdir()] == ["vault.db.lock"]


def test_no_backup_there(tmp_path: Path) -> None:
    """Said so, in a sentence."""
    with pytest.raises(VaultUnavailable, match="No such file"):
        restore(tmp_path / "none", tmp_path / "new" / "vault.db", PASSPHRASE)


def test_a_copy_made_by_hand_is_restored_without_its_life(path: Path, tmp_path: Path) -> None:
    """Two desks in one life would contradict each other; two lives do not."""
    with new_vault(path) as vault:
        fill(vault)
    shutil.copy(path, tmp_path / "copy")

    with restored(tmp_path / "copy", tmp_path / "new" / "vault.db") as vault:
        assert vault.profile.life() is None
        assert vault.profile.former_life() == LIFE.incarnation
        pages = vault.connection.serialize("main")
    for secret in SECRETS:
        assert secret not in pages


def test_a_backup_of_many_statements(path: Path, tmp_path: Path) -> None:
    """In their order, with their bodies."""
    with new_vault(path) as vault:
        with vault.transaction():
            for number in range(700):
                vault.record.keep_statement(statement_id(number), kept_statement(number, BODY))
        backup(vault, tmp_path / "backup", lock_of(vault))

    with restored(tmp_path / "backup", tmp_path / "new" / "vault.db") as again:
        assert list(again.record.statements(CHANNEL)) == [kept_statement(n, BODY) for n in range(700)]


def test_a_backup_that_cannot_be_written_leaves_nothing(path: Path, tmp_path: Path) -> None:
    """A folder's name that is a file, for instance; and the vault goes on."""
    (tmp_path / "stick").write_text("a file")
    with new_vault(path) as vault:
        with pytest.raises(VaultUnavailable, match="could not be written"):
            backup(vault, tmp_path / "stick" / "backup", lock_of(vault))
        fill(vault)


def test_a_disk_that_fills_up_leaves_no_half_backup(path: Path, tmp_path: Path) -> None:
    """What was begun is removed, and the name stays free."""

    def full(name: str) -> None:
        if name == "vault/before-rename":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    stick = tmp_path / "stick"
    with new_vault(path) as vault:
        set_hook(full)
        try:
            with pytest.raises(VaultUnavailable, match="No space left"):
                backup(vault, stick / "backup", lock_of(vault))
        finally:
            set_hook(None)
        assert list(stick.iterdir()) == []

        backup(vault, stick / "backup", lock_of(vault))
    assert [each.name for each in stick.iterdir()] == ["backup"]
